"""The choice of annotations that do not overlap."""

from __future__ import annotations

from hashiya.exchange.flat import flat
from hashiya.text.spans import Span
from tests.exchange.test_round_trips import document


def kept(*spans: tuple[int, int]) -> list[tuple[int, int]]:
    annotations = document("x" * 30, [Span(*span) for span in spans]).annotations
    return [(each.start, each.end) for each in flat(annotations)]


def test_of_two_that_overlap_the_shorter_stays() -> None:
    assert kept((0, 10), (2, 4), (3, 8)) == [(2, 4)]
    assert kept((0, 5), (4, 8), (7, 20)) == [(4, 8)]


def test_those_that_touch_stay_in_the_order_of_the_text() -> None:
    assert kept((5, 9), (0, 5), (9, 30)) == [(0, 5), (5, 9), (9, 30)]


def test_of_two_of_one_place_the_first_stays() -> None:
    assert kept((1, 3), (1, 3)) == [(1, 3)]
