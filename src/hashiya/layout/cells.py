"""The results of layout: cells, rows of cells, and the places of rows in a document."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Direction: TypeAlias = Literal["rtl", "ltr"]


class Cell(NamedTuple):
    """One step of the caret: a base code point with the zero-width ones after it.

    Attributes:
        start: offset of its first code point in the article.
        end: offset after its last code point.
        text: to be drawn, shaped; without controls, bidi controls and separators.
        width: 1 or 2 columns.
    """

    start: int
    end: int
    text: str
    width: int


class Place(NamedTuple):
    """The position of a row in a document.

    Attributes:
        paragraph: index of the paragraph.
        row: index of the row in its paragraph.
    """

    paragraph: int
    row: int


class Row(NamedTuple):
    """A row of cells in visual order.

    Attributes:
        paragraph: index of the row's paragraph.
        start: offset of the row's first code point.
        end: offset after its last; spaces dropped at a break and the separator are not in the row.
        next: offset where the following row starts.
        base: direction of the paragraph: the side where the row begins.
        cells: from left to right; they cover ``[start, end)`` exactly once.
        width: columns of all cells.
    """

    paragraph: int
    start: int
    end: int
    next: int
    base: Direction
    cells: tuple[Cell, ...]
    width: int

    def cell_index_at(self, column: int) -> int | None:
        """Return the index of the cell at a column of the row; None beside the cells."""
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
        """Return the left column of the cell that holds an offset; None if no cell does."""
        column = 0
        for start, end, _, width in self.cells:
            if start <= offset < end:
                return column
            column += width
        return None

    def touched(self, start: int, end: int) -> list[int]:
        """Return the indices of the cells that overlap ``[start, end)``, left to right."""
        if start >= end or start >= self.end or end <= self.start:
            return []
        return [index for index, (first, last, _, _) in enumerate(self.cells) if first < end and start < last]

    def columns(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the maximal column ranges ``[from, to)`` of the cells that overlap ``[start, end)``.

        One span of the text may be several ranges on the screen, and the reverse. Ranges go left to right.
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
