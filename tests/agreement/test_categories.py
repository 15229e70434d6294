"""Coefficients, by the worked examples of their authors."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from hashiya.agreement.categories import Given, alpha, coefficients, of_each_label

if TYPE_CHECKING:
    from _collections_abc import dict_items

# Fleiss's kind of table: of each of ten subjects, how many of fourteen raters chose each of five categories
_FLEISS = """0 0 0 0 14
0 2 6 4 2
0 0 3 5 6
0 3 9 2 0
2 2 8 1 1
7 7 0 0 0
3 2 6 3 0
2 5 3 2 2
6 5 2 1 0
0 2 2 3 7"""


def items(*coders: str) -> Counter[tuple[str, ...]]:
    return Counter(zip(*coders, strict=True))


def test_cohen() -> None:
    given = Counter({("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15})
    assert coefficients(given).share == pytest.approx(0.7)
    assert coefficients(given).kappa == pytest.approx(0.4)


def test_fleiss() -> None:
    rows = [[int(number) for number in line.split()] for line in _FLEISS.splitlines()]
    given = Counter(
        tuple(category for category, times in enumerate(row) for _ in range(times)) for row in rows
    )
    assert coefficients(given).kappa == pytest.approx(0.20993, abs=1e-5)


def test_krippendorff_with_two_values() -> None:
    assert alpha(items("0100000010", "1110010000")) == pytest.approx(0.095, abs=5e-4)


def test_krippendorff_with_five_values() -> None:
    assert alpha(items("aabbdcccedda", "babbbcccedd" + "d")) == pytest.approx(0.692, abs=5e-4)


def test_items_of_several_pairs_have_the_kappa_of_fleiss() -> None:
    given = items("aaab", "abab")
    swapped = {pair[::-1]: number for pair, number in given.items()}
    assert coefficients(given, is_pair=False).kappa == coefficients(swapped, is_pair=False).kappa
    assert coefficients(given, is_pair=False).kappa == pytest.approx((0.75 - 0.53125) / (1 - 0.53125))


def test_one_category_for_everything_measures_nothing() -> None:
    assert coefficients(items("aaa", "aaa")) == (1.0, None, None)


def test_no_items_measure_nothing() -> None:
    assert coefficients({}) == (None, None, None)


class Passes(dict[Given, float]):
    """Items that count how often somebody goes through them."""

    count = 0

    def items(self) -> dict_items[Given, float]:
        self.count += 1
        return super().items()


def test_labels_are_taken_out_of_sets_of_labels_in_one_pass() -> None:
    given = Passes({(("A", "Q"), ("Q",)): 2, (("A",), ()): 1, (("Q",), ("Q",)): 4, (("A",),) * 3: 5})
    assert of_each_label(given, ["A", "Q", "Z"]) == {
        "A": {(("A",), ()): 3, ((), ()): 4, (("A",),) * 3: 5},
        "Q": {(("Q",), ("Q",)): 6, ((), ()): 1, ((),) * 3: 5},
        "Z": {((), ()): 7, ((),) * 3: 5},
    }
    assert given.count == 1
