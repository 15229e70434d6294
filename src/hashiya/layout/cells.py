"""What layout hands out: cells, rows of cells, and places of rows."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Direction: TypeAlias = Literal["rtl", "ltr"]


class Cell(NamedTuple):
    """One step of the caret: a base code point with the zero-width ones after it.

    Attributes:
        start: offset of its first code point in the article.
        end: offset after its last code point.
        text: what is drawn, shaped; never a control, a bidi control or a separator.
        width: columns it takes, 1 or 2.
    """

    start: int
    end: int
    text: str
    width: int


class Place(NamedTuple):
    """A row of a document.

    Attributes:
        paragraph: index of the paragraph.
        row: index of the row in its paragraph.
    """

    paragraph: int
    row: int


class Row(NamedTuple):
    """Cells side by side, as they are seen.

    Attributes:
        paragraph: index of the row's paragraph.
        start: offset of the row's first code point.
        end: offset after its last; what a break or a separator drops is not in the row.
        next: offset where the following row starts.
        base: direction of the paragraph, the side on which the row begins.
        cells: left to right as seen; they cover ``[start, end)`` exactly once.
        width: columns used by the cells together.
    """

    paragraph: int
    start: int
    end: int
    next: int
    base: Direction
    cells: tuple[Cell, ...]
    width: int

    def cell_index_at(self, column: int) -> int | None:
        """Index of the cell on a column, counted from the row's leftmost cell; None beside the cells."""
        if not 0 <= column < self.width:
            return None
        if self.width == len(self.cells):
            return column
        for index, cell in enumerate(self.cells):
            column -= cell.width
            if column < 0:
                return index
        return None

    def column_of(self, offset: int) -> int | None:
        """Left column of the cell that holds an offset; None if no cell of the row does."""
        column = 0
        for start, end, _, width in self.cells:
            if start <= offset < end:
                return column
            column += width
        return None

    def touched(self, start: int, end: int) -> list[int]:
        """Indices of the cells that share a code point with ``[start, end)``, left to right."""
        if start >= end or start >= self.end or end <= self.start:
            return []
        return [index for index, (first, last, _, _) in enumerate(self.cells) if first < end and start < last]

    def columns(self, start: int, end: int) -> list[tuple[int, int]]:
        """Column ranges ``[from, to)`` of the cells that overlap ``[start, end)``, maximal, left to right.

        A span that is whole in the text may be several ranges on the screen, and the reverse.
        """
        ranges: list[tuple[int, int]] = []
        touched = set(self.touched(start, end))
        column = 0
        opened: int | None = None
        for index, cell in enumerate(self.cells):
            if index in touched:
                if opened is None:
                    opened = column
            elif opened is not None:
                ranges.append((opened, column))
                opened = None
            column += cell.width
        if opened is not None:
            ranges.append((opened, column))
        return ranges
