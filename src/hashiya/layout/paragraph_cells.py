"""Cells and levels of a paragraph: all of layout that does not depend on the width of a row."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, islice, repeat
from operator import itemgetter
from typing import TYPE_CHECKING

from hashiya.layout.cells import Cell, Direction
from hashiya.layout.clusters import (
    COLUMNS,
    MIRRORED,
    PLAIN,
    REPLACEMENT,
    WIDE_MIRRORED,
    WIDE_SPACE,
    leading_zero_widths,
)
from hashiya.layout.levels import LEVEL, embedding_levels
from hashiya.layout.reorder import row_levels, visual_runs
from hashiya.layout.words import (
    BEGINS_WITH_ZERO_WIDTH,
    HAS_MIRRORED,
    HAS_WIDE,
    NOT_PLAIN_LTR,
    NOT_PLAIN_RTL,
    Word,
    WordCache,
)
from hashiya.layout.wrap import has_wide
from hashiya.text import _width_tables
from hashiya.text.ranges import character_class

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_texts: Callable[[Word], Iterable[str]] = itemgetter(0)
_lengths: Callable[[Word], Iterable[int]] = itemgetter(1)
_kinds: Callable[[Word], bytes] = itemgetter(2)
_features: Callable[[Word], int] = itemgetter(3)
_MIRRORED_KIND = re.compile(b"[" + re.escape(bytes([MIRRORED, WIDE_MIRRORED])) + b"]")
_NARROW = bytes(PLAIN if COLUMNS[kind] == 2 and kind != WIDE_SPACE else kind for kind in range(256))


@dataclass(frozen=True, slots=True)
class ParagraphCells:
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
    cells: list[Cell]
    kinds: bytes
    levels: bytes | None
    bases: list[int]

    def cells_as_seen(self, first: int, last: int) -> tuple[Cell, ...]:
        """The cells ``[first, last)`` as one row, left to right (UAX #9 L1, L2).

        Code points are reordered and then the bases kept: a control that is not drawn still parts two runs.
        """
        cells = self.cells[first:last]
        if self.levels is None or not cells:
            return tuple(reversed(cells)) if self.base == "rtl" else tuple(cells)
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
        cells = [
            cell if cell.width == 1 else Cell(cell.start, cell.end, REPLACEMENT, 1) for cell in self.cells
        ]
        kinds = self.kinds.replace(bytes([WIDE_SPACE]), b" ").translate(_NARROW)
        return ParagraphCells(self.text, self.start, self.base, cells, kinds, self.levels, self.bases)


def find_paragraph_cells(text: str, start: int, base: Direction, words: WordCache) -> ParagraphCells:
    """Shape a paragraph, cut it into cells and resolve its levels.

    Args:
        text: the paragraph without its separator.
        start: offset of the paragraph in the article.
        base: its direction.
        words: what is remembered of other paragraphs.
    """
    if not text:
        return ParagraphCells(text, start, base, [], b"", None, [])
    laid_out = _lay_out_words(text, words)
    features = _all_features(laid_out)
    texts = list(chain.from_iterable(map(_texts, laid_out)))
    bounds = list(accumulate(chain.from_iterable(map(_lengths, laid_out)), initial=start))
    # the space after the last word is not there
    texts.pop()
    bounds.pop()
    kinds = b"".join(map(_kinds, laid_out))[:-1]

    levels = None
    if features & (NOT_PLAIN_RTL if base == "rtl" else NOT_PLAIN_LTR):
        levels = embedding_levels(text, LEVEL[base])
    bases = bounds
    if levels is not None and levels.count(LEVEL[base]) == len(levels):
        levels = None
    if levels is not None or features & HAS_MIRRORED:
        bases = _base_offsets(text, start, bounds)
    if features & HAS_MIRRORED:
        for index in _mirrored_cells(kinds):
            if (LEVEL[base] if levels is None else levels[bases[index] - start]) % 2:
                texts[index] = _mirror(texts[index])
    columns = kinds.translate(COLUMNS) if features & HAS_WIDE else repeat(1)
    # Cell(...) for each, without a call of Python code for each: this is most of what layout costs
    spans = zip(bounds, islice(bounds, 1, None), texts, columns, strict=False)
    cells: list[Cell] = list(map(tuple.__new__, repeat(Cell), spans))
    return ParagraphCells(text, start, base, cells, kinds, levels, bases if levels is not None else [])


def _lay_out_words(text: str, words: WordCache) -> list[Word]:
    """Lay out the pieces between single spaces; no cell and no joining crosses from one to another."""
    laid_out = words.lay_out(text.split(" "))
    if not _all_features(laid_out) & BEGINS_WITH_ZERO_WIDTH:
        return laid_out
    # zero-widths after a space belong to its cell, so that space parts nothing
    lead = leading_zero_widths(text)
    if lead and text[lead : lead + 1] in ("", " "):
        return words.lay_out([text])
    return words.lay_out(_space_alone().split(text))


def _all_features(laid_out: list[Word]) -> int:
    features = 0
    for each in set(map(_features, laid_out)):
        features |= each
    return features


def _base_offsets(text: str, start: int, bounds: list[int]) -> list[int]:
    """Where each cell's base is: only the first of a paragraph may have zero-widths before it."""
    lead = leading_zero_widths(text)
    if not lead:
        return bounds
    # if there is no base at all, the first code point stands for it
    return [start + lead if lead < len(text) else start, *bounds[1:]]


def _mirrored_cells(kinds: bytes) -> Iterator[int]:
    """Cells whose base has a mirrored form."""
    return (match.start() for match in _MIRRORED_KIND.finditer(kinds))


def _mirror(text: str) -> str:
    """A cell's text with its base mirrored (UAX #9 L4)."""
    from bidi.mirror import MIRRORED as MIRRORED_CHARACTERS

    mirrored: str = MIRRORED_CHARACTERS[text[0]]
    return mirrored + text[1:]


@cache
def _space_alone() -> re.Pattern[str]:
    return re.compile(f" (?![{character_class(_width_tables.ZERO_WIDTH)}])")
