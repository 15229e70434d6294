"""Measure how much units differ, and align the units of two annotators so that they differ least.

The definitions are those of Mathet, Widlöcher and Métivier, "The Unified and Holistic Method Gamma (γ) for
Inter-Annotator Agreement Measure and Alignment", Computational Linguistics 41 (3), 2015, with the paper's
weights: α = β = 1, and 1 for a unit that is aligned with none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import sqrt
from typing import TYPE_CHECKING

from hashiya.agreement.matching import ALONE, best_matching

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.agreement.matching import Option
    from hashiya.agreement.unit import Unit

_REACH = sqrt(2)
"""Two units gain nothing by being aligned that are further apart, in parts of the sum of their lengths."""
_STEP = 4
"""Units are looked for among those of similar length: up to 4 code points, up to 16, and so on."""
_SLACK = 1e-6


def dissimilarity(first: Unit, second: Unit) -> float:
    """Return how much two units differ: 0 if they are equal, 2 or more if they had better not be aligned."""
    (start, end, label), (other_start, other_end, other_label) = first, second
    apart = (abs(start - other_start) + abs(end - other_end)) / (end - start + other_end - other_start)
    return apart * apart + (label != other_label)


class Near:
    """The units of an annotator, to be found by their place."""

    def __init__(self, units: Sequence[Unit]) -> None:
        groups: dict[int, list[tuple[int, int]]] = {}
        for index, (start, end, _) in enumerate(units):
            longest = _STEP
            while end - start > longest:
                longest *= _STEP
            groups.setdefault(longest, []).append((start + end, index))
        self._groups = []
        for longest, group in groups.items():
            group.sort()
            self._groups.append((longest, [centre for centre, _ in group], [index for _, index in group]))

    def within(self, unit: Unit, reach: float) -> Iterator[int]:
        """Yield the indices of units near another one, and of some that are further away.

        Args:
            unit: the other unit.
            reach: how far apart both ends may be together, in parts of the sum of the lengths.
        """
        start, end, _ = unit
        centre = start + end
        for longest, centres, indices in self._groups:
            far = reach * (end - start + longest) + _SLACK
            yield from indices[bisect_left(centres, centre - far) : bisect_right(centres, centre + far)]


def align_pair(first: Sequence[Unit], second: Sequence[Unit]) -> list[int]:
    """Align the units of two annotators so that the disorder is least.

    Returns:
        For each unit of the first the index of the second's unit, or `ALONE`.
    """
    return best_matching(_options(first, second), len(second))


def disorder_of_pair(first: Sequence[Unit], second: Sequence[Unit]) -> float:
    """Return the least disorder of all alignments of two annotators, summed over unitary alignments."""
    disorder = float(len(first) + len(second))
    options = _options(first, second)
    for chosen, partners in zip(best_matching(options, len(second)), options, strict=True):
        if chosen != ALONE:
            disorder += next(loss for loss, partner in partners if partner == chosen)
    return disorder


def _options(first: Sequence[Unit], second: Sequence[Unit]) -> list[list[Option]]:
    """List for each unit of the first those of the second with which alignment gains something."""
    near = Near(second)
    options = []
    for unit in first:
        start, end, label = unit
        found = []
        for index in near.within(unit, _REACH):  # as `dissimilarity`, without a call for each
            other_start, other_end, other_label = second[index]
            apart = abs(start - other_start) + abs(end - other_end)
            apart_in_parts = apart / (end - start + other_end - other_start)
            loss = apart_in_parts * apart_in_parts - (2.0 if label == other_label else 1.0)
            if loss < 0:
                found.append((loss, index))
        options.append(found)
    return options
