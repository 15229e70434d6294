"""Tabs, spaces of all kinds, and paragraphs that hold nothing else."""

from __future__ import annotations

import pytest

from hashiya.layout import Cell, Document, lay_out_line
from tests.layout.positions import lay_out_rows
from tests.layout.seen import drawn, order

ALEF, BEH = "\u0627", "\u0628"
BREAKABLE = "\t \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
UNBREAKABLE = "\u00a0\u2007\u202f"
SEPARATORS = ("\n", "\r", "\r\n", "\x1c", "\x1d", "\x1e", "\x85", "\u2029")


def bounds(text: str, width: int) -> list[tuple[int, int, int]]:
    return [(row.start, row.end, row.next) for row in Document(text, width).iter_rows()]


@pytest.mark.parametrize("separator", SEPARATORS)
def test_empty_paragraphs_are_rows_without_cells(separator: str) -> None:
    length = len(separator)
    document = Document(separator * 3, 10)
    assert document.paragraph_count == 3
    for index, row in enumerate(document.iter_rows()):
        assert row == (index, index * length, index * length, (index + 1) * length, "rtl", (), 0)


@pytest.mark.parametrize("separator", SEPARATORS)
def test_a_separator_at_the_end_opens_no_paragraph(separator: str) -> None:
    assert bounds(f"a{separator}", 10) == [(0, 1, 1 + len(separator))]
    assert len(bounds(f"a{separator}b", 10)) == 2


def test_carriage_return_and_line_feed_are_one_separator_only_in_this_order() -> None:
    assert [row.next for row in Document("a\n\rb", 10).iter_rows()] == [2, 3, 4]
    assert [row.next for row in Document("a\r\nb", 10).iter_rows()] == [3, 4]


@pytest.mark.parametrize("other", ["\u2028", "\x0b", "\x0c"])
def test_a_line_separator_and_vertical_blanks_end_no_paragraph(other: str) -> None:
    assert [row.cells for row in lay_out_rows(f"a{other}b", 10)] == [
        (Cell(0, 1, "a", 1), Cell(1, 2, "\ufffd", 1), Cell(2, 3, "b", 1))
    ]


@pytest.mark.parametrize("space", BREAKABLE)
def test_a_paragraph_of_breakable_spaces_is_one_row_without_cells(space: str) -> None:
    text = space * 50
    (row,) = Document(f"{text}\n", 7).iter_rows()
    assert row == (0, 0, 0, 51, "rtl", (), 0)


@pytest.mark.parametrize("space", UNBREAKABLE)
def test_a_paragraph_of_no_break_spaces_is_rows_of_cells(space: str) -> None:
    assert bounds(space * 5, 3) == [(0, 3, 3), (3, 5, 5)]
    assert drawn(space * 2) == [space, space]


def test_a_space_that_carries_zero_widths_is_still_a_space() -> None:
    assert bounds(f"{ALEF} \u200f  {BEH}", 2) == [(0, 1, 5), (5, 6, 6)]
    assert bounds(" \u200f\u202e ", 5) == [(0, 0, 4)]


@pytest.mark.parametrize("width", [1, 4, 9])
def test_leading_spaces_stay_up_to_the_width(width: int) -> None:
    first, *rest = bounds(f"         {BEH}", width)
    assert first == (0, width, 9)
    assert rest == [(9, 10, 10)]


def test_leading_spaces_are_on_the_side_where_the_row_begins() -> None:
    assert order(f"  {BEH}a") == [3, 2, 1, 0]
    assert order("  ab") == [0, 1, 2, 3]
    (row,) = lay_out_rows(f"  {ALEF} ", 9)
    assert [cell.start for cell in row.cells] == [2, 1, 0]


def test_a_tab_is_one_space_that_parts_directions() -> None:
    assert drawn(f"{ALEF}\t{BEH}") == ["\ufe8d", " ", "\ufe8f"]
    # class S: what is Latin before it and after it are two runs of a right-to-left row (L1)
    assert order(f"{ALEF} ab\tcd") == [5, 6, 4, 2, 3, 1, 0]
    assert order(f"{ALEF} ab cd") == [2, 3, 4, 5, 6, 1, 0]
    # and spaces before it go with it
    assert order("ab \tcd", "rtl") == [4, 5, 3, 2, 0, 1]


def test_columns_of_tabs_are_in_the_order_of_the_row() -> None:
    text = f"{ALEF}\t12\t{BEH}\tab"
    assert order(text) == [7, 8, 6, 5, 4, 2, 3, 1, 0]


def test_tabs_break_rows_and_are_dropped_there() -> None:
    assert bounds("ab\t\tcd", 3) == [(0, 2, 4), (4, 6, 6)]
    assert bounds("\tab", 9) == [(0, 3, 3)]


def test_a_unit_separator_ends_no_paragraph_but_parts_directions_as_a_tab_does() -> None:
    # U+001F is of class S, U+001C to U+001E of class B
    assert order("ab\x1fcd", "rtl") == [3, 4, 2, 0, 1]
    assert drawn("a\x1fb")[1] == "\ufffd"


def test_a_figure_space_at_the_end_of_a_row_goes_to_the_rows_end_and_the_no_break_space_does_not() -> None:
    # where a row is cut inside a Latin run, white space (WS) at its end takes the direction of the row (L1);
    # no-break spaces are separators of numbers (CS)
    for space, expected in (("\u2007", [4, 2, 3]), ("\u00a0", [2, 3, 4]), ("\u202f", [2, 3, 4])):
        _, second, _ = lay_out_rows(f"{ALEF} ab{space}cd", 3)
        assert [cell.start for cell in second.cells] == expected


def test_an_ideographic_space_takes_two_columns_and_breaks() -> None:
    assert lay_out_line("\u65e5\u3000\u65e5").width == 6
    assert bounds("\u65e5\u3000\u65e5", 4) == [(0, 1, 2), (2, 3, 3)]


def test_a_zero_width_space_is_no_place_to_break() -> None:
    assert bounds("ab\u200bcd ef", 6) == [(0, 5, 6), (6, 8, 8)]
    assert bounds("ab\u200bcd", 3) == [(0, 4, 4), (4, 5, 5)]


def test_a_space_with_a_mark_is_a_space_that_shows_it() -> None:
    assert drawn(f"{ALEF} \u064b{BEH}") == ["\ufe8d", " \u064b", "\ufe8f"]
