"""Taking another annotator's annotation over as one's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from hashiya.session.commands import others as commands
from hashiya.session.commands.key_names import Key
from hashiya.session.labelling import label
from hashiya.session.nothing_marked import mark_paragraph
from hashiya.session.undoing import described
from tests.others import Colleagues, show
from tests.session.marking import labelled, made, put

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.session.reader import Reader
    from tests.conftest import ReaderOf

TEXT = "قال الوزير إن الوفد السوري زار موسكو أمس ثم عاد إلى دمشق مساء\n"
SPEAKER = {"type": "speaker"}


@pytest.fixture
def colleagues(tmp_path: Path) -> Colleagues:
    return Colleagues(tmp_path / "annotations", "منى", "zeyd")


@pytest.fixture
def reader(reader_of: ReaderOf, colleagues: Colleagues) -> Reader:
    """An article in which منى related a quotation to its speaker."""
    reader = reader_of(TEXT, annotators=colleagues.annotators)
    reader.listen(lambda _: None)
    reader.resize(80, 20)
    speaker = made(TEXT, "الوزير", attributes={"kind": "person", "canonical": "وزير الدفاع"}, note="خاص")
    quote = made(TEXT, "الوفد السوري زار موسكو", "QUOTE")
    quote = replace(quote, relations=({**SPEAKER, "target": speaker.id, "certainty": 0.5},))
    colleagues.put("منى", reader, speaker, quote)
    show(reader)
    return reader


def take(reader: Reader, words: str) -> None:
    put(reader, words)
    commands.take(reader)


def test_it_becomes_a_new_annotation_of_ones_own_with_its_attributes_and_without_its_note(
    reader: Reader, colleagues: Colleagues
) -> None:
    reader.annotator = "أنا"
    take(reader, "الوزير")
    [mine] = reader.annotations
    theirs = colleagues.store_of("منى", reader.article).load().annotations[0]
    assert (mine.text, mine.label, mine.annotator, mine.note) == ("الوزير", "ACTOR", "أنا", "")
    assert mine.attributes == theirs.attributes
    assert (mine.rev, mine.id == theirs.id) == (1, False)
    assert reader.notice == Message("session.taken_over", annotator="منى", label="ACTOR")
    assert reader.current == mine.id
    assert reader.working_copy.flush()


@pytest.mark.parametrize("order", [("الوزير", "زار"), ("زار", "الوزير")])
def test_a_relation_follows_once_both_ends_are_taken(reader: Reader, order: tuple[str, str]) -> None:
    take(reader, order[0])
    [first] = reader.annotations
    assert first.relations == ()
    take(reader, order[1])
    speaker, quote = reader.annotations
    assert quote.relations == ({**SPEAKER, "target": speaker.id, "certainty": 0.5},)
    reader.undoing.undo()
    [left] = reader.annotations
    assert (left.id, left.relations) == (first.id, ())


def test_a_relation_leads_to_ones_own_annotation_of_the_same_words_and_label(reader: Reader) -> None:
    put(reader, "الوزير")
    label(reader, "ACTOR")
    take(reader, "زار")
    speaker, quote = reader.annotations
    assert [each["target"] for each in quote.relations] == [speaker.id]


def test_undo_and_redo_take_it_back_and_make_it_again(reader: Reader) -> None:
    take(reader, "الوزير")
    reader.undoing.undo()
    assert labelled(reader) == []
    assert len(reader.listed) == 2
    reader.undoing.redo()
    assert labelled(reader) == [("ACTOR", "الوزير")]


def test_undo_says_that_something_was_taken_over(reader: Reader) -> None:
    take(reader, "الوزير")
    transaction = reader.working_copy.to_undo()
    assert transaction is not None
    quoted = Message("session.quoted", words="الوزير")
    assert described(transaction) == Message("session.did_take_over", annotations=quoted)


def test_what_one_has_already_is_not_taken_twice(reader: Reader) -> None:
    take(reader, "الوزير")
    reader.jump(next(each.id for each in reader.listed if each.annotator == "منى"))
    commands.take(reader)
    assert labelled(reader) == [("ACTOR", "الوزير")]
    assert reader.notice == Message("commands.already_labelled", label="ACTOR")
    take(reader, "الوزير")
    assert reader.notice == Message("commands.nothing_to_take")


def test_the_innermost_one_beside_ones_own_is_taken(reader: Reader, colleagues: Colleagues) -> None:
    colleagues.put("zeyd", reader, made(TEXT, "زار", "EVENT"))
    assert reader.others is not None
    assert reader.others.wait()
    put(reader, "زار")
    label(reader, "ACTOR")
    for _ in range(3):
        take(reader, "زار")
    assert labelled(reader) == [
        ("QUOTE", "الوفد السوري زار موسكو"),
        ("ACTOR", "زار"),
        ("EVENT", "زار"),
    ]


def test_a_row_of_the_list_is_taken(reader: Reader) -> None:
    reader.go_to(0)
    reader.pick(reader.listed[1].id)
    commands.take(reader)
    assert labelled(reader) == [("QUOTE", "الوفد السوري زار موسكو")]


def test_the_paragraph_is_no_longer_one_with_nothing_to_mark(reader: Reader) -> None:
    reader.go_to(0)
    mark_paragraph(reader)
    take(reader, "الوزير")
    assert labelled(reader) == [("ACTOR", "الوزير")]


def test_without_one_here_or_while_they_are_hidden_the_key_says_so(reader: Reader) -> None:
    take(reader, "دمشق")
    assert reader.notice == Message("commands.nothing_to_take")
    reader.toggle_others()
    take(reader, "الوزير")
    assert reader.notice == Message("commands.others_not_shown", key=Key(">"))
    assert labelled(reader) == []
