"""Probabilities from several signs, by a logistic regression that few examples move only a little."""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEPS = 12
_FIRMNESS = 4.0
"""How firmly the weights are held to their start: about the number of examples that outweigh it."""

_CERTAIN = 0.001


class Weights(NamedTuple):
    """Weights of a constant and of the signs.

    Attributes:
        values: the constant first.
    """

    values: tuple[float, ...]

    def probability(self, signs: Sequence[float]) -> float:
        """Return the probability that signs mean."""
        return _logistic(_weighed(self.values, signs))


def logit(probability: float) -> float:
    """Return the logarithm of the odds, bounded on both sides."""
    bounded = min(max(probability, _CERTAIN), 1 - _CERTAIN)
    return log(bounded / (1 - bounded))


def fit(start: Weights, examples: Sequence[tuple[Sequence[float], bool]]) -> Weights:
    """Fit weights to examples by Newton's method, in a fixed number of steps.

    Args:
        start: the weights without any example.
        examples: signs, and whether they meant something.
    """
    values = list(start.values)
    size = len(values)
    for _ in range(_STEPS):
        gradient = [_FIRMNESS * (first - now) for first, now in zip(start.values, values, strict=True)]
        curvature = [[_FIRMNESS * (row == column) for column in range(size)] for row in range(size)]
        for signs, is_right in examples:
            row = (1.0, *signs)
            expected = _logistic(_weighed(values, signs))
            spread = expected * (1 - expected)
            for at, sign in enumerate(row):
                gradient[at] += (is_right - expected) * sign
                weighted = spread * sign
                line = curvature[at]
                for other, further in enumerate(row):
                    line[other] += weighted * further
        values = [now + step for now, step in zip(values, _solved(curvature, gradient), strict=True)]
    return Weights(tuple(values))


def _weighed(values: Sequence[float], signs: Sequence[float]) -> float:
    return values[0] + sum(weight * sign for weight, sign in zip(values[1:], signs, strict=True))


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-min(max(value, -30.0), 30.0)))


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve linear equations whose matrix is positive definite, by elimination."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for pivot in range(size):
        for below in range(pivot + 1, size):
            factor = rows[below][pivot] / rows[pivot][pivot]
            for column in range(pivot, size + 1):
                rows[below][column] -= factor * rows[pivot][column]
    solved = [0.0] * size
    for at in reversed(range(size)):
        known = sum(rows[at][column] * solved[column] for column in range(at + 1, size))
        solved[at] = (rows[at][size] - known) / rows[at][at]
    return solved
