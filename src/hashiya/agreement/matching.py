"""Find the matching of two sides that gains most, exactly, where few pairs gain anything."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

Option: TypeAlias = tuple[float, int]
"""The negated gain of a pair, and the index of the partner on the other side."""

ALONE = -1
"""The partner of an element that has none."""


def best_matching(options: Sequence[Sequence[Option]], others: int) -> list[int]:
    """Match each element of one side with at most one of the other, so that the sum of the gains is greatest.

    Each element is placed by a shortest augmenting path, found by Dijkstra's algorithm with prices as by
    Jonker and Volgenant (1987), and it may stay alone without a gain. Where only near elements gain anything,
    paths are short, and the time is almost linear.

    Args:
        options: of each element, the partners with which it gains something.
        others: how many elements the other side has.

    Returns:
        For each element the index of its partner, or `ALONE`.
    """
    matching = _Matching(options, others)
    for element in range(len(options)):
        matching.place(element)
    return matching.partner_of


class _Matching:
    """A best matching of the elements that were placed so far.

    Attributes:
        partner_of: for each element the index of its partner, or `ALONE`.
    """

    def __init__(self, options: Sequence[Sequence[Option]], others: int) -> None:
        self.partner_of = [ALONE] * len(options)
        self._owner_of = [ALONE] * others
        self._options = options
        self._prices = [0.0] * others
        self._worth = [0.0] * len(options)
        """For each element the loss of its pair."""

    def place(self, element: int) -> None:
        """Match an element with its best partner, and free that partner if it is taken."""
        prices = self._prices
        least, chosen, worth = 0.0, ALONE, 0.0
        for loss, partner in self._options[element]:
            if loss - prices[partner] < least:
                least, chosen, worth = loss - prices[partner], partner, loss
        if chosen == ALONE:
            return
        if self._owner_of[chosen] == ALONE:
            self._pair(element, chosen, worth)
        else:
            self._augment(element)

    def _pair(self, element: int, partner: int, loss: float) -> None:
        self.partner_of[element] = partner
        self._worth[element] = loss
        if partner != ALONE:
            self._owner_of[partner] = element

    def _augment(self, root: int) -> None:
        """Place an element along the shortest augmenting path; one on the path may be left alone."""
        prices = self._prices
        distances: dict[int, float] = {}
        reached: dict[int, tuple[int, float]] = {}
        settled: dict[int, float] = {}
        waiting: list[tuple[float, int]] = []
        element, base = root, 0.0
        shortest, last, partner, worth = 0.0, root, ALONE, 0.0
        while True:
            for loss, other in self._options[element]:
                distance = base + loss - prices[other]
                if distance < shortest and other not in settled and distance < distances.get(other, shortest):
                    distances[other] = distance
                    reached[other] = element, loss
                    heappush(waiting, (distance, other))
            while waiting and waiting[0][1] in settled:
                heappop(waiting)
            if not waiting or waiting[0][0] >= shortest:
                break
            distance, other = heappop(waiting)
            if self._owner_of[other] == ALONE:
                shortest, partner = distance, other
                last, worth = reached[other]
                break
            settled[other] = distance
            element = self._owner_of[other]
            base = distance - self._worth[element] + prices[other]
            if base < shortest:
                shortest, last, partner, worth = base, element, ALONE, 0.0
        for other, distance in settled.items():
            if distance < shortest:
                prices[other] += distance - shortest
        self._shift(root, last, partner, worth, reached)

    def _shift(
        self, root: int, element: int, partner: int, loss: float, reached: dict[int, tuple[int, float]]
    ) -> None:
        """Give each element on a path the partner after it, from the last one to the first."""
        while True:
            former = self.partner_of[element]
            self._pair(element, partner, loss)
            if element == root:
                return
            partner = former
            element, loss = reached[former]
