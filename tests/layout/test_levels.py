"""Embedding levels, derived by hand from UAX #9, and how little of a text python-bidi has to see for them."""

from __future__ import annotations

import pytest

from hashiya.layout import levels
from hashiya.layout.levels import embedding_levels, is_level_throughout

ALEF, HEBREW_ALEF = "\u0627", "\u05d0"


def test_numbers_look_back_at_the_last_letter_of_a_run() -> None:
    # after an Arabic letter the hyphen parts two Arabic numbers (W2), after a Hebrew one it joins them (W4)
    assert embedding_levels(f"{HEBREW_ALEF} {ALEF} 1-2", 1) == bytes([1, 1, 1, 1, 2, 1, 2])
    assert embedding_levels(f"{ALEF} {HEBREW_ALEF} 1-2", 1) == bytes([1, 1, 1, 1, 2, 2, 2])


def test_latin_words_in_an_arabic_paragraph_are_one_run_and_their_brackets_arabic() -> None:
    assert embedding_levels(f"{ALEF} ab cd ({ALEF})", 1) == bytes([1, 1, 2, 2, 2, 2, 2, 1, 1, 1, 1])


def test_an_empty_text_has_no_levels() -> None:
    assert embedding_levels("", 1) == b""


def test_python_bidi_sees_one_letter_for_each_run(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def answer(text: str, base_level: int) -> bytes:
        seen.append(text)
        return bytes([base_level]) * len(text)

    levels._remembered_levels.cache_clear()
    monkeypatch.setattr(levels, "paragraph_levels", answer)
    text = f"{ALEF}{ALEF}, {ALEF} 2025 abc def: {HEBREW_ALEF}{HEBREW_ALEF}"
    assert embedding_levels(text, 1) == bytes([1]) * len(text)
    assert seen == [f"{ALEF} 1 a: {HEBREW_ALEF}"]
    levels._remembered_levels.cache_clear()


@pytest.mark.parametrize("text", [f"{ALEF} ({ALEF}), \u00ab{ALEF}\u064b\u00bb", "", "...", "\t"])
def test_arabic_without_numbers_and_latin_has_the_level_of_a_right_to_left_paragraph(text: str) -> None:
    assert is_level_throughout(text, "rtl")


@pytest.mark.parametrize("character", ["1", "\u0661", "a", "\u2067", "\u2069", "\u202a", "\ud800", "\u0905"])
def test_what_may_have_another_level_is_never_called_plain(character: str) -> None:
    assert not is_level_throughout(ALEF + character, "rtl")


@pytest.mark.parametrize("character", [ALEF, HEBREW_ALEF, "\u0661", "\u2066", "\u200f", "\u202c"])
def test_nothing_right_to_left_is_plain_in_a_left_to_right_paragraph(character: str) -> None:
    assert is_level_throughout("a 12, (b)", "ltr")
    assert not is_level_throughout("a" + character, "ltr")
