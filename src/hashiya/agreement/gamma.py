"""γ: agreement on units and their labels at once, from the best alignment of the units (see `disorder`).

γ is 1 less the observed disorder over the disorder expected by chance. Over several articles, both are means
weighted by how many units an annotator has in an article on average; of one article, γ is that of the paper.
"""

from __future__ import annotations

from math import ceil, sqrt
from random import Random
from statistics import fmean, variance
from typing import TYPE_CHECKING, NamedTuple

from hashiya.agreement.clusters import disorder_of_many
from hashiya.agreement.disorder import align
from hashiya.agreement.sampling import Sampler

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.agreement.tally import Counts
    from hashiya.agreement.unit import Unit

MOST_ANNOTATORS = 8
"""The best alignment of more annotators would take too long."""
_CONFIDENCE = 1.96
_MOST_TIMES = 10
"""Random annotations at most, as a multiple of the wanted ones."""
_MOST_DRAWN = 1_000_000
"""Units drawn at random at most for an article: the more it has, the less their disorder varies."""
_FEWEST = 2
"""Random annotations at least, from which a variance can be told."""
_MANY = 40
"""Units of an article of whose disorder one random annotation tells enough, among many articles."""
_OBSERVED, _EXPECTED, _VARIANCE = "observed", "expected", "variance"
_ONCE, _WEIGHTS, _SUM, _SQUARES = "once", "weights", "sum", "squares"
"""Of the articles with one random annotation: their number, squared weights, and the disorders' sums."""


class Sampling(NamedTuple):
    """How the disorder expected by chance is estimated, as in section 5.3 of the paper.

    Attributes:
        seed: the beginning of the random numbers.
        samples: how many random annotations to draw first; 1 is enough for an article of many units only.
        precision: by which part the mean may be wrong at 95 % confidence; more are drawn for it.
    """

    seed: str
    samples: int
    precision: float


def count_disorder(units: Sequence[Sequence[Unit]], observed: float, sampling: Sampling) -> Counts:
    """Measure the disorder of random annotations of an article, beside that of its own.

    The order of the annotators makes no difference.

    Args:
        units: the units of each annotator, sorted; at most `MOST_ANNOTATORS`.
        observed: the disorder of their best alignment.
        sampling: how random annotations are drawn.
    """
    units = sorted(map(tuple, units))
    mean = fmean(map(len, units))
    if not mean:
        return {_OBSERVED: 0.0, _EXPECTED: 0.0, _VARIANCE: 0.0}
    sampler = Sampler(units, Random(sampling.seed))  # noqa: S311  no secret
    count = sum(map(len, units))
    if sampling.samples == 1 and count >= _MANY:
        only = _mean_disorder(sampler.draw())
        return {
            _OBSERVED: observed,
            _EXPECTED: mean * only,
            _VARIANCE: 0.0,
            _ONCE: 1,
            _WEIGHTS: mean**2,
            _SUM: only,
            _SQUARES: only**2,
        }
    most = max(_FEWEST, _MOST_DRAWN // count)
    samples = max(_FEWEST, min(sampling.samples, most))
    drawn = [_mean_disorder(sampler.draw()) for _ in range(samples)]
    needed = variance(drawn) * (_CONFIDENCE / sampling.precision / fmean(drawn)) ** 2
    more = min(ceil(needed), _MOST_TIMES * sampling.samples, most) - samples
    drawn += (_mean_disorder(sampler.draw()) for _ in range(more))
    return {
        _OBSERVED: observed,
        _EXPECTED: mean * fmean(drawn),
        _VARIANCE: mean**2 * variance(drawn) / len(drawn),
    }


def gamma(counts: Counts) -> float | None:
    """Calculate γ; None without a unit."""
    expected = counts[_EXPECTED]
    return 1 - counts[_OBSERVED] / expected if expected else None


def precision(counts: Counts) -> float | None:
    """Return by which part the expected disorder may be wrong at 95 % confidence; None if unknown."""
    expected, variance_of_sum = counts[_EXPECTED], counts[_VARIANCE]
    if once := counts.get(_ONCE, 0):
        if once == 1:
            return None
        # the variance of one random annotation, pooled over articles, which can only be too great
        spread = (counts[_SQUARES] - counts[_SUM] ** 2 / once) / (once - 1)
        variance_of_sum += counts[_WEIGHTS] * max(spread, 0.0)
    return _CONFIDENCE * sqrt(variance_of_sum) / expected if expected else None


def _mean_disorder(units: Sequence[Sequence[Unit]]) -> float:
    """Return the disorder of the best alignment, per unit that an annotator has on average."""
    disorder = align(*units).disorder if len(units) == 2 else disorder_of_many(units)
    return disorder / fmean(map(len, units))
