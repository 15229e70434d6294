"""Choose annotations that do not overlap, for formats that give each token one tag."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hashiya.annotation.annotation import Annotation


def flat(annotations: Iterable[Annotation]) -> Sequence[Annotation]:
    """Return annotations of which no two overlap, in the order of the text; of two that do, the shorter."""
    starts: list[int] = []
    kept: list[Annotation] = []
    for annotation in sorted(annotations, key=lambda each: (each.end - each.start, each.start)):
        place = bisect_left(starts, annotation.end)
        if place and kept[place - 1].end > annotation.start:
            continue
        starts.insert(place, annotation.start)
        kept.insert(place, annotation)
    return kept
