"""Draw random annotations of an article, for the disorder that is expected by chance.

As in section 5.2 of the paper on γ (see `disorder`): each random annotator has the units of an annotator
drawn at random, moved along the text by a random distance, and those that would leave it at the end come in
at its beginning. The distances differ by at least half the mean length of a unit.
"""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from hashiya.agreement.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

_TRIES = 50
"""Distances drawn until one is far enough from all others; then any distance does."""


class Sampler:
    """Draws random annotations of one article, which lie between its first and its last unit."""

    def __init__(self, units: Sequence[Sequence[Unit]], random: Random) -> None:
        """Look at the units.

        Args:
            units: the units of each annotator; at least one unit in all.
            random: the source of random numbers.
        """
        every = [unit for each in units for unit in each]
        self._units = units
        self._random = random
        self._start = min(unit.start for unit in every)
        self._length = max(unit.end for unit in every) - self._start
        self._apart = fmean(unit.end - unit.start for unit in every) / 2

    def draw(self) -> Sequence[Sequence[Unit]]:
        """Draw annotations with at least one unit, by as many annotators as the article has."""
        while True:
            moves: list[int] = []
            drawn = []
            for _ in self._units:
                moves.append(self._move(moves))
                drawn.append(self._moved(self._random.choice(self._units), moves[-1]))
            if any(drawn):
                return drawn

    def _move(self, others: Sequence[int]) -> int:
        for _ in range(_TRIES):
            move = int(self._random.random() * self._length)
            if all(abs(move - other) >= self._apart for other in others):
                break
        return move

    def _moved(self, units: Sequence[Unit], by: int) -> Sequence[Unit]:
        end = self._start + self._length
        made = Unit._make
        return [
            made((at, at + stop - start, label))
            for start, stop, label in units
            for at in (start + by if start + by < end else start + by - self._length,)
        ]
