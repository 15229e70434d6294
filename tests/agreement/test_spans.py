"""Precision, recall and F1 of spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from hashiya.agreement.spans import count_spans, exact, overlap
from hashiya.agreement.unit import Unit
from tests.agreement.units import some_units

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST = [Unit(0, 5, "A"), Unit(10, 20, "A"), Unit(30, 40, "A"), Unit(50, 60, "A")]
SECOND = [Unit(0, 5, "A"), Unit(12, 18, "A")]


def test_exact_spans_are_equal() -> None:
    assert exact(count_spans(FIRST, SECOND)) == (1 / 2, 1 / 4, 1 / 3)


def test_overlapping_spans_share_a_code_point() -> None:
    assert overlap(count_spans(FIRST, SECOND)) == (1.0, 1 / 2, 2 / 3)
    assert overlap(count_spans([Unit(0, 5, "A")], [Unit(5, 9, "A")])) == (0.0, 0.0, 0.0)


def test_a_span_meets_only_its_own_label() -> None:
    assert overlap(count_spans([Unit(0, 5, "A")], [Unit(0, 5, "B")])) == (0.0, 0.0, 0.0)


def test_an_annotator_without_spans_has_no_precision() -> None:
    assert exact(count_spans(FIRST, [])) == (None, 0.0, 0.0)
    assert exact(count_spans([], [])) == (None, None, None)


@given(some_units(), some_units())
def test_a_span_meets_another_if_any_overlaps(first: list[Unit], second: list[Unit]) -> None:
    def met(units: Sequence[Unit], others: Sequence[Unit]) -> list[Unit]:
        return [
            each
            for each in units
            if any(o.label == each.label and o.start < each.end and each.start < o.end for o in others)
        ]

    score = overlap(count_spans(first, second))
    assert score.precision == (len(met(second, first)) / len(second) if second else None)
    assert score.recall == (len(met(first, second)) / len(first) if first else None)


@given(some_units(), some_units())
def test_the_other_annotator_as_reference_swaps_precision_and_recall(
    first: list[Unit], second: list[Unit]
) -> None:
    one, other = count_spans(first, second), count_spans(second, first)
    for score in (exact, overlap):
        precision, recall, f1 = score(one)
        assert score(other) == (recall, precision, f1)
