"""Which characters are hidden, and that every mark can stand in any row of any terminal."""

from __future__ import annotations

import unicodedata

import pytest

from hashiya.terminal import characters
from hashiya.text.categories import format_characters
from hashiya.text.hidden import (
    DIRECTIONS,
    EMBEDDINGS,
    ISOLATES,
    OVERRIDES,
    count_hidden,
    describe,
    hidden_characters,
    reach_hidden,
)
from hashiya.text.widths import character_width, widened_by_variation_selector

MARKS = sorted({shown.mark for shown in hidden_characters().values()})


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_one_column_wide_without_direction_or_mirror_image(mark: str) -> None:
    assert character_width(ord(mark)) == 1
    assert unicodedata.bidirectional(mark) == "ON"
    assert not unicodedata.mirrored(mark)
    assert ord(mark) not in characters.mirrored()
    assert mark not in widened_by_variation_selector()
    assert mark not in hidden_characters()


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_no_letter_to_any_way_of_writing(mark: str) -> None:
    assert not characters.words(mark).search(mark)
    assert not characters.directed(mark).search(mark)
    assert not characters.joined(mark).search(mark)


def test_every_format_character_is_hidden_and_so_are_tatweel_and_the_spaces_that_do_not_break() -> None:
    assert format_characters() <= hidden_characters().keys()
    assert {"\u0640", "\u00a0", "\u202f", "\u2007", "\u034f"} <= hidden_characters().keys()
    assert not set(" \t\n\u2003\u0627\u064b\u06dd\u0600a") & hidden_characters().keys()


def test_what_an_analyst_must_tell_apart_has_a_mark_and_a_name_of_its_own() -> None:
    told = [
        hidden_characters()[c] for c in DIRECTIONS | set("\u200e\u200f\u061c\u200b\u200c\u200d\u00ad\u00a0")
    ]
    told += [hidden_characters()[c] for c in "\u0640\u202f\u2007\u2060\ufeff\U000e0041"]
    assert len({shown.mark for shown in told}) == len({shown.name for shown in told}) == len(told) == 23


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        ("\u202e", "\u21d0 U+202E RLO"),
        ("\u200c", "\u00a6 U+200C ZWNJ"),
        ("\u0640", "\u2550 U+0640 tatweel"),
        ("\U000e0041", "\u2691 U+E0041 tag"),
        ("\u206a", "\u25cc U+206A"),
    ],
)
def test_a_hidden_character_is_described_by_mark_code_point_and_name(character: str, expected: str) -> None:
    assert describe(character) == expected


def test_names_of_direction_are_those_of_unicode() -> None:
    names = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    assert {hidden_characters()[c].name for c in DIRECTIONS} == names
    for group, word in ((EMBEDDINGS, "EMBEDDING"), (OVERRIDES, "OVERRIDE"), (ISOLATES, "ISOLATE")):
        assert all(unicodedata.name(c).endswith(word) for c in group)
    assert all(hidden_characters()[c].name == unicodedata.bidirectional(c) for c in DIRECTIONS)


def test_hidden_characters_are_counted_in_the_order_in_which_they_come() -> None:
    text = "\u202e\u0627\u0640\u0640\u0628\u202c \u200f"
    assert list(count_hidden(text).items()) == [("\u202e", 1), ("\u0640", 2), ("\u202c", 1), ("\u200f", 1)]
    assert count_hidden(text, 1, 3) == {"\u0640": 1}
    assert not count_hidden("")


def test_each_hidden_character_is_counted_and_nothing_else() -> None:
    everything = "".join(map(chr, range(0x110000)))
    assert count_hidden(everything) == dict.fromkeys(hidden_characters(), 1)


def test_hidden_characters_beside_a_word_are_reached_and_no_others() -> None:
    text = "a \u202e\u200fbc\u202c\u00a0 d"
    assert reach_hidden(text, 4, 6) == (2, 8)
    assert reach_hidden(text, 0, 1) == (0, 1)
    assert reach_hidden("\u200fx\u200f", 1, 2) == (0, 3)
