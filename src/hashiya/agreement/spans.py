"""Precision, recall and F1 of one annotator's spans against another's, by label."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from hashiya.agreement.tally import ratio

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.agreement.tally import Counts
    from hashiya.agreement.unit import Unit

_FIRST, _SECOND, _EQUAL, _FIRST_MET, _SECOND_MET = range(5)
NO_SPANS: Counts = dict.fromkeys(range(5), 0)


class Score(NamedTuple):
    """How far the spans of one annotator are those of another, who counts as the reference.

    Attributes:
        precision: the part of the spans that the reference has.
        recall: the part of the reference's spans that are there.
        f1: the harmonic mean of both.
    """

    precision: float | None
    recall: float | None
    f1: float | None


def count_spans(first: Sequence[Unit], second: Sequence[Unit]) -> Counts:
    """Count the spans of two annotators that are equal, and those that meet one of the other.

    Args:
        first: units of the reference, of one label or of several; a span meets only one of its own label.
        second: units of the other annotator.
    """
    return {
        _FIRST: len(first),
        _SECOND: len(second),
        _EQUAL: len({*first} & {*second}),
        _FIRST_MET: _meeting(first, second),
        _SECOND_MET: _meeting(second, first),
    }


def exact(counts: Counts) -> Score:
    """Score spans by those that are equal to one of the other annotator."""
    return _score(counts[_EQUAL], counts[_EQUAL], counts)


def overlap(counts: Counts) -> Score:
    """Score spans by those that share at least one code point with one of the other annotator."""
    return _score(counts[_SECOND_MET], counts[_FIRST_MET], counts)


def _score(second_right: float, first_found: float, counts: Counts) -> Score:
    precision = ratio(second_right, counts[_SECOND])
    recall = ratio(first_found, counts[_FIRST])
    if precision is None or recall is None:
        return Score(precision, recall, None if precision is recall is None else 0.0)
    return Score(precision, recall, ratio(2 * precision * recall, precision + recall) or 0.0)


def _meeting(units: Sequence[Unit], others: Sequence[Unit]) -> int:
    """Count the units that overlap one of the others with the same label."""
    by_label: dict[str, list[tuple[int, int]]] = {}
    for start, end, label in others:
        by_label.setdefault(label, []).append((start, end))
    places = {}
    for label, spans in by_label.items():
        spans.sort()
        places[label] = [start for start, _ in spans], [*accumulate((end for _, end in spans), max)]
    met = 0
    for start, end, label in units:
        if label in places:
            starts, ends = places[label]
            before = bisect_left(starts, end)
            met += before > 0 and ends[before - 1] > start
    return met
