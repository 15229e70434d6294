"""γ: agreement on units and their labels at once, from the best alignment of the units (see `disorder`).

γ is 1 less the observed disorder over the disorder expected by chance. Over several articles, both are means
weighted by how many units an annotator has in an article on average; of one article, γ is that of the paper.
"""

from __future__ import annotations

from math import sqrt
from random import Random
from statistics import fmean, pvariance
from typing import TYPE_CHECKING

from hashiya.agreement.clusters import disorder_of_many
from hashiya.agreement.disorder import disorder_of_pair
from hashiya.agreement.sampling import Sampler

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.agreement.tally import Counts
    from hashiya.agreement.unit import Unit

MOST_ANNOTATORS = 8
"""The best alignment of more annotators would take too long."""
_CONFIDENCE = 1.96
_OBSERVED, _EXPECTED, _VARIANCE = "observed", "expected", "variance"


def count_disorder(units: Sequence[Sequence[Unit]], seed: str, samples: int) -> Counts:
    """Measure the disorder of an article's units, and that of random annotations of it.

    The order of the annotators makes no difference.

    Args:
        units: the units of each annotator, sorted; at most `MOST_ANNOTATORS`.
        seed: the beginning of the random numbers.
        samples: how many random annotations to draw.
    """
    units = sorted(map(tuple, units))
    mean = fmean(map(len, units))
    if not mean:
        return {_OBSERVED: 0.0, _EXPECTED: 0.0, _VARIANCE: 0.0}
    sampler = Sampler(units, Random(seed))  # noqa: S311  no secret
    drawn = [_mean_disorder(sampler.draw()) for _ in range(samples)]
    return {
        _OBSERVED: mean * _mean_disorder(units),
        _EXPECTED: mean * fmean(drawn),
        _VARIANCE: mean**2 * pvariance(drawn) / samples,
    }


def gamma(counts: Counts) -> float | None:
    """Calculate γ; None without a unit."""
    expected = counts[_EXPECTED]
    return 1 - counts[_OBSERVED] / expected if expected else None


def precision(counts: Counts) -> float | None:
    """Return by which part the expected disorder may be wrong at 95 % confidence; None without a unit."""
    expected = counts[_EXPECTED]
    return _CONFIDENCE * sqrt(counts[_VARIANCE]) / expected if expected else None


def _mean_disorder(units: Sequence[Sequence[Unit]]) -> float:
    """Return the disorder of the best alignment, per unit that an annotator has on average."""
    disorder = disorder_of_pair(*units) if len(units) == 2 else disorder_of_many(units)
    return disorder / fmean(map(len, units))
