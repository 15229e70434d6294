"""The map between columns and offsets of one row."""

from __future__ import annotations

from hashiya.layout import Cell, Row

# left to right: a wide cell, a plain one, and one of two code points
ROW = Row(
    paragraph=0,
    start=10,
    end=14,
    next=15,
    base="rtl",
    cells=(Cell(13, 14, "\u65e5", 2), Cell(12, 13, "x", 1), Cell(10, 12, "\ufe8f\u064b", 1)),
    width=4,
)


def test_both_columns_of_a_wide_cell_lead_to_it() -> None:
    assert [ROW.cell_index_at(column) for column in range(-1, 5)] == [None, 0, 0, 1, 2, None]


def test_an_offset_inside_a_cell_has_the_column_of_the_cell() -> None:
    assert [ROW.column_of(offset) for offset in range(9, 15)] == [None, 3, 3, 2, 0, None]


def test_columns_of_a_span_join_neighbours_and_part_what_is_apart() -> None:
    assert ROW.columns(10, 14) == [(0, 4)]
    assert ROW.columns(10, 13) == [(2, 4)]
    assert ROW.columns(11, 12) == [(3, 4)]
    assert ROW.columns(0, 10) == []
    mixed = Row(0, 0, 3, 3, "rtl", (Cell(1, 2, "b", 1), Cell(2, 3, "c", 1), Cell(0, 1, "a", 1)), 3)
    assert mixed.columns(0, 2) == [(0, 1), (2, 3)]


def test_the_cells_that_share_a_code_point_with_a_span_are_touched() -> None:
    assert ROW.touched(0, 99) == [0, 1, 2]
    assert ROW.touched(11, 12) == [2]
    assert ROW.touched(12, 14) == [0, 1]
    assert ROW.touched(0, 10) == ROW.touched(14, 99) == []


def test_an_empty_span_covers_nothing() -> None:
    assert ROW.columns(11, 11) == []
    assert ROW.touched(11, 11) == []
