"""Unicode's own test files for the bidirectional algorithm, through hashiya's levels and order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from hashiya.layout import Direction, lay_out_line
from hashiya.layout.levels import LEVEL, base_direction, embedding_levels
from hashiya.layout.reorder import row_levels
from tests.layout.positions import visual_order
from tests.shares import in_shares, of_share

if TYPE_CHECKING:
    from collections.abc import Iterator

CHARACTER_TEST = Path("/usr/share/unicode/BidiCharacterTest.txt")
CLASS_TEST = Path("/usr/share/unicode/BidiTest.txt")
SHARES = 11
"""A prime number, so that no cycle of the cases falls into one share."""

# a character of each class, none of them a bracket; two for R and AL, which hashiya's own tables list apart
REPRESENTATIVES = {
    "L": "a",
    "R": "\u05d0",
    "AL": "\u0627",
    "EN": "1",
    "ES": "+",
    "ET": "$",
    "AN": "\u0661",
    "CS": ",",
    "NSM": "\u064b",
    "BN": "\u200b",
    "B": "\u2029",
    "S": "\t",
    "WS": " ",
    "ON": "!",
    "LRE": "\u202a",
    "RLE": "\u202b",
    "LRO": "\u202d",
    "RLO": "\u202e",
    "PDF": "\u202c",
    "LRI": "\u2066",
    "RLI": "\u2067",
    "FSI": "\u2068",
    "PDI": "\u2069",
}


def resolve(text: str, direction: Direction) -> bytes:
    """Levels after L1 of a paragraph that is one row."""
    base = LEVEL[direction]
    return row_levels(text, embedding_levels(text, base), base)


def data_lines(path: Path) -> Iterator[str]:
    if not path.exists():
        pytest.skip(f"{path} is not here: install the package unicode-data")
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            content = line.split("#")[0].strip()
            if content:
                yield content


def test_the_shares_are_of_all_cases() -> None:
    assert sum(1 for _ in data_lines(CHARACTER_TEST)) == 91_707
    assert sum(int(bitset, 16).bit_count() for _, _, _, bitset in class_cases()) == 770_241


@in_shares(SHARES)
def test_every_case_of_bidi_character_test_has_its_levels_and_order(share: int) -> None:
    failures = []
    for line in of_share(data_lines(CHARACTER_TEST), share, SHARES):
        code_points, direction, paragraph_level, expected_levels, expected_order = line.split(";")
        text = "".join(chr(int(code_point, 16)) for code_point in code_points.split())
        # a text of one paragraph and at its end perhaps a separator, which belongs to no row
        content = text.rstrip("\u2029")
        wanted: list[Direction] = ["rtl" if paragraph_level == "1" else "ltr"]
        if direction == "2" and base_direction(content) != wanted[0] and has_strong(content):
            failures.append(line)
        levels = resolve(content, wanted[0])
        if not agrees(levels, expected_levels.split(), expected_order.split()):
            failures.append(line)
    assert not failures, failures[:5]


@in_shares(SHARES)
def test_cells_of_a_line_stand_in_the_order_of_bidi_character_test(share: int) -> None:
    failures = []
    for line in of_share(data_lines(CHARACTER_TEST), share, SHARES):
        code_points, _, paragraph_level, _, expected_order = line.split(";")
        text = "".join(chr(int(code_point, 16)) for code_point in code_points.split()).rstrip("\u2029")
        row = lay_out_line(text, "rtl" if paragraph_level == "1" else "ltr")
        bases = [base_offset(text, cell.start, cell.end) for cell in row.cells]
        if bases != [int(index) for index in expected_order.split() if int(index) in set(bases)]:
            failures.append(line)
    assert not failures, failures[:5]


def base_offset(text: str, start: int, end: int) -> int:
    """The first code point of a cell that takes columns; only the first cell of a text begins with others."""
    # rich counts a column for the soft hyphen, which hashiya never draws
    return next((i for i in range(start, end) if cell_len(text[i]) and text[i] != "\u00ad"), start)


def has_strong(text: str) -> bool:
    """Whether rule P2 finds anything; if not, hashiya takes right-to-left and Unicode left-to-right."""
    # with a strong letter of each direction after it, a text that decides gives the same answer twice
    closed = text + "\u2069" * len(text)
    return base_direction(closed + "a") == base_direction(closed + "\u05d0")


def agrees(levels: bytes, expected_levels: list[str], expected_order: list[str]) -> bool:
    order = [index for index in visual_order(levels) if expected_levels[index] != "x"]
    wanted_order = [int(index) for index in expected_order if int(index) < len(levels)]
    # zip stops before a separator at the end
    return order == wanted_order and all(
        expected == "x" or int(expected) == level
        for expected, level in zip(expected_levels, levels, strict=False)
    )


@in_shares(SHARES)
def test_every_case_of_bidi_test_has_its_levels_and_order(share: int) -> None:
    failures = []
    for levels, order, classes, bitset in of_share(class_cases(), share, SHARES):
        text = "".join(REPRESENTATIVES[name] for name in classes.split()).rstrip("\u2029")
        failures += [
            (classes, direction)
            for direction in directions(text, int(bitset, 16))
            if not agrees(resolve(text, direction), levels, order)
        ]
    assert not failures, failures[:5]


def class_cases() -> Iterator[tuple[list[str], list[str], str, str]]:
    """Levels, order, classes and directions of each line of BidiTest.txt."""
    levels: list[str] = []
    order: list[str] = []
    for line in data_lines(CLASS_TEST):
        if line.startswith("@"):
            kind, _, values = line.partition(":")
            if kind == "@Levels":
                levels = values.split()
            elif kind == "@Reorder":
                order = values.split()
        else:
            classes, _, bitset = line.partition(";")
            yield levels, order, classes, bitset


def directions(text: str, bitset: int) -> Iterator[Direction]:
    """The paragraph directions that a case is for: bit 0 first strong else left-to-right, 1 and 2 given."""
    if bitset & 1:
        yield base_direction(text) if has_strong(text) else "ltr"
    if bitset & 2:
        yield "ltr"
    if bitset & 4:
        yield "rtl"
