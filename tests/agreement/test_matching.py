"""The best matching, against all matchings."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.agreement.matching import ALONE, best_matching

if TYPE_CHECKING:
    from collections.abc import Sequence

OTHERS = 4
options = st.lists(
    st.dictionaries(st.integers(0, OTHERS - 1), st.floats(-2, -0.01)).map(
        lambda row: [(loss, partner) for partner, loss in row.items()]
    ),
    max_size=4,
)


def loss(rows: Sequence[Sequence[tuple[float, int]]], partners: Sequence[int]) -> float:
    return sum(
        {partner: loss for loss, partner in row}[chosen]
        for row, chosen in zip(rows, partners, strict=True)
        if chosen != ALONE
    )


def least(rows: Sequence[Sequence[tuple[float, int]]]) -> float:
    """Return the least loss of all matchings."""
    found = 0.0
    for order in permutations([*range(OTHERS), *[ALONE] * len(rows)], len(rows)):
        allowed = [
            chosen if chosen in {partner for _, partner in row} else ALONE
            for row, chosen in zip(rows, order, strict=True)
        ]
        found = min(found, loss(rows, allowed))
    return found


@given(options)
def test_no_matching_is_better(rows: list[list[tuple[float, int]]]) -> None:
    partners = best_matching(rows, OTHERS)
    taken = [partner for partner in partners if partner != ALONE]
    assert len(taken) == len(set(taken))
    assert loss(rows, partners) == pytest.approx(least(rows))


def test_one_who_came_first_gives_way_to_a_better_pair() -> None:
    assert best_matching([[(-1.0, 0), (-0.9, 1)], [(-1.0, 0)]], 2) == [1, 0]


def test_one_who_came_first_is_left_alone_where_that_gains_more() -> None:
    assert best_matching([[(-0.5, 0)], [(-1.0, 0)]], 1) == [ALONE, 0]
