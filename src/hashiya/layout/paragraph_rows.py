"""Make rows in visual order from the cells of a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.layout.cells import Row
from hashiya.layout.wrap import break_rows, has_wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hashiya.layout.paragraph_cells import ParagraphCells
    from hashiya.layout.wrap import Break


def rows_of_paragraph(paragraph: ParagraphCells, width: int, index: int, following: int) -> Iterator[Row]:
    """Break a paragraph into rows in visual order.

    Args:
        paragraph: its cells.
        width: columns of a row.
        index: the paragraph's index.
        following: offset where the next paragraph starts.
    """
    if width == 1:
        paragraph = paragraph.narrowed()
    return make_rows(paragraph, break_rows(paragraph.kinds, width), index, following)


def make_rows(
    paragraph: ParagraphCells, breaks: Iterable[Break], index: int, following: int
) -> Iterator[Row]:
    """Put the cells of each row into visual order.

    Args:
        paragraph: the cells.
        breaks: the rows as indices of the cells.
        index: the paragraph's index.
        following: offset where the next paragraph starts.
    """
    cells = paragraph.cells
    narrow = not has_wide(paragraph.kinds)
    for first, last, after in breaks:
        seen = paragraph.cells_as_seen(first, last)
        start = cells[first].start if first < len(cells) else paragraph.start
        end = cells[last - 1].end if last > first else start
        after_offset = cells[after].start if after < len(cells) else following
        columns = last - first if narrow else sum(cell.width for cell in seen)
        yield Row(index, start, end, after_offset, paragraph.base, seen, columns)
