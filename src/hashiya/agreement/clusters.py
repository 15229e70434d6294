"""Align the units of more than two annotators so that they differ little (see `disorder`).

An alignment of n annotators is a matching in n dimensions, which is hard in general. The clusters, of one
unit of each annotator at most, are built annotator by annotator with exact matchings. Then each annotator is
matched again with the clusters of all others until nothing gets better, so the result is a local optimum.
"""

from __future__ import annotations

from math import comb, sqrt
from typing import TYPE_CHECKING

from hashiya.agreement.disorder import Near, dissimilarity
from hashiya.agreement.matching import ALONE, best_matching

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.agreement.matching import Option
    from hashiya.agreement.unit import Unit

_ROUNDS = 20
_LITTLE = 1e-9


def disorder_of_many(units: Sequence[Sequence[Unit]]) -> float:
    """Return the disorder of the best alignment that was found, summed over its unitary alignments.

    A unitary alignment costs the mean dissimilarity of its pairs; a pair of which a unit is missing counts
    as 1. So joining two clusters gains 1, and for each new pair 1 less its dissimilarity, over all pairs.
    """
    clusters = _Clusters(units)
    for annotator in range(len(units)):
        clusters.match(annotator)
    best = clusters.disorder()
    for _ in range(_ROUNDS):
        for annotator in range(len(units)):
            clusters.match(annotator)
        found = clusters.disorder()
        if found > best - _LITTLE:
            break
        best = found
    return best


class _Clusters:
    """Clusters of units: of each annotator the index of a unit, by annotator."""

    def __init__(self, units: Sequence[Sequence[Unit]]) -> None:
        self._units = units
        self._near = [Near(each) for each in units]
        self._pairs = comb(len(units), 2)
        self._clusters: list[dict[int, int]] = []

    def match(self, annotator: int) -> None:
        """Take an annotator's units out of the clusters and put them back where they gain most."""
        others = [
            without
            for each in self._clusters
            if (without := {other: index for other, index in each.items() if other != annotator})
        ]
        units = self._units[annotator]
        partners = best_matching([self._options(each, annotator) for each in others], len(units))
        free = {*range(len(units))} - {*partners}
        for cluster, partner in zip(others, partners, strict=True):
            if partner != ALONE:
                cluster[annotator] = partner
        self._clusters = [*others, *({annotator: index} for index in sorted(free))]

    def disorder(self) -> float:
        """Return the disorder of the clusters."""
        total = float(len(self._clusters))
        for cluster in self._clusters:
            members = [self._units[annotator][index] for annotator, index in cluster.items()]
            for place, unit in enumerate(members):
                total -= sum(1 - dissimilarity(unit, other) for other in members[:place]) / self._pairs
        return total

    def _options(self, cluster: dict[int, int], annotator: int) -> list[Option]:
        """List the units of an annotator that gain something in a cluster."""
        members = [self._units[other][index] for other, index in cluster.items()]
        reach = sqrt(1 + self._pairs / len(members))
        units = self._units[annotator]
        near = {each[-1] for member in members for each in self._near[annotator].within(member, reach)}
        options = []
        for index in sorted(near):
            unlike = sum(dissimilarity(member, units[index]) for member in members)
            gain = 1 + (len(members) - unlike) / self._pairs
            if gain > _LITTLE:
                options.append((-gain, index))
        return options
