"""Clitics come off by themselves where a known name is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.session.defaults import default_attributes
from tests.session.commands.test_hinting import run
from tests.session.marking import labelled, put, span_of

if TYPE_CHECKING:
    from tests.conftest import ReaderOf


@pytest.mark.parametrize(
    ("text", "word", "labelled_as"),
    [
        ("قال لافروف ثم ذهب ولافروف", "ولافروف", "لافروف"),
        ("قال لافروف ثم ذهب وبلافروف", "وبلافروف", "لافروف"),
        ("قال لافروف ثم ذهب والشرع", "والشرع", "والشرع"),
        ("قال لافروف عن وزارة", "وزارة", "وزارة"),
        ("قال لافروف عن وروسيا", "وروسيا", "روسيا"),
        ("قال لافروف عن بدمشق", "بدمشق", "دمشق"),
    ],
)
def test_a_clitic_before_a_known_name_comes_off(
    reader_of: ReaderOf, text: str, word: str, labelled_as: str
) -> None:
    reader = reader_of(text)
    reader.go_to(4)
    run(reader, "a")
    put(reader, word)
    run(reader, "a")
    assert labelled(reader)[-1] == ("ACTOR", labelled_as)


def test_a_known_name_that_begins_like_a_clitic_stays_whole(reader_of: ReaderOf) -> None:
    reader = reader_of("قال بشار ثم شار ثم قال بشار")
    for offset in (4, 13, 23):
        reader.go_to(offset)
        run(reader, "a")
    assert labelled(reader) == [("ACTOR", "بشار"), ("ACTOR", "شار"), ("ACTOR", "بشار")]


def test_another_label_knows_other_words(reader_of: ReaderOf) -> None:
    reader = reader_of("قال لافروف ثم ولافروف")
    reader.go_to(4)
    run(reader, "a")
    put(reader, "ولافروف")
    run(reader, "e")
    assert labelled(reader)[-1] == ("EVENT", "ولافروف")


def test_the_clitic_of_the_first_word_of_a_selection_comes_off(reader_of: ReaderOf) -> None:
    text = "قال سيرغي لافروف ثم وسيرغي لافروف ذهب"
    reader = reader_of(text)
    reader.select(span_of(text, "قال سيرغي لافروف"))
    reader.adjust("start", 1)
    for _ in range(3):
        reader.adjust("start", 1)
    run(reader, "a")
    reader.select(span_of(text, "وسيرغي لافروف"))
    run(reader, "a")
    assert labelled(reader)[-1] == ("ACTOR", "سيرغي لافروف")


@pytest.mark.parametrize(
    ("text", "quotation", "mode"),
    [
        ("قال: «سنعود غداً».", "سنعود غداً", "direct"),
        ("قال إن الحركة «ستعود إلى العمل غداً» كما وعدت.", "الحركة «ستعود إلى العمل غداً» كما وعدت", "mixed"),
        ("قال إن حزب «العمل الوطني» انسحب.", "حزب «العمل الوطني» انسحب", "indirect"),
    ],
)
def test_a_name_between_marks_makes_no_quote_mixed(
    reader_of: ReaderOf, text: str, quotation: str, mode: str
) -> None:
    reader = reader_of(text)
    assert default_attributes(reader, "QUOTE", span_of(text, quotation)) == {"mode": mode}
