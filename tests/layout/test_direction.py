"""The base direction of a paragraph: of its first strong character, unless most of its letters disagree."""

from __future__ import annotations

import pytest

from hashiya.layout import Document, lay_out_line
from hashiya.layout.direction import paragraph_direction

BEH, ALEF, FATHA, ARABIC_FIVE = "\u0628", "\u0627", "\u064e", "\u0665"
LRM, RLM, ALM, LRI, RLI, PDI = "\u200e", "\u200f", "\u061c", "\u2066", "\u2067", "\u2069"


@pytest.mark.parametrize(
    "text",
    [
        f"CNN {BEH * 4}",
        f'IMF: "{BEH * 3} {BEH * 4}"',
        f"(AFP)-- {BEH * 11} Reuters",
        f"ab {BEH * 3}",  # three of five letters
        f"12 km {BEH}{FATHA}{BEH}{FATHA}{BEH}{FATHA}",  # marks and digits are no letters
        "x \u05d0\u05d1",  # Hebrew
        f"a\u0301 {BEH * 2}",
        f"{LRI}a{PDI} {BEH}",  # P2 skips what an isolate holds
        f"iPhone {RLM}{BEH * 7}",
        "",
        "2025",
        "... (!)",
        LRI + "abc" + PDI,
        RLM + "abc",
        ALM + "abc",
        f"{BEH} abc def",
    ],
)
def test_right_to_left(text: str) -> None:
    assert paragraph_direction(text) == "rtl"


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        f"ab {BEH * 2}",  # as many of either
        f"abc {BEH * 2}",
        f"a {FATHA * 9} {ARABIC_FIVE * 9}",  # no right-to-left letter
        f"a {RLM * 5}",  # direction marks are no letters
        f"{LRM}{BEH * 9}",
        f"12 ({LRM}{BEH * 9})",
        f"{LRI}{BEH}{PDI}{LRM}{BEH * 9}",
        "\u4e2d\u6587 " + BEH,
        f"caf\u00e9 {BEH}",
    ],
)
def test_left_to_right(text: str) -> None:
    assert paragraph_direction(text) == "ltr"


def test_letters_inside_an_isolate_count() -> None:
    assert paragraph_direction(f"ab {RLI}{BEH * 3}{PDI}") == "rtl"
    assert paragraph_direction(f"ab {RLI}{BEH * 2}{PDI}") == "ltr"


def test_a_mark_after_the_first_strong_letter_decides_nothing() -> None:
    assert paragraph_direction(f"a{LRM} {BEH * 3}") == "rtl"


def test_a_row_that_begins_with_a_latin_word_runs_right_to_left() -> None:
    [row] = Document(f"ab {BEH}{ALEF}{BEH}.", 20).iter_rows()
    assert row.base == "rtl"
    # full stop, beh, alef, beh, space, a, b
    assert [cell.start for cell in row.cells] == [6, 5, 4, 3, 2, 0, 1]


def test_a_line_of_its_own_follows_the_same_rule() -> None:
    assert lay_out_line(f"CNN {BEH * 4}").base == "rtl"
    assert lay_out_line(f"CNN {BEH * 4}", "ltr").base == "ltr"


def test_each_paragraph_counts_its_own_letters() -> None:
    document = Document(f"ab {BEH * 3}\nab {BEH}\n", 20)
    assert [document.base(index) for index in range(2)] == ["rtl", "ltr"]
