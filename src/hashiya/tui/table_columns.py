"""Share the columns of the screen among those of a table: numbers first, then names, then bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.report.blocks import Bar, Linked
from hashiya.tui.strips import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.report.blocks import Cell, Table, Told

GAP = 2
"""Columns between two columns of a table."""
_WIDEST = {"number": 18, "name": 36}
_WIDEST_HEADER = 16
_NARROWEST_NAME, _NARROWEST_BAR, _WIDEST_BAR = 4, 8, 40
_LOOKED_AT = 50
"""Rows that tell of which kind a column is."""


class Column(NamedTuple):
    """A column of a table on the screen."""

    width: int
    is_number: bool


def shared_columns(table: Table, width: int) -> Sequence[Column]:
    """Find the columns of a table.

    Args:
        table: the table.
        width: columns of the screen for all of them.
    """
    kinds = [_kind(table, index) for index in range(len(table.header))]
    wanted = [_wanted(table, index, kind) for index, kind in enumerate(kinds)]

    def sum_of(kind: str) -> int:
        return sum(each for each, of in zip(wanted, kinds, strict=True) if of == kind)

    room, names = width - GAP * len(kinds) - sum_of("number"), sum_of("name")
    bars = kinds.count("bar")
    for_bars = min(_WIDEST_BAR * bars, max(_NARROWEST_BAR * bars, room - names))
    for_names = max(1, room - for_bars)
    share = min(1.0, for_names / max(1, names))
    widths = [
        for_bars // bars
        if kind == "bar"
        else max(_NARROWEST_NAME, int(each * share))
        if kind == "name"
        else each
        for kind, each in zip(kinds, wanted, strict=True)
    ]
    return [Column(each, kind == "number") for kind, each in zip(kinds, widths, strict=True)]


def words_of(cell: Cell) -> Told:
    """Return the words of a cell; none of a bar."""
    told = cell.told if isinstance(cell, Linked) else cell
    return f"{told:,}" if isinstance(told, int) else "" if isinstance(told, Bar) else told


def _kind(table: Table, index: int) -> str:
    cells = [row[index] for row in table.rows[:_LOOKED_AT]]
    if any(isinstance(each, Bar) for each in cells):
        return "bar"
    return "number" if index and cells and all(map(_is_number, cells)) else "name"


def _is_number(cell: Cell) -> bool:
    told = cell.told if isinstance(cell, Linked) else cell
    return isinstance(told, int) or (
        isinstance(cell, Linked) and isinstance(told, str) and told[:1] in "0123456789-–"
    )


def _wanted(table: Table, index: int, kind: str) -> int:
    """Return the columns that a column wants; text is counted in letters, which is near enough for it."""
    if kind == "bar":
        return 0
    words = (words_of(row[index]) for row in table.rows)
    longest = max((len(each) if isinstance(each, str) else width_of(each) for each in words), default=0)
    return min(_WIDEST[kind], max(longest, min(_WIDEST_HEADER, width_of(words_of(table.header[index])))))
