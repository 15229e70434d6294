"""Lines of a concordance on the screen: each occurrence in the middle of its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.layout.concordance import concordance_row
from hashiya.text.cleaning import clean
from hashiya.tui.strips import line_direction, row_strip

if TYPE_CHECKING:
    from rich.style import Style
    from textual.strip import Strip


def concordance_line(
    parts: tuple[str, str, str], width: int, *, blank: Style, hit: Style, around: Style
) -> Strip:
    """Draw an occurrence with the words around it.

    Args:
        parts: the text before the occurrence, the occurrence, the text behind it.
        width: columns of the line.
        blank: style of the empty columns.
        hit: style of the occurrence.
        around: style of the text before and behind it.
    """
    before, text, after = map(clean, parts)
    drawn = concordance_row((before, text, after), width, line_direction(before + text + after))
    styles = [hit if drawn.is_hit(cell) else around for cell in drawn.row.cells]
    return row_strip(drawn.row, styles, drawn.indent, width, blank)
