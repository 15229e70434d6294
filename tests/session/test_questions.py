from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.messages import Message
from hashiya.session.commands import annotating, deciding
from hashiya.session.labelling import label
from hashiya.store.tinydb.store import Store
from hashiya.text.spans import Span
from tests.session.marking import look, store_of
from tests.storing import apply

if TYPE_CHECKING:
    from hashiya.session.reader import Reader
    from hashiya.store.tinydb.article_store import ArticleStore
    from tests.conftest import ReaderOf

TEXT = "أوضح اللواء علي النعسان أن زيارة موسكو مهمة."
LIEUTENANT = Span(TEXT.index("اللواء"), TEXT.index("النعسان") + len("النعسان"))


@pytest.fixture
def reader(reader_of: ReaderOf) -> Reader:
    """An actor whose note was written here and by another program."""
    reader = reader_of(TEXT)
    reader.resize(60, 10)
    reader.select(LIEUTENANT)
    label(reader, "ACTOR")
    assert reader.working_copy.flush()
    [base] = reader.annotations
    apply(others(reader), [Edit(base, changed(base, note="theirs"))])
    annotating.write_note(reader, base, "mine")
    assert reader.working_copy.flush()
    reader.outside.receive()
    return reader


def others(reader: Reader) -> ArticleStore:
    """The store as another program has it open."""
    return Store(store_of(reader.working_copy).path.parent).open(reader.article)


def notes(reader: Reader) -> list[str]:
    return sorted(annotation.note for annotation in others(reader).load().annotations)


def test_a_conflict_is_said_and_shows_what_was_wanted_by_both(reader: Reader) -> None:
    assert reader.notice == Message("session.changed_by_others", key="r")
    [question] = reader.questions
    assert question.kind == "conflict"
    assert question.said == Message("session.conflict_both_changed")
    assert [(name, version.note) for name, version in question.versions if version] == [
        ("before", ""),
        ("mine", "mine"),
        ("theirs", "theirs"),
    ]
    assert notes(reader) == ["theirs"]


@pytest.mark.parametrize(
    ("answer", "kept"), [("mine", ["mine"]), ("theirs", ["theirs"]), ("both", ["mine", "theirs"])]
)
def test_each_answer_is_on_disk_and_here_and_ends_the_question(
    reader: Reader, answer: str, kept: list[str]
) -> None:
    [question] = reader.questions
    assert answer in question.answers
    deciding.decide(deciding.AtQuestion(reader, question), answer)
    assert reader.open_questions == 0
    assert reader.working_copy.flush()
    reader.outside.receive()
    assert notes(reader) == kept
    assert sorted(annotation.note for annotation in reader.annotations) == kept
    assert reader.open_questions == 0


def test_an_answer_can_be_taken_back(reader: Reader) -> None:
    [question] = reader.questions
    deciding.decide(deciding.AtQuestion(reader, question), "mine")
    reader.undoing.undo()
    assert reader.working_copy.flush()
    assert notes(reader) == ["theirs"]


def test_a_removal_here_against_a_change_there_is_said(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    reader.resize(60, 10)
    label(reader, "ACTOR")
    assert reader.working_copy.flush()
    [base] = reader.annotations
    apply(others(reader), [Edit(base, changed(base, note="theirs"))])
    annotating.remove(reader)
    assert reader.working_copy.flush()
    reader.outside.receive()
    [question] = reader.questions
    assert question.said == Message("session.conflict_removed_changed")
    assert dict(question.versions)["mine"] is None
    deciding.decide(deciding.AtQuestion(reader, question), "mine")
    assert reader.working_copy.flush()
    assert notes(reader) == []


def test_looking_at_a_question_selects_its_place(reader: Reader) -> None:
    reader.go_to(len(TEXT) - 3)
    [question] = reader.questions
    deciding.look(deciding.AtQuestion(reader, question))
    assert reader.selection == LIEUTENANT


def test_what_another_program_adds_comes_in_with_a_word(reader_of: ReaderOf) -> None:
    reader = reader_of(TEXT)
    reader.resize(60, 10)
    look(reader)
    assert reader.notice is None
    other = others(reader)
    label(reader, "ACTOR")
    assert reader.working_copy.flush()
    look(reader)
    assert reader.notice is None
    [base] = other.load().annotations
    apply(other, [Edit(base, changed(base, note="read it again"))])
    look(reader)
    assert reader.notice == Message("session.others_did", changes=(Message("session.changed", count=1),))
    assert [annotation.note for annotation in reader.annotations] == ["read it again"]


def test_what_another_program_does_leaves_the_page_where_one_is_reading(reader_of: ReaderOf) -> None:
    reader = reader_of(f"{TEXT}\n" * 40)
    reader.resize(60, 5)
    label(reader, "ACTOR")
    assert reader.working_copy.flush()
    reader.scroll(20)
    top = reader.viewport.top
    other = others(reader)
    [base] = other.load().annotations
    apply(other, [Edit(base, changed(base, note="read it again"))])
    look(reader)
    assert reader.notice == Message("session.others_did", changes=(Message("session.changed", count=1),))
    assert reader.viewport.top == top
