"""Scores mean what they say."""

from __future__ import annotations

import pytest

from hashiya.suggest.calibration import Weights, fit, logit

START = Weights((0.0, 1.0))


def test_without_examples_the_weights_stay() -> None:
    assert fit(START, ()) == START


def test_a_probability_survives_its_logit() -> None:
    assert START.probability([logit(0.8)]) == pytest.approx(0.8)


@pytest.mark.parametrize("right", [0, 10, 50, 90, 100])
def test_many_examples_give_their_share(right: int) -> None:
    examples = [((logit(0.5),), number < right) for number in range(100)]
    assert fit(START, examples * 10).probability([logit(0.5)]) == pytest.approx(right / 100, abs=0.02)


def test_a_few_examples_move_a_score_only_a_little() -> None:
    examples = [((logit(0.5),), True)] * 3
    assert 0.5 < fit(START, examples).probability([logit(0.5)]) < 0.7


def test_a_sign_that_tells_nothing_loses_its_weight() -> None:
    examples = [((sign,), number % 2 == 0) for number in range(400) for sign in (-1.0, 1.0)]
    assert abs(fit(START, examples).values[1]) < 0.1


def test_extreme_signs_neither_overflow_nor_reach_certainty() -> None:
    fitted = fit(START, [((logit(1.0),), True), ((logit(0.0),), False)] * 1000)
    assert 0 < fitted.probability([logit(0.0)]) < 0.01
    assert 0.99 < fitted.probability([logit(1.0)]) < 1
