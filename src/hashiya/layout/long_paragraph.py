"""A paragraph too long to be kept as cells: laid out stretch by stretch, and dropped again.

Some texts have a whole book in one paragraph. The cells of ten million letters would take gigabytes and
seconds, but a page shows a few hundred.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, overload

from hashiya.layout.bounded_cache import BoundedCache
from hashiya.layout.clusters import cell_kinds
from hashiya.layout.paragraph_cells import ParagraphCells, find_paragraph_cells, join_stretches
from hashiya.layout.paragraph_rows import make_rows
from hashiya.layout.stretches import STRETCH, Stretches
from hashiya.layout.wrap import Break, break_rows, narrowed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashiya.layout.cells import Direction, Row
    from hashiya.layout.shaping import PieceShaper

_STRETCHES_KEPT = 8
_row_start = attrgetter("start")


class LongParagraph:
    """The stretches of a paragraph, with the cells of those in use.

    Attributes:
        base: direction of the paragraph.
    """

    def __init__(
        self, text: str, start: int, end: int, base: Direction, shaper: PieceShaper, *, length: int = STRETCH
    ) -> None:
        """Lay out nothing yet.

        Args:
            text: the whole text.
            start: offset of the paragraph's first code point.
            end: offset after its last.
            base: its direction.
            shaper: caches shapes across paragraphs.
            length: code points of a stretch (see `Stretches`).
        """
        self.base = base
        self.stretches = Stretches(text, start, end, base, length)
        self._text = text
        self._shaper = shaper
        # recently used cells, without and with hidden characters shown
        self._cells = tuple(BoundedCache[ParagraphCells](_STRETCHES_KEPT * STRETCH) for _ in range(2))
        self._kinds = tuple(BoundedCache[bytes](_STRETCHES_KEPT * STRETCH) for _ in range(2))

    def cells(self, number: int, *, reveal: bool) -> ParagraphCells:
        """Lay out a stretch.

        Raises:
            IndexError: there are fewer stretches.
        """
        cells = self._cells[reveal].get(number)
        if cells is None:
            start, end, around = self.stretches[number]
            text = self._text[start:end]
            cells = find_paragraph_cells(text, start, self.base, self._shaper, reveal=reveal, around=around)
            self._cells[reveal].put(number, cells, end - start)
        return cells

    def kinds(self, number: int, *, reveal: bool) -> bytes:
        """Return the kinds of the cells of a stretch (see ``clusters``), which suffice for wrapping.

        Raises:
            IndexError: there are fewer stretches.
        """
        cells = self._cells[reveal].get(number)
        if cells is not None:
            return cells.kinds
        kinds = self._kinds[reveal].get(number)
        if kinds is None:
            start, end, _ = self.stretches[number]
            kinds = cell_kinds(self._text[start:end], reveal=reveal)
            self._kinds[reveal].put(number, kinds, end - start)
        return kinds


class LongRows(Sequence["Row"]):
    """The rows of a long paragraph at a width, each made on demand.

    The start of a row depends on all rows before it. So the rows before are broken once, by the kinds of
    cells alone, and the first row of each stretch is kept.
    """

    def __init__(
        self, paragraph: LongParagraph, width: int, index: int, following: int, *, reveal: bool
    ) -> None:
        """Make no row yet.

        Args:
            paragraph: the paragraph.
            width: columns of a row.
            index: the paragraph's index.
            following: offset where the next paragraph starts.
            reveal: whether hidden characters are shown.
        """
        self._paragraph = paragraph
        self._width = width
        self._index = index
        self._following = following
        self._reveal = reveal
        # for each stretch the first row that starts in it: its number and its first cell
        self._first_rows = [0]
        self._first_cells = [0]
        self._length: int | None = None
        self._rows = BoundedCache[tuple["Row", ...]](_STRETCHES_KEPT * STRETCH)
        self._known_breaks = BoundedCache[tuple[Sequence[Break], int | None]](_STRETCHES_KEPT * STRETCH)

    def __len__(self) -> int:
        while self._length is None:
            self._pass_stretch()
        return self._length

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, index: int | slice) -> Row | tuple[Row, ...]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(len(self))))
        if index < 0:
            index += len(self)
        if index < 0 or not self.has(index):
            raise IndexError(index)
        stretch = bisect_right(self._first_rows, index) - 1
        return self._rows_of(stretch)[index - self._first_rows[stretch]]

    def __iter__(self) -> Iterator[Row]:
        stretch = 0
        while self._reaches(stretch):
            yield from self._make_rows(stretch)
            stretch += 1

    def has(self, index: int) -> bool:
        """Tell whether there is a row of this number, without counting all rows."""
        while self._length is None and self._first_rows[-1] <= index:
            self._pass_stretch()
        return index < (self._first_rows[-1] if self._length is None else self._length)

    def index_of(self, offset: int) -> int:
        """Find the number of the row with an offset."""
        stretch = self._paragraph.stretches.number_of(offset)
        while not self._reaches(stretch) or self._start_of(stretch) > offset:
            stretch -= 1
        return self._first_rows[stretch] + bisect_right(self._rows_of(stretch), offset, key=_row_start) - 1

    def _start_of(self, stretch: int) -> int:
        """Return the offset of the first row of a stretch; beyond any offset if none starts in it."""
        rows = self._rows_of(stretch)
        return rows[0].start if rows else sys.maxsize

    def _reaches(self, stretch: int) -> bool:
        """Find the first row of a stretch; False if the paragraph has fewer stretches."""
        while self._length is None and len(self._first_rows) <= stretch:
            self._pass_stretch()
        return stretch < len(self._first_rows)

    def _pass_stretch(self) -> None:
        """Find the first row of the next stretch, or the number of rows after the last stretch."""
        breaks, next_first = self._breaks(len(self._first_rows) - 1)
        count = self._first_rows[-1] + len(breaks)
        if next_first is None:
            self._length = count
        else:
            self._first_rows.append(count)
            self._first_cells.append(next_first)

    def _breaks(self, stretch: int) -> tuple[Sequence[Break], int | None]:
        """Return the rows that start in a stretch, and the cell where the next row starts.

        Cells are counted from the beginning of the stretch, but the last one from that of the next stretch;
        it is None if no row follows.
        """
        known = self._known_breaks.get(stretch)
        if known is None:
            known = self._find_breaks(stretch)
            self._known_breaks.put(stretch, known, len(known[0]) + 1)
        return known

    def _find_breaks(self, stretch: int) -> tuple[Sequence[Break], int | None]:
        kinds = self._kinds(stretch)
        own, first = len(kinds), self._first_cells[stretch]
        while True:
            stretch += 1
            is_whole = not self._paragraph.stretches.has(stretch)
            breaks: list[Break] = []
            for start, end, after in break_rows(kinds[first:], self._width) if first < own else ():
                if first + start >= own:
                    return breaks, first + start - own
                breaks.append(Break(first + start, first + end, first + after))
            if first >= own and not is_whole:
                return [], first - own
            if is_whole:
                return breaks, None
            # the last row reaches the end of the cells seen so far, so it may be longer
            kinds += self._kinds(stretch)

    def _kinds(self, stretch: int) -> bytes:
        kinds = self._paragraph.kinds(stretch, reveal=self._reveal)
        return narrowed(kinds) if self._width == 1 else kinds

    def _rows_of(self, stretch: int) -> tuple[Row, ...]:
        rows = self._rows.get(stretch)
        if rows is None:
            rows = self._make_rows(stretch)
            self._rows.put(stretch, rows, STRETCH)
        return rows

    def _make_rows(self, stretch: int) -> tuple[Row, ...]:
        breaks, _ = self._breaks(stretch)
        if not breaks:
            return ()
        parts = [self._paragraph.cells(stretch, reveal=self._reveal)]
        held = len(parts[0].cells)
        while held <= breaks[-1].next and self._paragraph.stretches.has(stretch + len(parts)):
            parts.append(self._paragraph.cells(stretch + len(parts), reveal=self._reveal))
            held += len(parts[-1].cells)
        cells = join_stretches(parts)
        if self._width == 1:
            cells = cells.narrowed()
        return tuple(make_rows(cells, breaks, self._index, self._following))
