"""A text as rows of cells; each paragraph is laid out when its rows are first needed."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from hashiya.layout.bounded_cache import BoundedCache
from hashiya.layout.cells import Direction, Place, Row
from hashiya.layout.paragraph_cache import CODE_POINTS_KEPT, LONG, PARAGRAPH_WEIGHT, ParagraphCache
from hashiya.layout.paragraph_rows import rows_of_paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hashiya.layout.long_paragraph import LongRows
    from hashiya.text.paragraphs import Paragraph

_row_start = attrgetter("start")


class Document:
    """The rows of a text at a width, and the map between offsets and rows.

    Opening finds only the paragraph boundaries. A paragraph is laid out when its rows are first needed, and
    dropped after many others were needed.

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
        paragraphs: ParagraphCache | None = None,
        reveal: bool = False,
        base_of: Callable[[int], Direction] | None = None,
    ) -> None:
        """Open a text for rows of ``width`` columns.

        Args:
            text: the article.
            width: columns.
            paragraphs: shared with another document of the same text; None to find them again.
            reveal: whether each hidden character (``text.hidden``) is a cell that draws its mark; offsets are
                the same.
            base_of: returns the direction of a paragraph by its index, for a text with added marks; None
                uses `paragraph_direction`.

        Raises:
            ValueError: if the width is less than one column.
        """
        if width < 1:
            raise ValueError("a row needs at least one column")
        self.text = text
        self.width = width
        self.reveal = reveal
        self._paragraphs = paragraphs or ParagraphCache(text, base_of)
        self._rows: BoundedCache[tuple[Row, ...] | LongRows] = BoundedCache(CODE_POINTS_KEPT)

    def rewrapped(self, width: int, *, reveal: bool | None = None) -> Document:
        """Return the document at another width, sharing all that does not depend on the width.

        Args:
            width: columns.
            reveal: whether hidden characters are shown; None keeps the present choice.

        Raises:
            ValueError: if the width is less than one column.
        """
        reveal = self.reveal if reveal is None else reveal
        return Document(self.text, width, paragraphs=self._paragraphs, reveal=reveal)

    @property
    def paragraph_count(self) -> int:
        """Return the number of paragraphs; 0 for an empty text."""
        return len(self._paragraphs.ends)

    def paragraph(self, index: int) -> Paragraph:
        """Return the offsets of a paragraph.

        Raises:
            IndexError: if there is no such paragraph.
        """
        return self._paragraphs.paragraph(index)

    def paragraph_at(self, offset: int) -> int:
        """Return the index of the paragraph of an offset; the end of the text belongs to the last one.

        Raises:
            IndexError: if the offset is not in the text, or the text is empty.
        """
        if not 0 <= offset <= len(self.text) or not self.paragraph_count:
            raise IndexError(offset)
        return min(bisect_right(self._paragraphs.starts, offset), self.paragraph_count) - 1

    def base(self, index: int) -> Direction:
        """Return the direction of a paragraph, by `base_of` or else `paragraph_direction`."""
        return self._paragraphs.base(index)

    def rows(self, index: int) -> tuple[Row, ...] | LongRows:
        """Return the rows of a paragraph; an empty paragraph has one row without cells.

        The rows of a long paragraph are made on demand; counting all of them takes time.

        Raises:
            IndexError: if there is no such paragraph.
        """
        return self._find_rows(index, keep=True)

    def place_of(self, offset: int) -> Place:
        """Find the row of an offset; an offset in dropped spaces belongs to the row before.

        Raises:
            IndexError: if the offset is not in the text, or the text is empty.
        """
        paragraph = self.paragraph_at(offset)
        rows = self.rows(paragraph)
        if isinstance(rows, tuple):
            return Place(paragraph, bisect_right(rows, offset, key=_row_start) - 1)
        return Place(paragraph, rows.index_of(offset))

    def next_place(self, place: Place) -> Place | None:
        """Return the row below; None at the end."""
        rows, row = self.rows(place.paragraph), place.row + 1
        if row < len(rows) if isinstance(rows, tuple) else rows.has(row):
            return Place(place.paragraph, place.row + 1)
        if place.paragraph + 1 < self.paragraph_count:
            return Place(place.paragraph + 1, 0)
        return None

    def previous_place(self, place: Place) -> Place | None:
        """Return the row above; None at the start."""
        if place.row:
            return Place(place.paragraph, place.row - 1)
        if place.paragraph:
            return Place(place.paragraph - 1, len(self.rows(place.paragraph - 1)) - 1)
        return None

    def iter_rows(self) -> Iterator[Row]:
        """Generate all rows of the text without keeping them."""
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

            long = self._paragraphs.long_paragraph(index)
            rows = LongRows(long, self.width, index, following, reveal=self.reveal)
            if keep:
                self._rows.put(index, rows, PARAGRAPH_WEIGHT)
            return rows
        rows = tuple(
            rows_of_paragraph(
                self._paragraphs.cells(index, keep=keep, reveal=self.reveal), self.width, index, following
            )
        )
        if keep:
            self._rows.put(index, rows, end - start + PARAGRAPH_WEIGHT)
        return rows
