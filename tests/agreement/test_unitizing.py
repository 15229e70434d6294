"""α for unitizing, by its definition written out."""

from __future__ import annotations

from itertools import pairwise, permutations, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from hashiya.agreement.pieces import cut
from hashiya.agreement.unit import Unit
from hashiya.agreement.unitizing import (
    Alphas,
    Squares,
    alpha_of_units,
    alphas,
    measure_lengths,
    squared_pieces,
)
from tests.agreement.units import flat_units, seeded, some_units, varied

if TYPE_CHECKING:
    from collections.abc import Sequence

    Side = list[tuple[int, int, str]]

LENGTH = 70


def measured(units: Sequence[Sequence[Unit]], length: int = LENGTH) -> Alphas:
    return alphas(*measure_lengths([cut(each) for each in units], length))


def whole(units: Sequence[Unit], length: int) -> Side:
    """Return the units of an annotator and the gaps between them, which have no label."""
    edges = sorted({0, length, *(edge for unit in units for edge in unit[:2])})
    labels = {unit.start: unit.label for unit in units}
    return [(start, end, labels.get(start, "")) for start, end in pairwise(edges)]


def shared(first: tuple[int, int, str], second: tuple[int, int, str]) -> int:
    return max(0, min(first[1], second[1]) - max(first[0], second[0]))


def defined(units: Sequence[Sequence[Unit]], length: int, *, binary: bool = False) -> float:
    """Calculate 1 - observed / expected from the coincidences of all pairs of categories."""
    sides = [whole(each, length) for each in units]
    name = (lambda label: "unit" if label else "") if binary else (lambda label: label)
    categories = sorted({name(label) for side in sides for _, _, label in side})
    observed = dict.fromkeys(product(categories, repeat=2), 0.0)
    for one, other in permutations(sides, 2):
        for first, second in product(one, other):
            observed[name(first[2]), name(second[2])] += shared(first, second) / (len(sides) - 1)
    total = sum(observed.values())
    of = {category: sum(observed[category, other] for other in categories) for category in categories}
    own = dict.fromkeys(categories, 0.0)
    for start, end, label in (piece for side in sides for piece in side):
        own[name(label)] += (end - start) ** 2 if label else end - start
    expected = {
        (one, other): total
        * (of[one] * of[other] - (own[one] if one == other else 0))
        / (total**2 - sum(own.values()))
        for one, other in product(categories, repeat=2)
    }
    unlike = [(one, other) for one, other in product(categories, repeat=2) if one != other]
    return 1 - sum(observed[each] for each in unlike) / sum(expected[each] for each in unlike)


@pytest.mark.parametrize("annotators", [2, 3, 4])
def test_units_side_by_side_have_the_alpha_of_the_definition(annotators: int) -> None:
    random = seeded(annotators)
    for _ in range(20):
        first = flat_units(random, 6, LENGTH)
        others = [varied(random, first) for _ in range(annotators - 1)]
        starts = {unit.start for unit in first}
        units = [first, *([unit for unit in each if unit.start in starts] for each in others)]
        found = measured(units)
        assert found.both == pytest.approx(defined(units, LENGTH), abs=1e-12)
        assert found.boundaries == pytest.approx(defined(units, LENGTH, binary=True), abs=1e-12)


def test_labels_are_measured_where_both_have_units() -> None:
    # 10 code points in which both say A, 5 in which one says A and the other B, 10 in which both say B
    first = [Unit(0, 15, "A"), Unit(20, 30, "B"), Unit(40, 50, "A")]
    second = [Unit(0, 10, "A"), Unit(10, 15, "B"), Unit(20, 30, "B")]
    observed, own = 2 * 5, 15**2 + 10**2 + 10**2 + 5**2 + 10**2
    expected = 50 * (2 * 25 * 25) / (50**2 - own)
    assert measured([first, second]).labels == pytest.approx(1 - observed / expected)


def test_equal_units_agree_wholly() -> None:
    units = [Unit(3, 9, "A"), Unit(12, 20, "B")]
    assert measured([units, units]) == (1.0, 1.0, 1.0)


def test_nothing_but_gaps_measures_nothing() -> None:
    assert measured([[], []]) == (None, None, None)


def test_nested_units_differ_only_where_one_annotator_lacks_the_inner_one() -> None:
    outer, inner = Unit(0, 40, "QUOTE"), Unit(10, 20, "ACTOR")
    lengths, squares = measure_lengths([cut([outer, inner]), cut([outer])], LENGTH)
    assert lengths == {
        (("QUOTE",), ("QUOTE",)): 30,
        (("ACTOR", "QUOTE"), ("QUOTE",)): 10,
        ((), ()): 30,
    }
    assert squares == Squares(10**2 + 10**2 + 20**2 + 40**2, 10**2 + 10**2 + 20**2 + 40**2)


def test_a_text_without_a_label_counts_as_a_gap_of_this_label() -> None:
    units = [[Unit(0, 10, "A")], [Unit(0, 12, "A")]]
    lengths, squares = measure_lengths([cut(each) for each in units], LENGTH)
    assert alpha_of_units(lengths, squared_pieces(units)) == measured(units).both
    assert squares.pieces == squared_pieces(units)


@given(some_units(), some_units())
def test_the_order_of_annotators_makes_no_difference(first: list[Unit], second: list[Unit]) -> None:
    assert measured([first, second]) == pytest.approx(measured([second, first]))
