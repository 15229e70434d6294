"""The paragraphs of a text with their cells, shared by documents of different widths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.layout.bounded_cache import BoundedCache
from hashiya.layout.direction import paragraph_direction
from hashiya.layout.paragraph_cells import ParagraphCells, find_paragraph_cells
from hashiya.layout.shaping import PieceShaper
from hashiya.text.paragraphs import Paragraph, find_paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.layout.cells import Direction
    from hashiya.layout.long_paragraph import LongParagraph

# some twenty screens, 10 MB of cells; a longer paragraph is kept alone
CODE_POINTS_KEPT = 65_000
LONG = 32_768
"""Code points from which a paragraph is laid out in stretches (see `long_paragraph`)."""
_LONG_KEPT = 4
# weight of a paragraph beyond that of its code points
PARAGRAPH_WEIGHT = 32


class ParagraphCache:
    """The paragraphs of a text, each laid out as far as that does not depend on the width.

    Attributes:
        text: the code points that all offsets count.
        starts: offset of each paragraph, and the length of the text as last item.
        ends: offset after each paragraph, before its separator.
    """

    def __init__(self, text: str, base_of: Callable[[int], Direction] | None = None) -> None:
        """Find the paragraph boundaries, but lay out nothing yet.

        Args:
            text: the code points.
            base_of: returns the direction of a paragraph by its index; None uses `paragraph_direction`.
        """
        self.text = text
        self._base_of = base_of
        self.starts, self.ends = find_paragraphs(text)
        self._shaper = PieceShaper()
        self._long: BoundedCache[LongParagraph] = BoundedCache(_LONG_KEPT)
        # cells of paragraphs, without and with hidden characters shown
        self._cells: tuple[BoundedCache[ParagraphCells], BoundedCache[ParagraphCells]] = (
            BoundedCache(CODE_POINTS_KEPT),
            BoundedCache(CODE_POINTS_KEPT),
        )

    def paragraph(self, index: int) -> Paragraph:
        """Return the offsets of a paragraph.

        Raises:
            IndexError: if there is no such paragraph.
        """
        if not 0 <= index < len(self.ends):
            raise IndexError(index)
        return Paragraph(self.starts[index], self.ends[index], self.starts[index + 1])

    def base(self, index: int) -> Direction:
        """Return the direction of a paragraph."""
        for cache in self._cells:
            held = cache.get(index)
            if held is not None:
                return held.base
        start, end, _ = self.paragraph(index)
        return self.long_paragraph(index).base if end - start >= LONG else self._find_base(index)

    def long_paragraph(self, index: int) -> LongParagraph:
        """Return the stretches of a paragraph of at least `LONG` code points."""
        held = self._long.get(index)
        if held is None:
            from hashiya.layout.long_paragraph import LongParagraph  # few articles have one

            start, end, _ = self.paragraph(index)
            held = LongParagraph(self.text, start, end, self._find_base(index), self._shaper)
            self._long.put(index, held, 1)
        return held

    def cells(self, index: int, *, keep: bool, reveal: bool) -> ParagraphCells:
        """Return the cells of a paragraph, from the cache if possible.

        Args:
            index: the paragraph.
            keep: whether to cache the cells.
            reveal: whether hidden characters are shown.
        """
        cache = self._cells[reveal]
        cells = cache.get(index)
        if cells is None:
            start, end, _ = self.paragraph(index)
            text = self.text[start:end]
            cells = find_paragraph_cells(text, start, self._find_base(index), self._shaper, reveal=reveal)
            if keep:
                cache.put(index, cells, end - start + PARAGRAPH_WEIGHT)
        return cells

    def _find_base(self, index: int) -> Direction:
        if self._base_of is not None:
            return self._base_of(index)
        start, end, _ = self.paragraph(index)
        return paragraph_direction(self.text[start:end])
