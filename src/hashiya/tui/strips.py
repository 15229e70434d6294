"""Rows of cells → strips for the terminal: the one place where Arabic, or any text, becomes what is drawn.

Every widget draws through these functions, so nothing reaches the screen unshaped, out of order, parsed as
markup or with a control character in it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from rich.segment import Segment
from textual.strip import Strip

from hashiya.layout import Cell, lay_out_line
from hashiya.text.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.style import Style

    from hashiya.layout import Row

ELLIPSIS = "…"
_BLANK = Cell(0, 0, " ", 1)
_MOST_CODE_POINTS_A_COLUMN = 8
"""More code points than a column can need, so that a long text is cut before it is laid out."""


def segments(cells: Sequence[Cell], cell_styles: Sequence[Style]) -> list[Segment]:
    """Segments of cells that stand side by side.

    Neighbours of one style share a segment as long as each is a single code point one column wide: then a
    segment may be cut at any column. A cell with marks, or a wide one, has a segment of its own.
    """
    result: list[Segment] = []
    run: list[str] = []
    run_style: Style | None = None
    for cell, style in zip(cells, cell_styles, strict=True):
        plain = len(cell.text) == 1 == cell.width
        if run and (style is not run_style or not plain):
            result.append(Segment("".join(run), run_style))
            run = []
        if plain:
            run.append(cell.text)
            run_style = style
        else:
            result.append(Segment(cell.text, style))
    if run:
        result.append(Segment("".join(run), run_style))
    return result


def blanks(count: int) -> list[Cell]:
    """Empty cells of a line, so that they join the segment of what stands beside them."""
    return [_BLANK] * max(0, count)


def row_strip(row: Row, cell_styles: Sequence[Style], indent: int, width: int, blank: Style) -> Strip:
    """A row of text on a line.

    Args:
        row: the row, at most `width` columns wide.
        cell_styles: a style for each of its cells.
        indent: empty columns to its left.
        width: columns of the line.
        blank: style of the empty columns.
    """
    after = max(0, width - indent - row.width)
    cells = [*blanks(indent), *row.cells, *blanks(after)]
    return Strip(segments(cells, [*[blank] * indent, *cell_styles, *[blank] * after]), width)


class Sentence(str):
    """Text of ours, which runs left to right whichever names and Arabic keys are in it."""

    __slots__ = ()


@lru_cache(maxsize=4096)
def _line(text: str, *, is_ours: bool = False) -> Row:
    """One line of text from outside, cleaned and laid out.

    Unlike a paragraph of an article, a line without a right-to-left letter runs left to right: it is ours.
    """
    cleaned = clean(text)
    if is_ours:
        return lay_out_line(cleaned, "ltr")
    has_rtl_letter = any(bidirectional(character) in ("R", "AL") for character in cleaned)
    return lay_out_line(cleaned, None if has_rtl_letter else "ltr")


def shortened(text: str, width: int) -> str:
    """The beginning of a line of text that fits `width` columns, with an ellipsis if it was cut."""
    is_ours = isinstance(text, Sentence)
    text = text[: _MOST_CODE_POINTS_A_COLUMN * max(0, width) + 1]
    row = _line(text, is_ours=is_ours)
    if row.width <= width:
        return text
    kept, used = 0, 1
    for cell in sorted(row.cells):
        used += cell.width
        if used > width:
            break
        kept = cell.end
    return clean(text)[:kept].rstrip() + ELLIPSIS if width > 0 else ""


def width_of(text: str) -> int:
    """The columns that a line of text takes when it is drawn."""
    return len(text) if text.isascii() else _line(text).width


def squeezed(parts: Sequence[tuple[str, Style]], place: int, width: int) -> list[tuple[str, Style]]:
    """Shorten the part at a place so that all of them fit `width` columns.

    Args:
        parts: texts with their styles.
        place: the number of the part that may be shortened, such as a name.
        width: columns for all of them.
    """
    others = sum(width_of(text) for number, (text, _) in enumerate(parts) if number != place)
    text, style = parts[place]
    return [*parts[:place], (shortened(text, max(0, width - others)), style), *parts[place + 1 :]]


def text_segments(text: str, style: Style, width: int) -> tuple[list[Segment], int]:
    """A line of text in one style, at most `width` columns, with the columns it takes."""
    if text.isascii() and text.isprintable() and len(text) <= width:
        return ([Segment(text, style)] if text else []), len(text)
    row = _line(shortened(text, width), is_ours=isinstance(text, Sentence))
    return segments(row.cells, [style] * len(row.cells)), row.width


def line_strip(
    left: Iterable[tuple[str, Style]], right: Iterable[tuple[str, Style]], width: int, blank: Style
) -> Strip:
    """A line with parts at its left and at its right edge; each part is laid out by itself.

    When they do not fit, the right parts are kept and the left ones are shortened.
    """
    room = width
    right_segments: list[Segment] = []
    for text, style in right:
        made, used = text_segments(text, style, room)
        right_segments += made
        room -= used
    left_segments: list[Segment] = []
    for text, style in left:
        made, used = text_segments(text, style, room)
        left_segments += made
        room -= used
    if room > 0:
        left_segments.append(Segment(" " * room, blank))
    return Strip([*left_segments, *right_segments], width)
