"""Left and right change places in Arabic, and in no other way."""

from __future__ import annotations

import pytest

from hashiya.messages import speak
from hashiya.tui.mirroring import base_direction, mark, mirrored, mirrored_column


def test_english_is_not_mirrored() -> None:
    speak("en")
    assert base_direction() == "ltr"
    assert mirrored("abc") == ["a", "b", "c"]
    assert mirrored_column(3, 10) == 3
    assert mark("▸") == "▸"


def test_arabic_is_mirrored() -> None:
    speak("ar")
    assert base_direction() == "rtl"
    assert mirrored("abc") == ["c", "b", "a"]
    assert mirrored_column(0, 10) == 9
    assert mark("▸ ▌ ▐") == "◂ ▐ ▌"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_mirrored_column_is_mirrored_back(language: str) -> None:
    speak(language)
    assert [mirrored_column(mirrored_column(column, 80), 80) for column in range(80)] == list(range(80))
