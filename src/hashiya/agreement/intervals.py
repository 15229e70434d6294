"""Bootstrap intervals: how far measures would vary if other articles of the same kind had been annotated.

Articles are drawn with replacement, as many as there are (Efron and Tibshirani, "An Introduction to the
Bootstrap", 1993, chapter 13), so annotations of one article stay together.
"""

from __future__ import annotations

from operator import itemgetter, mul
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from hashiya.agreement.tally import Tally

FEWEST = 2
"""Articles without which there is no interval."""
FEW = 10
"""With fewer articles an interval is rather too narrow."""
_MOST_ADDED = 200_000_000
"""Numbers that all draws together may add, which takes about ten seconds."""
_OF_COLUMN = 60
"""A number of a draw takes as long as adding so many more."""
_MOST_DRAWS, _FEWEST_DRAWS = 1000, 200
"""Too few draws make no interval."""
_MANY = 3
"""A number that more than one in so many articles has is kept for all of them."""
_LOW, _HIGH = 0.025, 0.975


def with_intervals(
    measured: Mapping[str, Any],
    tallies: Sequence[Tally],
    measure: Callable[[Tally], Mapping[str, Any]],
    seed: str,
) -> dict[str, Any]:
    """Add to each number of nested measures, as ``NAME_interval``, its interval at 95 % confidence.

    Args:
        measured: the measures of all articles.
        tallies: what was counted, by article.
        measure: calculates the measures of a tally.
        seed: the beginning of the random numbers.
    """
    values: dict[tuple[str, ...], list[float]] = {}
    if len(tallies) >= FEWEST:
        for drawn in _resampled(tallies, Random(seed)):  # noqa: S311  no secret
            for path, value in _numbers(measure(drawn)):
                values.setdefault(path, []).append(value)
    return _with(measured, values, ())


class _Column(NamedTuple):
    """One number of the articles.

    Attributes:
        times: takes how often each article with a number is drawn; None if the numbers are of all articles.
        numbers: of these articles, in their order.
    """

    times: Callable[[Sequence[int]], Sequence[int]] | None
    numbers: Sequence[float]

    def total(self, drawn: Callable[[Sequence[float]], Sequence[float]], times: Sequence[int]) -> float:
        """Sum the numbers of the articles that are drawn.

        Args:
            drawn: takes the items of the articles that are drawn, one for each time.
            times: how often each article is drawn.
        """
        if self.times is None:
            return float(sum(drawn(self.numbers)))
        return float(sum(map(mul, self.times(times), self.numbers)))


def _column(numbers: Mapping[int, float], count: int) -> _Column:
    if _MANY * len(numbers) > count:  # adding the zeros, too, takes less time than multiplying
        return _Column(None, [numbers.get(row, 0) for row in range(count)])
    # with two more rows of nothing, an itemgetter always returns a tuple
    return _Column(itemgetter(*numbers, 0, 0), [*numbers.values(), 0, 0])


def _resampled(tallies: Sequence[Tally], random: Random) -> Iterator[Tally]:
    """Yield the sums of articles that are drawn at random; none if that would take too long."""
    rows: dict[tuple[str, str], dict[Hashable, dict[int, float]]] = {}
    for row, tally in enumerate(tallies):
        for key, counts in tally.items():
            of_key = rows.setdefault(key, {})
            for name, number in counts.items():
                numbers = of_key.setdefault(name, {})
                if number:
                    numbers[row] = number
    count = len(tallies)
    columns = {
        key: {name: _column(numbers, count) for name, numbers in of_key.items()}
        for key, of_key in rows.items()
    }
    added = sum(_OF_COLUMN + len(each.numbers) for of_key in columns.values() for each in of_key.values())
    draws = min(_MOST_DRAWS, _MOST_ADDED // max(added, 1))
    if draws < _FEWEST_DRAWS:
        return
    for _ in range(draws):
        found = random.choices(range(count), k=count)
        times = [0] * count
        for row in found:
            times[row] += 1
        drawn = itemgetter(*found)
        yield {
            key: {name: column.total(drawn, times) for name, column in of_key.items()}
            for key, of_key in columns.items()
        }


def _numbers(
    measured: Mapping[str, Any], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], float]]:
    """Yield the numbers of nested measures, each with the names that lead to it."""
    for name, value in measured.items():
        if isinstance(value, dict):
            yield from _numbers(value, (*path, name))
        elif value is not None:
            yield (*path, name), value


def _with(
    measured: Mapping[str, Any], values: Mapping[tuple[str, ...], list[float]], path: tuple[str, ...]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in measured.items():
        here = (*path, name)
        if isinstance(value, dict):
            found[name] = _with(value, values, here)
        else:
            found[name] = value
            found[f"{name}_interval"] = _interval(values.get(here, []))
    return found


def _interval(values: list[float]) -> list[float] | None:
    if not values:
        return None
    values.sort()
    return [values[round(part * (len(values) - 1))] for part in (_LOW, _HIGH)]
