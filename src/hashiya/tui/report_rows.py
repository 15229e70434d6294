"""Draw the rows of a report in cells, from the leading edge: tables with bars, sentences, an axis of time.

Bars are block characters of our own. plotext has no direction from right to left: it would draw each chart
from the left and write its Arabic labels unjoined.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from textual.strip import Strip

from hashiya.messages.message import sentence
from hashiya.report.blocks import Axis, Bar, Heading, Prose
from hashiya.session.report_browser import Entry, Header, Mention, TableRow
from hashiya.tui.mirroring import mark, mirrored
from hashiya.tui.palette import bar_style, label_named, styles
from hashiya.tui.strips import Sentence, line_strip, said, shortened, width_of, wrapped
from hashiya.tui.table_columns import GAP, shared_columns, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

    from hashiya.codebook.label import LabelSet
    from hashiya.layout import Row as LaidOut
    from hashiya.report.blocks import Cell, Table
    from hashiya.session.report_browser import Row
    from hashiya.tui.palette import Palette
    from hashiya.tui.strips import Part
    from hashiya.tui.table_columns import Column

_HEIGHTS = " ▁▂▃▄▅▆▇█"
_LEAST = 8
"""Columns that a name keeps, whatever is shown beside it."""


class Drawing:
    """Draws the rows of a report."""

    def __init__(self, palette: Palette, labels: LabelSet, looks: Sequence[str]) -> None:
        """Draw nothing yet.

        Args:
            palette: the colours.
            labels: those of the codebook.
            looks: the names of the labels, by the number of their look.
        """
        self._palette = palette
        self._labels = labels
        self._looks = looks
        # by the `id` of a table, which is kept, so that no other table gets its `id`
        self._columns: dict[tuple[int, int], tuple[Table, Sequence[Column]]] = {}

    def lines(self, row: Row, width: int) -> int:
        """Return how many lines a row takes."""
        if isinstance(row, Prose):
            return len(_rows_of(_said(row), width - 2))
        return 2 if isinstance(row, Axis | Heading) else 1

    def draw(self, row: Row, line: int, width: int, *, selected: bool) -> Strip:
        """Draw one line of a row."""
        look = styles(self._palette)
        style, faint = (look.row_selected, look.row_selected) if selected else (look.bar, look.bar_faint)
        leading: list[Part] = []
        trailing: list[Part] = []
        match row:
            case Header(table):
                return self._table_row(table, table.header, width, faint)
            case TableRow(table, cells):
                return self._table_row(table, cells, width, style)
            case Heading(told, _, _):
                if line:
                    leading = [(shortened(told, width - 2), style if selected else look.bar_accent)]
            case Prose():
                leading = [(_rows_of(_said(row), width - 2)[line], style)]
            case Axis() if line == 0:
                leading = [(_heights(row, width - 2), style)]
            case Axis(first, last, _):
                leading, trailing = [(first, faint)], [(last, faint)]
            case Entry(name, value, _) | Mention(name, value, _):
                beside = shortened(f"{value:,}" if isinstance(value, int) else value, width // 3)
                room = max(_LEAST, width - 3 - width_of(beside))
                leading, trailing = [(shortened(name, room), style)], [(beside, faint)]
        return line_strip([(" ", style), *leading], [*trailing, (" ", style)], width, style)

    def _table_row(self, table: Table, cells: Sequence[Cell], width: int, style: Style) -> Strip:
        key = id(table), width
        if key not in self._columns:
            self._columns[key] = table, shared_columns(table, width - 2)
        _, shared = self._columns[key]
        strips, room = [Strip.blank(1, style)], width - 1
        for column, cell in zip(shared, cells, strict=True):
            columns = min(column.width, room)  # a narrow window drops the last columns
            if isinstance(cell, Bar):
                part = self._bar(cell, columns, style)
            else:
                words = words_of(cell)  # a number is isolated, so that its sign stays before it
                part = shortened(said(words) if column.is_number else words, columns), style
            leading, trailing = ([], [part]) if column.is_number else ([part], [])
            gap = min(GAP, room - columns)
            strips += [line_strip(leading, trailing, columns, style), Strip.blank(gap, style)]
            room -= columns + gap
        return Strip.join(mirrored([*strips, Strip.blank(room, style)]))

    def _bar(self, bar: Bar, columns: int, style: Style) -> Part:
        halves = max(1, round(2 * columns * bar.share))
        colour = style
        if bar.look is not None:
            colour += bar_style(label_named(self._labels, self._looks[bar.look]), self._palette)
        return mark("█" * (halves // 2) + "▌" * (halves % 2)), colour


def _heights(axis: Axis, columns: int) -> str:
    """Draw how many events there are at each part of an axis."""
    counts = [0] * columns
    for point in axis.points:
        first = min(columns - 1, int(point.at * columns))
        last = min(columns - 1, max(first, round((point.at + point.length) * columns) - 1))
        for column in range(first, last + 1):
            counts[column] += 1
    most = max(counts, default=0) or 1
    return "".join(_HEIGHTS[-(-count * (len(_HEIGHTS) - 1) // most)] for count in counts)


def _said(prose: Prose) -> Sentence:
    """Say a sentence; the names of its links become their words."""
    return Sentence(sentence(prose.message, lambda name: said(words_of(prose.links[name]))))


@lru_cache(maxsize=64)
def _rows_of(text: Sentence, width: int) -> Sequence[LaidOut]:
    return wrapped(text, max(_LEAST, width))
