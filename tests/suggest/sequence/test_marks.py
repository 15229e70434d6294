"""Spans become marks of words, and come back."""

from __future__ import annotations

import pytest

from hashiya.suggest.actors.words import Words
from hashiya.suggest.sequence.marks import marks_of, spans_of
from hashiya.text.spans import Span

TEXT = "قال الوزير لِلكرملين وَبِروسيا الاتحادية، أمس"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def test_words_of_a_span_are_marked_with_the_clitics_that_are_left_out() -> None:
    spans = [span("الوزير"), span("لكرملين"), span("روسيا الاتحادية")]
    assert marks_of(Words(TEXT), spans) == ["O", "B0", "B1", "B2", "I", "O"]


@pytest.mark.parametrize("words", ["الوزير", "لكرملين", "روسيا الاتحادية", "قال الوزير", "أمس"])
def test_marks_give_the_span_back(words: str) -> None:
    found = Words(TEXT)
    assert list(spans_of(found, 0, marks_of(found, [span(words)]))) == [span(words)]


def test_of_spans_that_overlap_the_first_is_marked() -> None:
    assert marks_of(Words(TEXT), [span("قال الوزير"), span("الوزير")])[:3] == ["B0", "I", "O"]


def test_a_span_that_begins_deep_in_a_word_has_no_marks() -> None:
    assert set(marks_of(Words(TEXT), [span("ملين")])) == {"O"}


def test_spans_beside_each_other_stay_apart() -> None:
    found = Words(TEXT)
    both = [span("قال"), span("الوزير")]
    assert list(spans_of(found, 0, marks_of(found, both))) == both
