"""Lines of a concordance: each occurrence in the middle of its own words, one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.layout import lay_out_line
from hashiya.text.cleaning import clean
from hashiya.tui.strips import line_direction, row_strip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style
    from textual.strip import Strip

    from hashiya.layout import Cell


def concordance_line(
    parts: tuple[str, str, str], width: int, *, blank: Style, hit: Style, around: Style
) -> Strip:
    """Draw an occurrence with the words around it, in one layout, so that letters stay joined.

    The occurrence begins at the same column whatever stands before it.

    Args:
        parts: the text before the occurrence, the occurrence, the text behind it.
        width: columns of the line.
        blank: style of the empty columns.
        hit: style of the occurrence.
        around: style of the text before and behind it.
    """
    before, text, after = map(clean, parts)
    direction = line_direction(before + text + after)
    room = width * 2 // 5
    before = before[_kept_from(reversed(_in_order(before)), room, len(before), at_start=True) :]
    lead = room - _width(before)
    text = text[: _kept_from(_in_order(text), width - room, 0)]
    after = after[: _kept_from(_in_order(after), width - room - _width(text), 0)]
    row = lay_out_line(before + text + after, direction)
    start, end = len(before), len(before) + len(text)
    styles = [hit if start < cell.end and cell.start < end else around for cell in row.cells]
    indent = lead if direction == "ltr" else width - lead - row.width
    return row_strip(row, styles, max(0, indent), width, blank)


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
