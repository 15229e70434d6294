from __future__ import annotations

from pathlib import Path

from hashiya.messages import Message
from hashiya.services.complaint import Complaint


def causes(*reasons: Message) -> int:
    return len({Complaint(str(number), reason).cause for number, reason in enumerate(reasons)})


def cannot_read(name: str, cause: str = "files.missing") -> Message:
    return Message("files.cannot_read", path=Path(name), cause=Message(cause))


def test_articles_ids_and_numbers_do_not_make_another_cause() -> None:
    assert causes(cannot_read("a.txt"), cannot_read("b/c.txt")) == 1
    assert causes(*(Message("services.id_of_other", article=each, id=each) for each in "ab")) == 1
    assert causes(*(Message("services.same_as_line", line=each) for each in (1, 2))) == 1


def test_another_message_within_a_message_makes_another_cause() -> None:
    assert causes(cannot_read("a.txt"), cannot_read("a.txt", "files.is_folder")) == 2
    places = [Message("annotation.json_column", column=each) for each in (3, 4)]
    assert causes(*(Message("annotation.json_invalid", place=each) for each in places)) == 1


def test_another_label_makes_another_cause_since_each_must_be_mended() -> None:
    assert causes(*(Message("exchange.label_unknown", label=each, names=("ACTOR",)) for each in "AB")) == 2
