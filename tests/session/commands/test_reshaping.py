"""Changing what is there: label, bounds, split, join."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from tests.session.commands.test_hinting import run
from tests.session.marking import put, span_of

if TYPE_CHECKING:
    from hashiya.annotation.annotation import Annotation
    from hashiya.session.reader import Reader
    from tests.conftest import ReaderOf

TEXT = "وصل وفد عسكري سوري إلى موسكو يوم الأحد."


@pytest.fixture
def reader(reader_of: ReaderOf) -> Reader:
    made = reader_of(TEXT)
    made.resize(80, 20)
    put(made, "وفد")
    run(made, "shift+left", "shift+left", "a", "4")
    return made


def only(reader: Reader) -> Annotation:
    [annotation] = reader.annotations
    return annotation


def test_another_label_keeps_id_and_attributes(reader: Reader) -> None:
    before = only(reader)
    run(reader, "#", "e")
    assert (only(reader).id, only(reader).label, only(reader).attributes) == (
        before.id,
        "EVENT",
        {"kind": "group", "canonical": "وفد عسكري سوري"},
    )
    run(reader, "u")
    assert only(reader).label == "ACTOR"


def test_a_motion_ends_the_change_of_a_label(reader: Reader) -> None:
    run(reader, "#", "right", "e")
    assert sorted(annotation.label for annotation in reader.annotations) == ["ACTOR", "EVENT"]


def test_other_bounds_keep_id_and_attributes(reader: Reader) -> None:
    before = only(reader)
    run(reader, "^")
    reader.select(span_of(TEXT, "عسكري سوري"))
    run(reader, "^")
    assert (only(reader).id, only(reader).text, only(reader).attributes) == (
        before.id,
        "عسكري سوري",
        {"kind": "group", "canonical": "وفد عسكري سوري"},
    )
    run(reader, "u")
    assert only(reader).text == "وفد عسكري سوري"


def test_bounds_are_chosen_by_hints(reader: Reader) -> None:
    run(reader, "^", "j")
    for word in ("وصل", "سوري"):
        [code] = [code for code, span in reader.hinting.codes.items() if span == span_of(TEXT, word)]
        run(reader, *code)
    run(reader, "enter", "^")
    assert only(reader).text == "وصل وفد عسكري سوري"


def test_escape_leaves_the_bounds(reader: Reader) -> None:
    run(reader, "^", "escape")
    put(reader, "موسكو")
    run(reader, "^")
    assert only(reader).text == "وفد عسكري سوري"
    assert reader.notice == Message("commands.no_annotation_here")


def test_a_split_is_one_step_and_so_is_a_join(reader: Reader) -> None:
    put(reader, "سوري")
    run(reader, "%")
    assert [annotation.text for annotation in reader.annotations] == ["وفد عسكري", "سوري"]
    put(reader, "وفد")
    run(reader, "&")
    assert only(reader).text == "وفد عسكري سوري"
    run(reader, "u")
    assert [annotation.text for annotation in reader.annotations] == ["وفد عسكري", "سوري"]
    run(reader, "u")
    assert only(reader).text == "وفد عسكري سوري"


def test_without_a_second_one_nothing_is_joined(reader: Reader) -> None:
    run(reader, "&")
    assert reader.notice == Message("commands.nothing_to_join", label="ACTOR")
    assert only(reader).text == "وفد عسكري سوري"
