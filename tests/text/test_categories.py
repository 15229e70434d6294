from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from hashiya.text import categories

UNICODE_FILE = Path("/usr/share/unicode/extracted/DerivedGeneralCategory.txt")
# Cf that is seen: signs of number, year and verse, which stand before digits
PREPENDED = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
SKIN_TONES = set(range(0x1F3FB, 0x1F400))


@cache
def every_character() -> str:
    return "".join(map(chr, range(0x110000)))


@pytest.fixture(scope="module")
def general_category() -> dict[int, str]:
    if not UNICODE_FILE.exists():
        pytest.skip("Unicode's files are not installed (Debian package unicode-data)")
    found: dict[int, str] = {}
    for line in UNICODE_FILE.read_text(encoding="utf-8").splitlines():
        code_points, _, category = line.partition("#")[0].partition(";")
        if category:
            first, _, last = code_points.strip().partition("..")
            found.update(dict.fromkeys(range(int(first, 16), int(last or first, 16) + 1), category.strip()))
    return found


def members(inside: str) -> set[int]:
    return set(map(ord, re.findall(f"[{inside}]", every_character())))


def test_marks_are_unicodes_marks(general_category: dict[int, str]) -> None:
    expected = {code_point for code_point, category in general_category.items() if category[0] == "M"}
    assert members(categories.marks()) == expected


def test_formats_are_unicodes_formats_that_are_not_seen(general_category: dict[int, str]) -> None:
    expected = {code_point for code_point, category in general_category.items() if category == "Cf"}
    assert members(categories.formats()) == expected - PREPENDED


def test_punctuation_is_unicodes_with_the_signs_no_word_is_made_of(general_category: dict[int, str]) -> None:
    expected = {
        code_point
        for code_point, category in general_category.items()
        if category[0] == "P" or category in {"Sm", "Sk"}
    }
    assert members(categories.punctuation()) == expected - SKIN_TONES


def test_the_sets_hold_what_the_classes_match() -> None:
    assert {ord(mark) for mark in categories.mark_characters()} == members(categories.marks())
    assert {ord(sign) for sign in categories.format_characters()} == members(categories.formats())
