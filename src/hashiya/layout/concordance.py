"""A line of a concordance: a hit in the middle of its own words, at the same column in every line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.layout.line import lay_out_line
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashiya.layout.cells import Cell, Direction, Row


class ConcordanceRow(NamedTuple):
    """A hit with the words around it, laid out together, so that letters stay joined.

    Attributes:
        row: the cells.
        indent: columns that are left free on the left of the cells.
        hit: the code points of the row that are the hit.
    """

    row: Row
    indent: int
    hit: Span

    def is_hit(self, cell: Cell) -> bool:
        """Tell whether a cell of the row belongs to the hit."""
        return self.hit.start < cell.end and cell.start < self.hit.end


def concordance_row(parts: tuple[str, str, str], width: int, direction: Direction) -> ConcordanceRow:
    """Lay out a hit so that it begins at the same column whatever stands before it.

    Args:
        parts: the text before the hit, the hit, the text behind it; all cleaned.
        width: columns of the line.
        direction: of the line.
    """
    before, text, after = parts
    room = width * 2 // 5
    before = before[_kept_from(reversed(_in_order(before)), room, len(before), at_start=True) :]
    lead = room - _width(before)
    text = text[: _kept_from(_in_order(text), width - room, 0)]
    after = after[: _kept_from(_in_order(after), width - room - _width(text), 0)]
    row = lay_out_line(before + text + after, direction)
    indent = lead if direction == "ltr" else width - lead - row.width
    return ConcordanceRow(row, max(0, indent), Span(len(before), len(before) + len(text)))


def _in_order(text: str) -> list[Cell]:
    return sorted(lay_out_line(text, "ltr").cells)


def _width(text: str) -> int:
    return sum(cell.width for cell in _in_order(text))


def _kept_from(cells: Iterable[Cell], room: int, edge: int, *, at_start: bool = False) -> int:
    """Find the offset up to which cells fit some columns; the offset is `edge` if none does."""
    for cell in cells:
        room -= cell.width
        if room < 0:
            break
        edge = cell.start if at_start else cell.end
    return edge
