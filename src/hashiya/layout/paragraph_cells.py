"""Cells and levels of a paragraph: the part of layout that does not depend on the width."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from itertools import accumulate, chain, islice, repeat
from typing import TYPE_CHECKING, NamedTuple

from hashiya.layout.cells import Cell, Direction
from hashiya.layout.clusters import (
    COLUMNS,
    MIRRORED,
    REPLACEMENT,
    WIDE_MIRRORED,
    find_clusters,
    leading_zero_widths,
)
from hashiya.layout.levels import LEVEL, embedding_levels, is_level_throughout, without_brackets
from hashiya.layout.reorder import row_levels, visual_runs
from hashiya.layout.wrap import has_wide, narrowed
from hashiya.text.mirroring import mirror_images

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.layout.shaping import PieceShaper

_MIRRORED_KIND = re.compile(b"[" + re.escape(bytes([MIRRORED, WIDE_MIRRORED])) + b"]")


class Surroundings(NamedTuple):
    """The context of a stretch that affects its layout.

    Attributes:
        before: the open brackets and the letter before the stretch; empty for the first one.
        after: the letter after the stretch and the closing brackets; empty for the last one.
        pairs_until: index in the stretch from which no bracket has a partner.
    """

    before: str = ""
    after: str = ""
    pairs_until: int = sys.maxsize


ALONE = Surroundings()
"""The surroundings of a complete paragraph."""


class ParagraphCells(NamedTuple):
    """A paragraph, or a stretch of a long one, before it is broken into rows.

    Attributes:
        text: its code points.
        start: offset of the first of them in the article.
        base: direction of the paragraph.
        cells: in logical order, mirrored as their levels require.
        kinds: one byte a cell (see ``clusters``).
        levels: embedding level of each code point, before L1; None if all have the base level.
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
        """Return the cells ``[first, last)`` as one row, left to right (UAX #9 L1, L2).

        Code points are reordered before only bases are kept, since an undrawn control separates runs.
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
        """Return the cells for rows of one column: cells of two columns become U+FFFD."""
        if not has_wide(self.kinds):
            return self
        cells = tuple(
            cell if cell.width == 1 else Cell(cell.start, cell.end, REPLACEMENT, 1) for cell in self.cells
        )
        kinds = narrowed(self.kinds)
        return ParagraphCells(self.text, self.start, self.base, cells, kinds, self.levels, self.bases)


def find_paragraph_cells(
    text: str,
    start: int,
    base: Direction,
    shaper: PieceShaper,
    *,
    reveal: bool = False,
    around: Surroundings = ALONE,
) -> ParagraphCells:
    """Shape a paragraph or a stretch of one, cut it into cells and resolve its levels.

    Args:
        text: the paragraph without its separator.
        start: offset of the paragraph in the article.
        base: its direction.
        shaper: caches shapes across paragraphs.
        reveal: whether hidden characters are shown (see ``clusters``); shapes and levels do not change.
        around: the context of the text, if it is a stretch.
    """
    if not text:
        return ParagraphCells(text, start, base, (), b"", None, [])
    texts, lengths, kinds = find_clusters(text, _shape(text, shaper, around), reveal=reveal)
    bounds: Sequence[int] = range(start, start + len(text) + 1)
    if len(lengths) < len(text):
        bounds = list(accumulate(lengths, initial=start))
    levels = _levels(text, base, around)
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
    # makes each Cell without calling Python code: this is the largest cost of layout
    spans = zip(bounds, islice(bounds, 1, None), texts, columns, strict=False)
    cells: tuple[Cell, ...] = tuple(map(tuple.__new__, repeat(Cell), spans))
    return ParagraphCells(text, start, base, cells, kinds, levels, bases if levels is not None else [])


def _shape(text: str, shaper: PieceShaper, around: Surroundings) -> tuple[str, ...]:
    """Return the shaped code points."""
    before, after, _ = around
    return shaper.shape(before + text + after)[len(before) : len(before) + len(text)]


def _levels(text: str, base: Direction, around: Surroundings) -> bytes | None:
    """Return the level of each code point, before L1; None if all have the base level."""
    before, after, pairs_until = around
    if pairs_until < len(text):
        text = text[:pairs_until] + without_brackets(text[pairs_until:])
    whole = before + text + after
    if is_level_throughout(whole, base):
        return None
    levels = embedding_levels(whole, LEVEL[base])[len(before) : len(before) + len(text)]
    return None if levels.count(LEVEL[base]) == len(levels) else levels


def join_stretches(parts: Sequence[ParagraphCells]) -> ParagraphCells:
    """Join adjacent stretches of one paragraph."""
    first = parts[0]
    if len(parts) == 1:
        return first
    levels = bases = None
    if any(part.levels is not None for part in parts):
        base = bytes([LEVEL[first.base]])
        levels = b"".join(base * len(part.text) if part.levels is None else part.levels for part in parts)
        bases = [offset for part in parts for offset in _bases_of(part)]
    return ParagraphCells(
        "".join(part.text for part in parts),
        first.start,
        first.base,
        tuple(chain.from_iterable(part.cells for part in parts)),
        b"".join(part.kinds for part in parts),
        levels,
        bases or [],
    )


def _bases_of(part: ParagraphCells) -> Iterator[int]:
    """Return the index of the base of each cell; in a stretch of one level the first code point will do."""
    if part.levels is None:
        return (cell.start for cell in part.cells)
    return islice(part.bases, len(part.cells))


def _base_offsets(start: int, bounds: Sequence[int], lead: int) -> Sequence[int]:
    """Return the index of the base of each cell; only the first may have zero-widths (``lead``) before it."""
    if not lead:
        return bounds
    # without any base the first code point counts as one
    return [start + lead if start + lead < bounds[-1] else start, *bounds[1:]]


def _mirrored_cells(kinds: bytes) -> Iterator[int]:
    """Return the indices of cells whose base has a mirrored form."""
    return (match.start() for match in _MIRRORED_KIND.finditer(kinds))


def _mirror(text: str) -> str:
    """Return the text of a cell with its base mirrored (UAX #9 L4)."""
    return mirror_images()[text[0]] + text[1:]
