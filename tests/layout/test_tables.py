"""The static tables are what their sources say now."""

from __future__ import annotations

import re
import unicodedata
from importlib import import_module

import bidi
import pytest
from arabic_reshaper import default_reshaper
from rich.cells import get_character_cell_size

from hashiya.layout import _bidi_classes, clusters, levels, shaping
from hashiya.layout.clusters import BREAKABLE_SPACES
from hashiya.text.ranges import Classes, character_class, expand_ranges, parse_ranges
from hashiya.text.widths import character_width
from tests.layout.generate_tables import MODULES, UNICODE
from tests.shares import sampled

pytestmark = sampled(2)


@pytest.mark.parametrize("name", MODULES)
def test_table_is_as_generated(name: str) -> None:
    if "width" not in name and not (UNICODE / "ArabicShaping.txt").exists():
        pytest.skip(f"{UNICODE} has no data files: install the package unicode-data")
    _, tables = MODULES[name]
    module = import_module("hashiya." + name.removesuffix(".py").replace("/", "."))
    assert {key: value for key, value in vars(module).items() if key.isupper()} == tables()


def test_python_bidi_gives_every_listed_character_its_class() -> None:
    named = {
        "AL": _bidi_classes.ARABIC_LETTER,
        "R": _bidi_classes.RIGHT_TO_LEFT,
        "L": _bidi_classes.LEFT_TO_RIGHT,
        "NSM": _bidi_classes.NONSPACING_MARK,
    }
    for name, ranges in named.items():
        assert set(classes_by_python_bidi(ranges)) == {name}
    assert set(classes_by_python_bidi(_bidi_classes.NEUTRAL)) <= {"WS", "ON", "CS", "ES", "ET"}
    assert set(classes_by_python_bidi(_bidi_classes.BRACKET)) == {"ON"}
    assert set(classes_by_python_bidi(_bidi_classes.WHITE_SPACE)) == {"WS"}


def classes_by_python_bidi(ranges: str) -> list[str]:
    text = "".join(map(chr, sorted(expand_ranges(ranges))))
    dump: str = bidi.get_display(text, base_dir="L", debug=True)
    listed = dump[dump.index("\n    original_classes: [") : dump.index("\n    levels: [")]
    return re.findall("^        ([A-Z]+),", listed, re.MULTILINE)


@pytest.mark.exhaustive
def test_widths_are_those_that_the_drawing_counts() -> None:
    different = [
        c
        for c in range(0xA0, 0x110000)
        if character_width(c) != get_character_cell_size(chr(c)) and c not in {0xAD, 0x2028, 0x2029}
    ]
    assert different == []
    assert character_width(0xAD) == 0
    assert {character_width(c) for c in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)} == {1}


def test_spaces_that_break_are_unicodes_spaces_but_the_no_break_ones() -> None:
    spaces = {c for c in range(0x110000) if unicodedata.category(chr(c)) == "Zs"}
    assert spaces - {0xA0, 0x2007, 0x202F} | {0x09} == BREAKABLE_SPACES


def test_ranges_are_read_as_they_are_written() -> None:
    assert parse_ranges("0041 005B-005D") == [(0x41, 0x41), (0x5B, 0x5D)]
    assert expand_ranges("0041 005B-005D") == {0x41, 0x5B, 0x5C, 0x5D}
    assert re.findall(f"[{character_class('0041 005B-005D', '005E')}]", "AB[\\]^_") == [
        "A",
        "[",
        "\\",
        "]",
        "^",
    ]


def test_classes_are_those_of_the_ranges_and_translate_a_text() -> None:
    classes = Classes({"a": "41 61-63", "b": "42 10FFFF"}, "-")
    assert "@ABCabcd\U0010ffff".translate(classes) == "-ab-aaa-b"
    assert "".join(classes.values()) == "-ab-aaa-b"


def test_what_is_well_known_to_shaping_needs_no_disguise_and_no_lesson() -> None:
    letters = dict(default_reshaper.letters)
    disguises = shaping._Disguises(letters)
    for code_point in expand_ranges(shaping._WELL_KNOWN):
        # as if it were not
        assert disguises.__missing__(code_point) == chr(code_point)
    assert letters == default_reshaper.letters


def test_what_is_well_known_to_clusters_plays_the_part_that_the_tables_give_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = {
        *expand_ranges(clusters._WELL_KNOWN),
        *clusters._WELL_KNOWN_MARKS,
        *clusters._WELL_KNOWN_ISOLATES,
    }
    found = {code_point: clusters._Parts()[code_point] for code_point in known}
    monkeypatch.setattr(clusters, "_well_known", frozenset)
    assert {code_point: clusters._Parts().__missing__(code_point) for code_point in known} == found


def test_what_is_plain_arabic_is_of_classes_that_are_plain() -> None:
    members = [chr(c) for c in range(0x110000) if levels._PLAIN_ARABIC.fullmatch(chr(c))]
    assert len(members) > 100
    assert set("".join(members).translate(levels._classes())) <= set(levels._PLAIN["rtl"])


def test_pieces_end_with_what_joins_to_nothing_after_it() -> None:
    ends = [c for c in range(0x110000) if re.match(f"[{shaping._ENDS}]", chr(c))]
    assert {shaping.joining_types()[c] for c in ends} == {"R", "U"}
