"""Group the annotations that no other annotator has made exactly so: one group is one thing to decide."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hashiya.annotation.annotation import Annotation

_MUCH = 0.5
"""Shared code points over all code points from which two spans mean the same words."""

_MOST = 64
"""Annotations of one group, or near one group, that are compared with each other; so time stays linear."""


class By(NamedTuple):
    """An annotation and the number of its annotator."""

    annotator: int
    annotation: Annotation

    @property
    def span(self) -> Span:
        """The code points of the annotation."""
        return self.annotation.span


def groups(alone: Iterable[By]) -> Sequence[Sequence[By]]:
    """Group annotations that overlap: those of one label, and those that differ in little but the label.

    A span within another one of the same annotator is nested, so the two are decided apart.
    """
    by_label: dict[str, list[By]] = defaultdict(list)
    for each in alone:
        by_label[each.annotation.label].append(each)
    found = [
        group
        for members in by_label.values()
        for stretch in _stretches(members)
        for group in _without_nesting(stretch)
    ]
    return _with_other_labels(found)


def extent(group: Sequence[By]) -> Span:
    """Return the shortest span that covers a group."""
    if len(group) == 1:
        return group[0].span
    return Span(min(each.span.start for each in group), max(each.span.end for each in group))


def _stretches(members: Iterable[By]) -> list[list[By]]:
    """Divide annotations into stretches of text whose spans overlap one another."""
    found: list[list[By]] = []
    end = -1
    for each in sorted(members, key=lambda by: (by.annotation.start, by.annotation.end)):
        if each.annotation.start >= end:
            found.append([])
        found[-1].append(each)
        end = max(end, each.annotation.end)
    return found


def _without_nesting(stretch: list[By]) -> list[list[By]]:
    """Divide a stretch in which an annotator has spans within spans; the nearest spans stay together."""
    if len({each.annotator for each in stretch}) == len(stretch) or len(stretch) > _MOST:
        return [stretch]
    group_of = {index: [index] for index in range(len(stretch))}

    def join(first: int, second: int) -> None:
        if (group := group_of[first]) is not (other := group_of[second]):
            group.extend(other)
            group_of.update(dict.fromkeys(other, group))

    def nested(first: int, second: int) -> bool:
        """Tell whether an annotator of one group has a span in the other group that overlaps their own."""
        return any(
            stretch[one].annotator == stretch[two].annotator and stretch[one].span.overlaps(stretch[two].span)
            for one in group_of[first]
            for two in group_of[second]
        )

    pairs = [
        (-_likeness(stretch[first].span, stretch[second].span), first, second)
        for first, second in combinations(range(len(stretch)), 2)
        if stretch[first].annotator != stretch[second].annotator
        and stretch[first].span.overlaps(stretch[second].span)
    ]
    for _, first, second in sorted(pairs):
        if not nested(first, second):
            join(first, second)
    distinct = {id(group): group for group in group_of.values()}
    return [[stretch[index] for index in sorted(group)] for group in distinct.values()]


def _with_other_labels(found: list[list[By]]) -> list[list[By]]:
    """Join groups of different labels over the same words, each by annotators that the other one lacks.

    Who has both labels means both: an ACTOR within a QUOTE is no disagreement.
    """
    joined: list[list[By]] = []
    near: list[tuple[Span, list[By]]] = []
    for span, group in sorted(((extent(group), group) for group in found), key=lambda each: each[0]):
        near = [each for each in near if each[0].end > span.start][-_MOST:]
        likeness, other = 0.0, group
        for place, each in near:
            if (like := _likeness(span, place)) > likeness and _complete(group, each):
                likeness, other = like, each
        if likeness >= _MUCH:
            other.extend(group)
        else:
            joined.append(group)
            near.append((span, group))
    return joined


def _complete(first: Sequence[By], second: Sequence[By]) -> bool:
    """Tell whether two groups have different labels and no annotator in common."""
    if first[0].annotation.label == second[0].annotation.label:
        return False
    return {each.annotator for each in first}.isdisjoint(each.annotator for each in second)


def _likeness(first: Span, second: Span) -> float:
    """Return the share of the code points of two spans that both cover: 1 if they are equal."""
    shared = min(first.end, second.end) - max(first.start, second.start)
    whole = max(first.end, second.end) - min(first.start, second.start)
    return shared / whole if shared > 0 else 0.0
