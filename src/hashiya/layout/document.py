"""A text as rows of cells, laid out paragraph by paragraph when they are asked for."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from hashiya.layout.bounded_cache import BoundedCache
from hashiya.layout.cells import Direction, Place, Row
from hashiya.layout.paragraph_rows import rows_of_paragraph
from hashiya.layout.source import CODE_POINTS_KEPT, LONG, PARAGRAPH_WEIGHT, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hashiya.layout.long_paragraph import LongRows
    from hashiya.text.paragraphs import Paragraph

_row_start = attrgetter("start")


class Document:
    """Rows of a text at a width, and the two-way map between offsets and places on the screen.

    Opening finds paragraph boundaries only; a paragraph is laid out when its rows are first asked for, and
    forgotten when many others were asked for since.

    Attributes:
        text: the code points that all offsets count.
        width: columns that a row may take.
        reveal: whether hidden characters are shown.
    """

    def __init__(
        self,
        text: str,
        width: int,
        *,
        source: Source | None = None,
        reveal: bool = False,
        base_of: Callable[[int], Direction] | None = None,
    ) -> None:
        """Open a text for rows of ``width`` columns.

        Args:
            text: the article.
            width: columns.
            source: what another document of the same text has found already.
            reveal: whether each hidden character (``text.hidden``) is a cell with its mark; if it takes no
                column otherwise, what follows it in the row moves, but never an offset.
            base_of: direction of a paragraph by its index, for a text that marks were added to; None for
                the one that `paragraph_direction` finds.

        Raises:
            ValueError: if the width is less than one column.
        """
        if width < 1:
            raise ValueError("a row needs at least one column")
        self.text = text
        self.width = width
        self.reveal = reveal
        self._source = source or Source(text, base_of)
        self._rows: BoundedCache[tuple[Row, ...] | LongRows] = BoundedCache(CODE_POINTS_KEPT)

    def rewrapped(self, width: int, *, reveal: bool | None = None) -> Document:
        """The same text in rows of another width; what does not depend on the width is shared.

        Args:
            width: columns.
            reveal: whether hidden characters are shown; None for as they are here.

        Raises:
            ValueError: if the width is less than one column.
        """
        reveal = self.reveal if reveal is None else reveal
        return Document(self.text, width, source=self._source, reveal=reveal)

    @property
    def paragraph_count(self) -> int:
        """How many paragraphs the text has; none if it is empty."""
        return len(self._source.ends)

    def paragraph(self, index: int) -> Paragraph:
        """Offsets of a paragraph.

        Raises:
            IndexError: if there is no such paragraph.
        """
        return self._source.paragraph(index)

    def paragraph_at(self, offset: int) -> int:
        """Index of the paragraph to which an offset belongs; the length of the text belongs to the last.

        Raises:
            IndexError: if the offset is not in the text, or the text is empty.
        """
        if not 0 <= offset <= len(self.text) or not self.paragraph_count:
            raise IndexError(offset)
        return min(bisect_right(self._source.starts, offset), self.paragraph_count) - 1

    def base(self, index: int) -> Direction:
        """Direction of a paragraph: what `base_of` said, or else `paragraph_direction`."""
        return self._source.base(index)

    def rows(self, index: int) -> tuple[Row, ...] | LongRows:
        """Rows of a paragraph; an empty paragraph has one without cells.

        Those of a long paragraph are made when they are asked for; to count them all takes time.

        Raises:
            IndexError: if there is no such paragraph.
        """
        return self._find_rows(index, keep=True)

    def place_of(self, offset: int) -> Place:
        """The row to which an offset belongs; one in a dropped break belongs to the row before it.

        Raises:
            IndexError: if the offset is not in the text, or the text is empty.
        """
        paragraph = self.paragraph_at(offset)
        rows = self.rows(paragraph)
        if isinstance(rows, tuple):
            return Place(paragraph, bisect_right(rows, offset, key=_row_start) - 1)
        return Place(paragraph, rows.index_of(offset))

    def next_place(self, place: Place) -> Place | None:
        """The row below; None at the end."""
        rows, row = self.rows(place.paragraph), place.row + 1
        if row < len(rows) if isinstance(rows, tuple) else rows.has(row):
            return Place(place.paragraph, place.row + 1)
        if place.paragraph + 1 < self.paragraph_count:
            return Place(place.paragraph + 1, 0)
        return None

    def previous_place(self, place: Place) -> Place | None:
        """The row above; None at the start."""
        if place.row:
            return Place(place.paragraph, place.row - 1)
        if place.paragraph:
            return Place(place.paragraph - 1, len(self.rows(place.paragraph - 1)) - 1)
        return None

    def iter_rows(self) -> Iterator[Row]:
        """All rows, from the start of the text to its end, each made when it is asked for and not held."""
        for index in range(self.paragraph_count):
            yield from self._find_rows(index, keep=False)

    def _find_rows(self, index: int, *, keep: bool) -> tuple[Row, ...] | LongRows:
        rows = self._rows.get(index)
        if rows is not None:
            return rows
        start, end, following = self.paragraph(index)
        if start == end:
            return (Row(index, start, start, following, "rtl", (), 0),)
        if end - start >= LONG:
            from hashiya.layout.long_paragraph import LongRows  # few articles have one

            long = self._source.long_paragraph(index)
            rows = LongRows(long, self.width, index, following, reveal=self.reveal)
            if keep:
                self._rows.put(index, rows, PARAGRAPH_WEIGHT)
            return rows
        rows = tuple(
            rows_of_paragraph(
                self._source.cells(index, keep=keep, reveal=self.reveal), self.width, index, following
            )
        )
        if keep:
            self._rows.put(index, rows, end - start + PARAGRAPH_WEIGHT)
        return rows
