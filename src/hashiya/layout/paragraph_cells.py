"""Cells and levels of a paragraph: all of layout that does not depend on the width of a row."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate, islice, repeat
from typing import TYPE_CHECKING, NamedTuple

from hashiya.layout.cells import Cell, Direction
from hashiya.layout.clusters import (
    COLUMNS,
    MIRRORED,
    PLAIN,
    REPLACEMENT,
    WIDE_MIRRORED,
    WIDE_SPACE,
    find_clusters,
    leading_zero_widths,
)
from hashiya.layout.levels import LEVEL, embedding_levels, is_level_throughout
from hashiya.layout.reorder import row_levels, visual_runs
from hashiya.layout.wrap import has_wide
from hashiya.text.mirroring import mirror_images

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.layout.shaping import PieceShaper

_MIRRORED_KIND = re.compile(b"[" + re.escape(bytes([MIRRORED, WIDE_MIRRORED])) + b"]")
_NARROW = bytes(PLAIN if COLUMNS[kind] == 2 and kind != WIDE_SPACE else kind for kind in range(256))


class ParagraphCells(NamedTuple):
    """A paragraph before it is broken into rows.

    Attributes:
        text: its code points.
        start: offset of the first of them in the article.
        base: direction of the paragraph.
        cells: in logical order, mirrored where their level asks for it.
        kinds: one byte a cell (see ``clusters``).
        levels: embedding level of each code point, before L1; None if each has the base level.
        bases: offset of each cell's base code point; empty if ``levels`` is None.
    """

    text: str
    start: int
    base: Direction
    cells: tuple[Cell, ...]
    kinds: bytes
    levels: bytes | None
    bases: Sequence[int]

    def cells_as_seen(self, first: int, last: int) -> tuple[Cell, ...]:
        """The cells ``[first, last)`` as one row, left to right (UAX #9 L1, L2).

        Code points are reordered and then the bases kept: a control that is not drawn still parts two runs.
        """
        cells = self.cells[first:last]
        if self.levels is None or not cells:
            return cells[::-1] if self.base == "rtl" else cells
        row_start, row_end = cells[0].start - self.start, cells[-1].end - self.start
        levels = row_levels(self.text[row_start:row_end], self.levels[row_start:row_end], LEVEL[self.base])
        seen: list[Cell] = []
        for start, end, level in visual_runs(levels):
            run_first = bisect_left(self.bases, self.start + row_start + start, first, last)
            run_last = bisect_left(self.bases, self.start + row_start + end, first, last)
            run = self.cells[run_first:run_last]
            seen.extend(reversed(run) if level % 2 else run)
        return tuple(seen)

    def narrowed(self) -> ParagraphCells:
        """The same for rows of one column: what takes two columns is drawn as a replacement."""
        if not has_wide(self.kinds):
            return self
        cells = tuple(
            cell if cell.width == 1 else Cell(cell.start, cell.end, REPLACEMENT, 1) for cell in self.cells
        )
        kinds = self.kinds.replace(bytes([WIDE_SPACE]), b" ").translate(_NARROW)
        return ParagraphCells(self.text, self.start, self.base, cells, kinds, self.levels, self.bases)


def find_paragraph_cells(
    text: str, start: int, base: Direction, shaper: PieceShaper, *, reveal: bool = False
) -> ParagraphCells:
    """Shape a paragraph, cut it into cells and resolve its levels.

    Args:
        text: the paragraph without its separator.
        start: offset of the paragraph in the article.
        base: its direction.
        shaper: what remembers the shapes of other paragraphs.
        reveal: whether hidden characters are shown (see ``clusters``); shapes and levels stay as they are.
    """
    if not text:
        return ParagraphCells(text, start, base, (), b"", None, [])
    texts, lengths, kinds = find_clusters(text, shaper.shape(text), reveal=reveal)
    bounds: Sequence[int] = range(start, start + len(text) + 1)
    if len(lengths) < len(text):
        bounds = list(accumulate(lengths, initial=start))
    levels = None
    if not is_level_throughout(text, base):
        levels = embedding_levels(text, LEVEL[base])
        if levels.count(LEVEL[base]) == len(levels):
            levels = None
    bases = bounds
    has_mirrored = MIRRORED in kinds or WIDE_MIRRORED in kinds
    if levels is not None or has_mirrored:
        bases = _base_offsets(start, bounds, leading_zero_widths(text, reveal=reveal))
    if has_mirrored:
        texts = list(texts)
        for index in _mirrored_cells(kinds):
            if (LEVEL[base] if levels is None else levels[bases[index] - start]) % 2:
                texts[index] = _mirror(texts[index])
    columns = kinds.translate(COLUMNS) if has_wide(kinds) else repeat(1)
    # Cell(...) for each, without a call of Python code for each: this is most of what layout costs
    spans = zip(bounds, islice(bounds, 1, None), texts, columns, strict=False)
    cells: tuple[Cell, ...] = tuple(map(tuple.__new__, repeat(Cell), spans))
    return ParagraphCells(text, start, base, cells, kinds, levels, bases if levels is not None else [])


def _base_offsets(start: int, bounds: Sequence[int], lead: int) -> Sequence[int]:
    """Where each cell's base is: only the first of a paragraph may have zero-widths (``lead``) before it."""
    if not lead:
        return bounds
    # if there is no base at all, the first code point stands for it
    return [start + lead if start + lead < bounds[-1] else start, *bounds[1:]]


def _mirrored_cells(kinds: bytes) -> Iterator[int]:
    """Cells whose base has a mirrored form."""
    return (match.start() for match in _MIRRORED_KIND.finditer(kinds))


def _mirror(text: str) -> str:
    """A cell's text with its base mirrored (UAX #9 L4)."""
    return mirror_images()[text[0]] + text[1:]
