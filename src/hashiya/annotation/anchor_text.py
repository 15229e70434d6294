"""A text prepared for finding quotations: folded, indexed, and mapped back to its code points."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from hashiya.annotation.anchor_contexts import comparable
from hashiya.annotation.anchor_rivals import starts
from hashiya.text.folding import end_of_letter
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = 256
_GRAM, _STEP = 8, 4
INDEXED = _GRAM + _STEP - 1
"""Shortest needle that the index can find."""


class FoldedText:
    """A text with its compared form, which is folded and has no spaces; offsets in it are called places.

    Attributes:
        text: the text.
        folded: the compared form.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        blocks = [comparable(text[start : start + _BLOCK]) for start in range(0, len(text), _BLOCK)]
        self.folded = "".join(blocks)
        # where each block of the text begins in the compared form
        self._block_places = [0, *accumulate(map(len, blocks))]
        # of the blocks that were asked for, the code point of each place
        self._offsets: dict[int, array[int]] = {}

    def places(self, needle: str, limit: int) -> list[int]:
        """Find the first ``limit`` places of a folded needle, in order; they may overlap."""
        found = self._indexed(needle) if len(needle) >= INDEXED else starts(self.folded, needle)
        return list(islice(found, limit))

    def span(self, start: int, end: int) -> Span:
        """Find the code points of a stretch of the compared form; the last letter keeps its marks."""
        return Span(self._offset(start), end_of_letter(self.text, self._offset(end - 1), len(self.text)))

    def _indexed(self, needle: str) -> Iterator[int]:
        # every place of the needle has an indexed one among its first four
        found = [
            place - shift
            for shift in range(_STEP)
            for place in self._index.get(needle[shift : shift + _GRAM], ())
        ]
        return (place for place in sorted(found) if place >= 0 and self.folded.startswith(needle, place))

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """The places of runs of eight code points, of which every fourth is indexed."""
        index: dict[str, list[int]] = {}
        folded = self.folded
        for place in range(0, len(folded) - _GRAM + 1, _STEP):
            index.setdefault(folded[place : place + _GRAM], []).append(place)
        return index

    def _offset(self, place: int) -> int:
        """Find the code point that a place of the compared form comes from."""
        block = bisect_right(self._block_places, place) - 1
        offsets = self._offsets.get(block)
        if offsets is None:
            low = block * _BLOCK
            offsets = self._offsets[block] = array("q")
            for offset, character in enumerate(self.text[low : low + _BLOCK], low):
                offsets.extend([offset] * len(comparable(character)))
        return offsets[place - self._block_places[block]]
