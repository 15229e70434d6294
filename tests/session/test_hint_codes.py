"""Hint codes: none begins another, and the nearest words have the shortest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hashiya.session.hint_codes import hint_codes
from hashiya.text.spans import Span

CHARACTERS = "fjdks"


def _words(count: int) -> list[Span]:
    return [Span(3 * number, 3 * number + 2) for number in range(count)]


@given(count=st.integers(0, 40), caret=st.integers(0, 120))
def test_no_code_begins_another(count: int, caret: int) -> None:
    codes = hint_codes(_words(count), caret, CHARACTERS)
    assert all(one == other or not one.startswith(other) for one in codes for other in codes)
    assert set(codes.values()) <= set(_words(count))
    assert len(set(codes.values())) == min(count, 25)
    assert all(1 <= len(code) <= 2 for code in codes)


def test_the_words_behind_the_caret_have_one_character() -> None:
    words = _words(20)
    codes = {word: code for code, word in hint_codes(words, words[8].start, CHARACTERS).items()}
    assert codes[words[8]] == "f"
    assert len(codes[words[0]]) == 2


def test_a_marked_word_counts_as_twice_as_far_away() -> None:
    words = _words(5)
    codes = hint_codes(words, 0, CHARACTERS, {words[2]})
    assert list(codes.values()) == [words[0], words[1], words[3], words[2], words[4]]


def test_few_words_have_one_character_each() -> None:
    assert list(hint_codes(_words(5), 0, CHARACTERS)) == list(CHARACTERS)
