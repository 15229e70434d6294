"""What undo and redo say that they take back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.messages import Message
from hashiya.session.undoing import described, when
from tests.session.commands.test_hinting import run
from tests.session.marking import made, put

if TYPE_CHECKING:
    from hashiya.session.reader import Reader
    from tests.conftest import ReaderOf

TEXT = "قال لافروف إن موسكو تعلن قريبا."


@pytest.fixture
def reader(reader_of: ReaderOf) -> Reader:
    return reader_of(TEXT)


def undone(reader: Reader) -> Message:
    """Take the last change back, and return what was said about it, without the time."""
    run(reader, "u")
    assert isinstance(reader.notice, Message)
    assert reader.notice.id == "session.undone"
    what = dict(reader.notice.parameters)["what"]
    assert isinstance(what, Message)
    return what


def words(text: str) -> Message:
    return Message("session.quoted", words=text)


def label_both(reader: Reader) -> None:
    put(reader, "موسكو")
    run(reader, "a")
    put(reader, "لافروف")
    run(reader, "a")


def test_a_label_that_ended_nothing_to_mark_is_one_annotation(reader: Reader) -> None:
    put(reader, "لافروف")
    run(reader, "|", "a")
    assert undone(reader) == Message("session.did_label", label="ACTOR", annotations=words("لافروف"))
    assert undone(reader) == Message("session.did_nothing_to_mark", annotations=words(TEXT))


def test_a_removal_with_a_relation_is_one_annotation(reader: Reader) -> None:
    put(reader, "لافروف")
    run(reader, "a")
    put(reader, "موسكو")
    run(reader, "q", "@", "1")
    assert any(each.relations for each in reader.annotations)
    put(reader, "لافروف")
    run(reader, "x")
    assert not any(each.relations for each in reader.annotations)
    assert undone(reader) == Message("session.did_remove", annotations=words("لافروف"))
    assert undone(reader) == Message("session.did_relate", annotations=words("موسكو"))


def test_an_attribute_is_named_as_such(reader: Reader) -> None:
    put(reader, "لافروف")
    run(reader, "a")
    reader.offering.go_to_free_text()
    reader.offering.set("سيرغي لافروف")
    assert undone(reader) == Message("session.did_attribute", annotations=words("لافروف"))


def test_changes_of_the_whole_annotation_are_told_apart(reader: Reader) -> None:
    label_both(reader)
    run(reader, "#", "e")
    assert undone(reader) == Message("session.did_relabel", annotations=words("لافروف"))
    run(reader, "&")
    assert undone(reader) == Message("session.did_join", annotations=words("لافروف إن موسكو"))
    run(reader, "y")
    put(reader, "إن")
    run(reader, "%")
    assert undone(reader) == Message("session.did_split", annotations=words("لافروف إن موسكو"))
    run(reader, "^")
    reader.select(
        reader.annotations[0].span.union(reader.words.before(len(TEXT)) or reader.annotations[0].span)
    )
    run(reader, "^")
    assert undone(reader) == Message("session.did_bounds", annotations=words(TEXT[4:-1]))


def test_nothing_to_mark_is_told_of_paragraphs() -> None:
    edits = [Edit(None, made(TEXT, each, label="NOTHING")) for each in ("لافروف", "موسكو")]
    transaction = new_transaction("a.txt", edits, by="", command="annotation.nothing")
    both = Message("session.paragraphs", count=2)
    assert described(transaction) == Message("session.did_nothing_to_mark", annotations=both)


def test_a_label_everywhere_is_a_label_of_so_many_annotations() -> None:
    edits = [Edit(None, made(TEXT, each, label="EVENT")) for each in ("لافروف", "موسكو")]
    transaction = new_transaction("a.txt", edits, by="", command="annotation.everywhere")
    several = Message("session.annotations", count=2)
    assert described(transaction) == Message("session.did_label", label="EVENT", annotations=several)


def test_annotations_of_the_same_words_are_told_with_the_words() -> None:
    edits = [Edit(None, made("روسيا", "روسيا")), Edit(None, made("في روسيا", "روسيا"))]
    transaction = new_transaction("a.txt", edits, by="", command="annotation.everywhere")
    both = Message("session.annotations_of", words=words("روسيا"), count=2)
    assert described(transaction) == Message("session.did_label", label="ACTOR", annotations=both)


def test_a_change_is_told_with_its_day() -> None:
    removed = [Edit(made(TEXT, "موسكو"), None)]
    transaction = new_transaction("a.txt", removed, by="", command="annotation.remove")
    assert described(transaction) == Message("session.did_remove", annotations=words("موسكو"))
    assert re.fullmatch(r"\d\d:\d\d", when(transaction))
    assert re.fullmatch(r"20\d\d-\d\d-\d\d \d\d:\d\d", when(transaction, now=0.0))
