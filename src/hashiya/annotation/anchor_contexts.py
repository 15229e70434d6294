"""How well the surroundings of a place agree with the ones that were kept with a quotation.

Texts are compared folded and without spaces, so that marks, letter forms and line ends make no difference.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hashiya.text.folding import fold
from hashiya.text.paragraphs import SEPARATORS

if TYPE_CHECKING:
    from collections.abc import Iterator

PARAGRAPH_ENDS = re.compile(f"[{SEPARATORS}]+")
"""One or more paragraph separators, of whatever kind."""

PIECE = 6
"""Code points of a piece of context: about a word, so that unrelated texts share hardly any."""

_SHORTEST_PIECE = 3
_SHIFT = 4
"""By how many compared code points a piece may stand nearer or further than it did."""

_FEWEST_PIECES = 4
"""An article's beginning or end leaves few pieces; fewer than these never count as all."""


class Contexts:
    """The folded text before and after a quotation, cut in pieces, to be looked for beside other places.

    Attributes:
        before: compared text that stood before the quotation.
        after: compared text that stood after it.
        reach: how many compared code points on each side of a place are looked at.
    """

    __slots__ = ("_pieces_after", "_pieces_before", "after", "before", "reach")

    def __init__(self, prefix: str, suffix: str) -> None:
        self.before = comparable(prefix)
        self.after = comparable(suffix)
        self.reach = max(len(self.before), len(self.after)) + _SHIFT
        # cut from the quotation outwards, each with its distance
        self._pieces_before = [(distance, piece[::-1]) for distance, piece in _pieces(self.before[::-1])]
        self._pieces_after = list(_pieces(self.after))

    def agreement(self, before: str, after: str) -> Agreement:
        """How much of the contexts stands beside a place.

        Args:
            before: compared text that ends where the place begins, at least ``reach`` long if there is that.
            after: compared text that begins where the place ends.
        """
        found = 0
        for distance, piece in self._pieces_before:
            high = len(before) - distance + _SHIFT
            found += before.find(piece, max(0, high - len(piece) - 2 * _SHIFT), max(0, high)) >= 0
        for distance, piece in self._pieces_after:
            low = distance - _SHIFT
            found += after.find(piece, max(0, low), low + len(piece) + 2 * _SHIFT) >= 0
        return Agreement(
            found, found / max(len(self._pieces_before) + len(self._pieces_after), _FEWEST_PIECES)
        )


class Agreement(NamedTuple):
    """How well a place's surroundings agree with a quotation's contexts.

    Attributes:
        pieces: how many pieces stand beside the place.
        share: those of all there are, 0 to 1.
    """

    pieces: int
    share: float


def comparable(text: str) -> str:
    """``text`` folded and without spaces and line ends."""
    return fold(text).replace(" ", "").replace("\n", "")


def _pieces(context: str) -> Iterator[tuple[int, str]]:
    for start in range(0, len(context), PIECE):
        piece = context[start : start + PIECE]
        if len(piece) >= _SHORTEST_PIECE:
            yield start, piece
