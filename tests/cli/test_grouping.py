from __future__ import annotations

from hashiya.cli.grouping import grouped
from hashiya.services.complaint import Complaint


def told(*complaints: Complaint) -> list[str]:
    return [group.told("line", "lines") for group in grouped(complaints)]


def test_one_place_is_named_alone() -> None:
    assert told(Complaint("3", "it has no “label”")) == ["line 3: it has no “label”"]


def test_one_cause_is_said_once_with_its_number_and_its_first_places() -> None:
    many = [Complaint(str(n), "it has no “label”") for n in range(1, 92)]
    assert told(*many) == ["91 lines (1, 2, 3, 4, 5, …): it has no “label”"]
    assert told(*many[:5]) == ["5 lines (1, 2, 3, 4, 5): it has no “label”"]


def test_causes_stand_in_the_order_in_which_they_came() -> None:
    assert told(Complaint("1", "a"), Complaint("2", "b"), Complaint("3", "a")) == [
        "2 lines (1, 3): a",
        "line 2: b",
    ]


def test_paths_ids_and_numbers_do_not_make_another_cause() -> None:
    first = "cannot read articles/a 1.txt: there is no such file"
    assert told(
        Complaint("2", first, ("articles/a 1.txt",)),
        Complaint("5", "cannot read b.txt: there is no such file", ("b.txt",)),
        Complaint("6", "cannot read c/d.txt: there is no such file"),
    ) == [f"3 lines (2, 5, 6), as in line 2: {first}"]
    uuids = "0199e2c4-0000-7000-8000-00000000000a", "0199e2c4-ffff-7000-8000-00000000000b"
    assert told(
        *(Complaint(str(n), f"has another annotation of the id {id_}") for n, id_ in enumerate(uuids))
    ) == [f"2 lines (0, 1), as in line 0: has another annotation of the id {uuids[0]}"]


def test_what_else_differs_is_another_cause() -> None:
    assert (
        len(told(Complaint("1", "the label A is not known"), Complaint("2", "the label B is not known"))) == 2
    )
