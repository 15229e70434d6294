"""γ: dissimilarity, alignment and chance."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from hashiya.agreement.clusters import disorder_of_many
from hashiya.agreement.disorder import align, dissimilarity
from hashiya.agreement.gamma import Sampling, count_disorder, gamma, precision
from hashiya.agreement.matching import ALONE
from hashiya.agreement.sampling import Sampler
from hashiya.agreement.tally import add
from hashiya.agreement.unit import Unit
from tests.agreement.units import random_units, seeded, some_units, varied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.agreement.tally import Counts, Tally


def least_disorder(first: Sequence[Unit], second: Sequence[Unit]) -> float:
    """Return the least disorder of all alignments of two annotators."""
    if len(first) > len(second):
        first, second = second, first
    best = float(len(first) + len(second))
    for order in permutations(range(len(second)), len(first)):
        costs = [min(dissimilarity(unit, second[index]), 2) for unit, index in zip(first, order, strict=True)]
        best = min(best, sum(costs) + len(second) - len(first))
    return best


def test_units_differ_by_their_ends_and_their_labels() -> None:
    unit = Unit(0, 10, "A")
    assert dissimilarity(unit, unit) == 0
    assert dissimilarity(unit, Unit(5, 15, "A")) == ((5 + 5) / (10 + 10)) ** 2
    assert dissimilarity(unit, Unit(0, 10, "B")) == 1


def test_units_that_differ_too_much_are_aligned_with_none() -> None:
    assert align([Unit(0, 4, "A")], [Unit(20, 24, "A")]) == ([ALONE], 2)


def test_near_units_are_aligned_although_they_do_not_overlap() -> None:
    assert align([Unit(0, 10, "A")], [Unit(11, 21, "A")]).partners == [0]


@given(some_units(), some_units(5))
def test_no_alignment_of_two_has_less_disorder(first: list[Unit], second: list[Unit]) -> None:
    assert align(first, second).disorder == pytest.approx(least_disorder(first, second))


@given(some_units(), some_units())
def test_many_annotators_are_aligned_as_two_are(first: list[Unit], second: list[Unit]) -> None:
    assert disorder_of_many([first, second]) == pytest.approx(align(first, second).disorder)


def test_a_unit_that_only_one_of_three_has_costs_one() -> None:
    both = [Unit(0, 5, "A"), Unit(20, 30, "B")]
    # the first unit lacks one of three: two of its three pairs cost 1
    assert disorder_of_many([both, both, both[1:]]) == pytest.approx(2 / 3)


def counted(units: Sequence[Sequence[Unit]], seed: str = "", samples: int = 10) -> Counts:
    observed = align(*units).disorder if len(units) == 2 else disorder_of_many(units)
    return count_disorder(units, observed, Sampling(seed, samples, precision=1))


def test_annotators_who_agree_have_a_gamma_of_one() -> None:
    units = random_units(seeded(1), 20, 400)
    assert gamma(counted([units, units])) == 1


def test_annotators_who_agree_by_chance_have_a_gamma_near_zero() -> None:
    random = seeded(2)
    found = [
        gamma(counted([random_units(random, 30, 500), random_units(random, 30, 500)], str(seed)))
        for seed in range(10)
    ]
    assert abs(sum(each or 0 for each in found) / len(found)) < 0.1


def test_without_a_unit_there_is_no_gamma() -> None:
    counts = counted([[], []])
    assert gamma(counts) is None
    assert precision(counts) is None


@pytest.mark.parametrize("annotators", [2, 3])
def test_the_order_of_the_annotators_makes_no_difference(annotators: int) -> None:
    random = seeded(3)
    first = random_units(random, 20, 300)
    units = [first, *(varied(random, first) for _ in range(annotators - 1))]
    assert counted(units) == counted(units[::-1])


def test_the_same_seed_gives_the_same_gamma() -> None:
    units = [random_units(seeded(4), 20, 300), random_units(seeded(5), 20, 300)]
    assert counted(units, "a") == counted(units, "a")
    assert counted(units, "a") != counted(units, "b")


def test_random_annotations_keep_lengths_and_labels_and_begin_within_the_text() -> None:
    units = random_units(seeded(6), 20, 300)
    first, last = units[0].start, max(unit.end for unit in units)
    sampler = Sampler([units, []], seeded(7))
    for _ in range(20):
        drawn = sampler.draw()
        assert len(drawn) == 2
        for each in filter(None, drawn):
            assert sorted((end - start, label) for start, end, label in each) == sorted(
                (end - start, label) for start, end, label in units
            )
            assert all(first <= unit.start < last for unit in each)


def test_more_is_drawn_until_the_wanted_precision_is_reached() -> None:
    units = [random_units(seeded(8), 5, 100), random_units(seeded(9), 5, 100)]
    observed = align(*units).disorder

    def found(wanted: float) -> float:
        return precision(count_disorder(units, observed, Sampling("", 10, wanted))) or 0

    assert found(0.05) < 0.06 < found(1)


def test_one_random_annotation_of_each_of_many_articles_tells_as_much_as_thirty() -> None:
    random = seeded(11)
    few: Tally = {}
    many: Tally = {}
    for article in range(60):
        first = random_units(random, 30, 600)
        units = [first, varied(random, first)]
        observed = align(*units).disorder
        for total, samples in ((few, 1), (many, 30)):
            add(total, {("γ", ""): count_disorder(units, observed, Sampling(str(article), samples, 1))})
    one, thirty = few["γ", ""], many["γ", ""]
    assert gamma(one) == pytest.approx(gamma(thirty), abs=0.01)
    told, sure = precision(one), precision(thirty)
    assert told is not None
    assert sure is not None
    assert sure < told < 0.05
    assert abs(one["expected"] / thirty["expected"] - 1) < told + sure


def test_a_single_random_annotation_tells_no_precision() -> None:
    units = [random_units(seeded(12), 30, 600), random_units(seeded(13), 30, 600)]
    assert precision(count_disorder(units, 10, Sampling("", 1, 1))) is None
    few = [each[:5] for each in units]
    assert precision(count_disorder(few, 10, Sampling("", 1, 1))) is not None, "two of a short article"


def test_thousands_of_units_upon_one_another_are_aligned_within_bounds() -> None:
    units = [Unit(start, start + 400 + start % 7, "A") for start in range(5_000)]
    aligned = align(units, units)
    assert aligned.disorder == 0
    assert aligned.partners == [*range(5_000)]


def test_a_long_article_is_compared_with_fewer_random_annotations(monkeypatch: pytest.MonkeyPatch) -> None:
    units = [[Unit(10 * number, 10 * number + 5, "A") for number in range(count)] for count in (30, 20)]
    drawn: list[Sequence[Sequence[Unit]]] = []
    draw = Sampler.draw

    def counted(sampler: Sampler) -> Sequence[Sequence[Unit]]:
        drawn.append(draw(sampler))
        return drawn[-1]

    monkeypatch.setattr(Sampler, "draw", counted)
    monkeypatch.setattr("hashiya.agreement.gamma._MOST_DRAWN", 500)
    count_disorder(units, 1.0, Sampling("seed", 40, 0.0001))
    assert len(drawn) == 500 // 50
    monkeypatch.setattr("hashiya.agreement.gamma._MOST_DRAWN", 10)
    drawn.clear()
    count_disorder(units, 1.0, Sampling("seed", 40, 0.0001))
    assert len(drawn) == 2
