from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hashiya.layout import Document
from hashiya.session.word_index import WordIndex
from hashiya.text.spans import Span
from hashiya.text.words import iter_words
from tests.session.texts import texts

TEXT = "كتب الولد،\n\n——\nقرأ book 2025."


def index_of(text: str) -> WordIndex:
    return WordIndex(Document(text, 20))


def span(word: str) -> Span:
    start = TEXT.index(word)
    return Span(start, start + len(word))


def test_an_offset_gives_the_word_that_holds_it() -> None:
    words = index_of(TEXT)
    for offset in range(TEXT.index("الولد"), TEXT.index("،")):
        assert words.at(offset) == span("الولد")


def test_between_words_the_next_one_counts_even_in_a_later_paragraph() -> None:
    words = index_of(TEXT)
    assert words.at(TEXT.index(" الولد")) == span("الولد")
    assert words.at(TEXT.index("،")) == span("قرأ")
    assert words.at(TEXT.index("——")) == span("قرأ")


@pytest.mark.parametrize("beyond", [0, 1, 1000])
def test_behind_the_last_word_the_last_one_counts(beyond: int) -> None:
    assert index_of(TEXT).at(len(TEXT) + beyond) == span("2025")
    assert index_of(TEXT).at(TEXT.rindex(".")) == span("2025")


def test_steps_pass_over_paragraphs_without_words() -> None:
    words = index_of(TEXT)
    assert words.after(span("الولد").end) == span("قرأ")
    assert words.before(span("قرأ").start) == span("الولد")


def test_there_is_nothing_before_the_first_and_after_the_last() -> None:
    words = index_of(TEXT)
    assert words.first() == span("كتب")
    assert words.last() == span("2025")
    assert words.before(0) is None
    assert words.after(span("2025").end) is None


def test_words_between_are_those_that_share_a_code_point() -> None:
    words = index_of(TEXT)
    inside = TEXT.index("رأ")
    assert words.between(inside, TEXT.index("ok")) == [span("قرأ"), span("book")]
    assert words.between(span("قرأ").end, span("book").start) == []


@pytest.mark.parametrize("text", ["", "\n", " \n\n—…\n"])
def test_a_text_without_words_has_none_anywhere(text: str) -> None:
    words = index_of(text)
    assert words.first() is words.last() is None
    for offset in range(len(text) + 1):
        assert words.at(offset) is words.after(offset) is words.before(offset) is None


def test_the_words_of_many_paragraphs_are_found_again_after_others_were_asked_for() -> None:
    text = "كلمة\n" * 600
    words = index_of(text)
    assert [words.at(start) for start in (0, 2995)] == [Span(0, 4), Span(2995, 2999)]
    for index in range(600):
        words.at(5 * index)
    assert words.at(0) == Span(0, 4)
    assert len(words._words) <= 256


@settings(max_examples=60)
@given(texts, st.integers(min_value=4, max_value=24), st.sampled_from([1, 2, 5, 100]))
def test_steps_agree_with_a_list_of_all_words(text: str, width: int, block: int) -> None:
    document = Document(text, width)
    words = WordIndex(document, block=block)
    every: list[Span] = []
    for index in range(document.paragraph_count):
        bounds = document.paragraph(index)
        every += iter_words(text, bounds.start, bounds.end)
    assert words.first() == next(iter(every), None)
    assert words.last() == next(reversed(every), None)
    for offset in range(len(text) + 1):
        assert words.after(offset) == next((word for word in every if word.start >= offset), None)
        assert words.before(offset) == next((word for word in reversed(every) if word.start < offset), None)
        holding = next((word for word in every if word.end > offset), None)
        assert words.at(offset) == (holding or words.last())
    for index in range(document.paragraph_count):
        start, end, _ = document.paragraph(index)
        for offset in range(start, end):
            touching = [word for word in every if word.start < end and word.end > offset]
            assert words.between(offset, end) == touching


def test_of_a_long_paragraph_only_a_part_is_looked_through() -> None:
    text = "كلمة " * 100_000
    words = index_of(text)
    assert words.at(250_002) == Span(250_000, 250_004)
    assert words.before(250_000) == Span(249_995, 249_999)
    assert words.last() == Span(499_995, 499_999)
    assert sum(map(len, words._words.values())) < 20_000
