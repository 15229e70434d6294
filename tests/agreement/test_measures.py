"""All measures of an article and of several, with their intervals."""

from __future__ import annotations

from typing import Any

import pytest

from hashiya.agreement.counting import count_pair, marks_of
from hashiya.agreement.gamma import Sampling
from hashiya.agreement.intervals import with_intervals
from hashiya.agreement.measures import labels_in, measures
from hashiya.agreement.tally import Tally, add
from hashiya.agreement.tokens import tokens_of
from hashiya.agreement.unit import Unit
from hashiya.annotation.annotation import Annotation
from tests.agreement.units import random_units, seeded, varied

TEXT = "وصل وفد من دمشق إلى موسكو. " * 20


def tally(first: list[Unit], second: list[Unit], seed: str = "", samples: int = 3) -> Tally:
    one, other = (marks_of(marked(units), tokens_of(TEXT)) for units in (first, second))
    return count_pair(one, other, len(TEXT), Sampling(seed, samples, precision=1)).tally


def marked(units: list[Unit]) -> list[Annotation]:
    return [
        Annotation(id=str(number), start=start, end=end, label=label)
        for number, (start, end, label) in enumerate(units)
    ]


def tallies(count: int = 12) -> list[Tally]:
    random = seeded(1)
    found = []
    for number in range(count):
        first = random_units(random, 12, 400)
        found.append(tally(first, varied(random, first), str(number)))
    return found


def total(of: list[Tally]) -> Tally:
    found: Tally = {}
    for each in of:
        add(found, each)
    return found


def numbers(measured: dict[str, Any]) -> list[object]:
    return [
        each
        for value in measured.values()
        for each in (numbers(value) if isinstance(value, dict) else [value])
    ]


def test_annotators_who_agree_wholly_have_the_best_of_every_measure() -> None:
    units = [Unit(0, 3, "EVENT"), Unit(4, 7, "ACTOR"), Unit(11, 15, "ACTOR"), Unit(20, 40, "QUOTE")]
    assert {*numbers(measures(tally(units, units), ["ACTOR", "EVENT", "QUOTE"]))} == {1.0}


def test_a_label_that_nobody_used_has_no_measure() -> None:
    units = [Unit(0, 3, "EVENT")]
    assert {*numbers(measures(tally(units, units), ["ACTOR"])["labels"])} == {None}


def test_without_the_text_only_words_are_not_measured() -> None:
    units = [Unit(0, 3, "EVENT"), Unit(9, 12, "ACTOR")]
    marks = marks_of(marked(units), None)
    found = measures(count_pair(marks, marks, 12, Sampling("", 2, precision=1)).tally, ["EVENT"])
    assert found["token"] == {"kappa": None, "alpha": None}
    assert found["unitizing_alpha"] == found["gamma"] == found["all"]["exact"]["f1"] == 1


def test_all_labels_together_are_the_sum_of_the_labels() -> None:
    first, second = [Unit(0, 3, "A"), Unit(5, 8, "B")], [Unit(0, 3, "A"), Unit(5, 9, "B")]
    found = measures(tally(first, second), ["A", "B"])
    assert found["all"]["exact"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert found["all"]["overlap"]["f1"] == 1


def test_the_annotators_swapped_have_the_same_measures_but_precision_and_recall() -> None:
    random = seeded(2)
    first = random_units(random, 15, 400)
    second = varied(random, first)
    labels = ["ACTOR", "EVENT", "QUOTE"]
    one, other = measures(tally(first, second), labels), measures(tally(second, first), labels)
    for name in ("token", "unitizing_alpha", "unitizing", "gamma"):
        assert one[name] == other[name]
    for name in ("exact", "overlap"):
        assert one["all"][name]["precision"] == other["all"][name]["recall"]
        assert one["all"][name]["f1"] == pytest.approx(other["all"][name]["f1"])


def test_an_interval_holds_its_measure_and_narrows_with_more_articles() -> None:
    def interval(of: list[Tally]) -> tuple[float, float, float]:
        whole = total(of)
        labels = labels_in(whole)
        found = with_intervals(measures(whole, labels), of, lambda each: measures(each, labels), "0")
        return found["gamma"], *found["gamma_interval"]

    value, low, high = interval(tallies(12))
    assert low < value < high
    value, narrow_low, narrow_high = interval(tallies(12) * 4)
    assert narrow_low < value < narrow_high
    assert narrow_high - narrow_low < 0.7 * (high - low)


def test_measures_whose_numbers_take_too_long_to_draw_have_no_interval(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of, labels = tallies(3), ["ACTOR"]
    whole = measures(total(of), labels)
    monkeypatch.setattr("hashiya.agreement.intervals._MOST_ADDED", 1000)
    found = with_intervals(whole, of, lambda each: measures(each, labels), "0")
    assert found["gamma"] == whole["gamma"]
    assert found["gamma_interval"] is None


def test_one_article_has_no_interval() -> None:
    of = tallies(1)
    found = with_intervals(measures(of[0], ["ACTOR"]), of, lambda each: measures(each, ["ACTOR"]), "0")
    assert found["gamma_interval"] is None
    assert found["labels"]["ACTOR"]["exact"]["f1_interval"] is None
