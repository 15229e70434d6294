from __future__ import annotations

from hashiya.cli.grouping import grouped, of_lines
from hashiya.messages import Message
from hashiya.services.complaint import Complaint

NO_LABEL, NO_PLACE = Message("exchange.label_missing"), Message("exchange.no_place")


def told(*complaints: Complaint) -> list[Message]:
    return [of_lines(group) for group in grouped(complaints)]


def test_one_place_is_named_alone() -> None:
    assert told(Complaint("3", NO_LABEL)) == [Message("cli.line_problem", place="3", reason=NO_LABEL)]


def test_one_cause_is_said_once_with_its_number_and_its_first_places() -> None:
    many = [Complaint(str(n), NO_LABEL) for n in range(1, 92)]
    five = ("1", "2", "3", "4", "5")
    assert told(*many) == [Message("cli.lines_problem", count=91, places=(*five, "…"), reason=NO_LABEL)]
    assert told(*many[:5]) == [Message("cli.lines_problem", count=5, places=five, reason=NO_LABEL)]


def test_causes_stand_in_the_order_in_which_they_came() -> None:
    assert told(Complaint("1", NO_LABEL), Complaint("2", NO_PLACE), Complaint("3", NO_LABEL)) == [
        Message("cli.lines_problem", count=2, places=("1", "3"), reason=NO_LABEL),
        Message("cli.line_problem", place="2", reason=NO_PLACE),
    ]


def test_an_example_is_given_where_reasons_of_one_cause_differ() -> None:
    first, second = (
        Message("services.id_of_other", article=f"{name}.txt", id=f"id of {name}") for name in "ab"
    )
    assert told(Complaint("2", first), Complaint("5", second)) == [
        Message("cli.lines_differ", count=2, places=("2", "5"), place="2", reason=first)
    ]
