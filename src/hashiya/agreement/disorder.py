"""Measure how much units differ, and align the units of two annotators so that they differ least.

The definitions are those of Mathet, Widlöcher and Métivier, "The Unified and Holistic Method Gamma (γ) for
Inter-Annotator Agreement Measure and Alignment", Computational Linguistics 41 (3), 2015, with the paper's
weights: α = β = 1, and 1 for a unit that is aligned with none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import fsum, sqrt
from typing import TYPE_CHECKING, NamedTuple

from hashiya.agreement.matching import ALONE, best_matching

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.agreement.matching import Option
    from hashiya.agreement.unit import Unit

_REACH = sqrt(2)
"""Two units gain nothing by being aligned that are further apart, in parts of the sum of their lengths."""
_STEP = 4
"""Units are looked for among those of similar length: up to 4 code points, up to 16, and so on."""
_SLACK = 1e-6
_MOST = 200
"""Units of similar length near another one, the nearest ones: no text has more, but a hostile file may."""


def dissimilarity(first: Unit, second: Unit) -> float:
    """Return how much two units differ: 0 if they are equal, 2 or more if they had better not be aligned."""
    (start, end, label), (other_start, other_end, other_label) = first, second
    apart = (abs(start - other_start) + abs(end - other_end)) / (end - start + other_end - other_start)
    return apart * apart + (label != other_label)


class Near:
    """The units of an annotator, to be found by their place."""

    def __init__(self, units: Sequence[Unit]) -> None:
        groups: dict[int, list[tuple[int, int, int, str, int]]] = {}
        for index, (start, end, label) in enumerate(units):
            longest = _STEP
            while end - start > longest:
                longest *= _STEP
            groups.setdefault(longest, []).append((start + end, start, end, label, index))
        self._groups = []
        for longest, group in groups.items():
            group.sort()
            self._groups.append((longest, [each[0] for each in group], group))

    def within(self, unit: Unit, reach: float) -> list[tuple[int, int, int, str, int]]:
        """Find the units near another one, and some that are further away.

        Args:
            unit: the other unit.
            reach: how far apart both ends may be together, in parts of the sum of the lengths.

        Returns:
            Of each unit the sum of start and end, the start, the end, the label and the index.
        """
        start, end, _ = unit
        centre = start + end
        found = []
        for longest, centres, group in self._groups:
            far = reach * (end - start + longest) + _SLACK
            first, last = bisect_left(centres, centre - far), bisect_right(centres, centre + far)
            if last - first > _MOST:
                middle = bisect_left(centres, centre)
                first, last = max(first, middle - _MOST // 2), min(last, middle + _MOST // 2)
            found += group[first:last]
        return found


class Aligned(NamedTuple):
    """The alignment of two annotators' units with the least disorder.

    Attributes:
        partners: for each unit of the first the index of the second's unit, or `ALONE`.
        disorder: the sum of the disorder of the unitary alignments.
    """

    partners: Sequence[int]
    disorder: float


def align(first: Sequence[Unit], second: Sequence[Unit]) -> Aligned:
    """Align the units of two annotators."""
    options = _options(first, second)
    partners = best_matching(options, len(second))
    losses = [
        next(loss for loss, partner in of_unit if partner == chosen)
        for chosen, of_unit in zip(partners, options, strict=True)
        if chosen != ALONE
    ]
    return Aligned(partners, len(first) + len(second) + fsum(losses))


def _options(first: Sequence[Unit], second: Sequence[Unit]) -> list[list[Option]]:
    """List for each unit of the first those of the second with which alignment gains something."""
    near = Near(second)
    options = []
    for unit in first:
        start, end, label = unit
        length = end - start
        found = []
        for _, other_start, other_end, other_label, index in near.within(unit, _REACH):
            # as `dissimilarity`, without a call for each
            apart = abs(start - other_start) + abs(end - other_end)
            parts = apart / (length + other_end - other_start)
            loss = parts * parts - (2.0 if label == other_label else 1.0)
            if loss < 0:
                found.append((loss, index))
        options.append(found)
    return options
