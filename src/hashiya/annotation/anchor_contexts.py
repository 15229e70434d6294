"""Compare the surroundings of a place with the context that was kept with a quotation.

Texts are compared folded and without spaces, so marks, letter forms and line ends make no difference.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hashiya.text.folding import fold
from hashiya.text.paragraphs import SEPARATORS

if TYPE_CHECKING:
    from collections.abc import Iterator

PARAGRAPH_ENDS = re.compile(f"[{SEPARATORS}]+")
"""One or more paragraph separators of any kind."""

PIECE = 6
"""Code points of a piece of context: about a word, so that unrelated texts share few pieces."""

_SHORTEST_PIECE = 3
_SHIFT = 4
"""Distance that a piece may have moved, in compared code points."""

_FEWEST_PIECES = 4
"""Fewest pieces that count as a whole context; near the ends of an article there may be fewer."""


class Contexts:
    """The compared text before and after a quotation, cut into pieces to look for beside other places.

    Attributes:
        before: compared text before the quotation.
        after: compared text after the quotation.
        reach: compared code points on each side of a place that are searched.
    """

    __slots__ = ("_pieces_after", "_pieces_before", "after", "before", "reach")

    def __init__(self, prefix: str, suffix: str) -> None:
        self.before = comparable(prefix)
        self.after = comparable(suffix)
        self.reach = reach = max(len(self.before), len(self.after)) + _SHIFT
        # cut from the quotation outwards, each with the stretch to search
        self._pieces_before = [
            (piece[::-1], max(0, reach - distance - len(piece) - _SHIFT), reach - distance + _SHIFT)
            for distance, piece in _pieces(self.before[::-1])
        ]
        self._pieces_after = [
            (piece, max(0, distance - _SHIFT), distance + len(piece) + _SHIFT)
            for distance, piece in _pieces(self.after)
        ]

    def agreement(self, folded: str, start: int, end: int) -> Agreement:
        """Measure how much of the context is beside ``folded[start:end]`` of a compared text."""
        found = self._found_before(folded, start) + self._found_after(folded, end)
        total = len(self._pieces_before) + len(self._pieces_after)
        return Agreement(found, found / max(total, _FEWEST_PIECES))

    def agrees_before(self, folded: str, start: int) -> bool:
        """Tell whether most of the context before the quotation is before ``start``."""
        return 2 * self._found_before(folded, start) > len(self._pieces_before)

    def agrees_after(self, folded: str, end: int) -> bool:
        """Tell whether most of the context after the quotation is after ``end``."""
        return 2 * self._found_after(folded, end) > len(self._pieces_after)

    def _found_before(self, folded: str, start: int) -> int:
        window = folded[max(0, start - self.reach) : start].rjust(self.reach, "\0")
        return _count(self._pieces_before, window)

    def _found_after(self, folded: str, end: int) -> int:
        return _count(self._pieces_after, folded[end : end + self.reach])


class Agreement(NamedTuple):
    """The agreement of a place's surroundings with a quotation's context.

    Attributes:
        pieces: the number of pieces beside the place.
        share: their share of all pieces, 0 to 1.
    """

    pieces: int
    share: float


def comparable(text: str) -> str:
    """Bring a text into the form that is compared: folded, without spaces and line ends."""
    return fold(text).replace(" ", "").replace("\n", "")


def _pieces(context: str) -> Iterator[tuple[int, str]]:
    for start in range(0, len(context), PIECE):
        piece = context[start : start + PIECE]
        if len(piece) >= _SHORTEST_PIECE:
            yield start, piece


def _count(pieces: list[tuple[str, int, int]], window: str) -> int:
    """Count the pieces that are in a window, each in its own stretch."""
    # most pieces are nowhere in the window, which ``in`` finds out fastest
    return sum(1 for piece, low, high in pieces if piece in window and window.find(piece, low, high) >= 0)
