"""Fuzzed rows, compared with what ICU (order) and HarfBuzz (joining) say of the same text.

A difference is a failure; where the three are meant to differ, the modules that ask them say by which rule.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from hashiya.layout import Document, Row
from hashiya.layout.clusters import MARKS_DRAWN
from tests.conformance import fuzzed_texts
from tests.conformance.forms_by_harfbuzz import joining_forms
from tests.conformance.order_by_icu import IcuParagraph, age, is_emoji, is_mark, is_without_order, mirrored
from tests.shares import in_shares

if TYPE_CHECKING:
    from collections.abc import Iterable

SHARES = 10
ROWS_OF_A_SHARE = 5_100
REPLACED = frozenset((*map(chr, (*range(0x20), *range(0x7F, 0xA0))), "\u2028"))


@in_shares(SHARES)
def test_rows_are_those_of_icu_and_harfbuzz(share: int) -> None:
    random = Random(share)  # noqa: S311
    rows = 0
    while rows < ROWS_OF_A_SHARE:
        text = fuzzed_texts.fuzzed_text(random)
        width = random.choice((5, 6, 7, 8, 10, 13, 17, 24, 32, 40, 60, 80, 120))
        document = Document(text, width)
        for index in range(document.paragraph_count):
            start, end, _ = document.paragraph(index)
            found = tuple(document.rows(index))
            rows += len(found)
            objections = differences(text[start:end], start, found)
            assert not objections, (
                f"share {share}, width {width}, paragraph {text[start:end]!a}: {objections[:3]}"
            )


def differences(text: str, start: int, rows: tuple[Row, ...]) -> list[str]:
    """What the two others do not agree to in the rows of one paragraph."""
    if not text:
        return [] if [row.cells for row in rows] == [()] else ["an empty paragraph is one row without cells"]
    paragraph = IcuParagraph(text)
    if rows[0].base != ("rtl" if paragraph.base_level else "ltr"):
        return [f"base is {rows[0].base}"]
    forms, levels = joining_forms(text), paragraph.levels()
    bases = {base for base in paragraph.bases() if base in forms}
    found = []
    for row in rows:
        order = [base for base in paragraph.order(row.start - start, row.end - start) if base in bases]
        if not order and row.start < row.end:
            # a paragraph of marks and controls alone is one cell
            order = [row.start - start]
        cells = {first_base(cell.start - start, cell.end - start, bases): cell for cell in row.cells}
        if ordered(cells, text) != ordered(order, text) or sorted(cells) != sorted(order):
            found.append(f"order {[*cells]}, not {order}")
            continue
        for base, cell in cells.items():
            marks = "".join(filter(is_mark, text[cell.start - start : cell.end - start]))[:MARKS_DRAWN]
            if base not in bases:
                expected = " " + marks
            elif is_emoji(text[base]):
                # the sequence as it is; marks before a paragraph's first base are drawn after it
                expected = text[base : cell.end - start] + "".join(
                    filter(is_mark, text[cell.start - start : base])
                )
            else:
                expected = drawing(text[base], forms[base], levels[base]) + marks
            if cell.text != expected:
                found.append(f"at {base} {cell.text!a}, not {expected!a}")
    return found


def ordered(bases: Iterable[int], text: str) -> list[int]:
    return [base for base in bases if not is_without_order(text[base])]


def first_base(start: int, end: int, bases: set[int]) -> int:
    """The base of a cell, or where it begins if it has none."""
    return next((index for index in range(start, end) if index in bases), start)


def drawing(base: str, form: str, level: int) -> str:
    """What is drawn for a base."""
    if base == "\t":
        return " "
    if base in REPLACED:
        return "\ufffd"
    if "\u0600" <= base < "\u0900":
        return form
    return mirrored(base) if level % 2 else base


def test_the_texts_hold_nothing_that_is_newer_than_the_tables_of_layout() -> None:
    # tests/layout/generate_tables.py reads Unicode 15.0; what a newer version adds, ICU would know alone
    assert not [character for character in fuzzed_texts.ALL_CHARACTERS if age(character) > (15, 0)]
