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
_MOST_ADDED = 200_000
_MOST_DRAWS, _FEWEST_DRAWS = 1000, 200
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
    """One number of the articles that have it.

    Attributes:
        times: takes how often each of these articles is drawn.
        numbers: of these articles, in their order.
    """

    times: Callable[[Sequence[int]], Sequence[int]]
    numbers: Sequence[float]

    def total(self, drawn: Sequence[int]) -> float:
        """Sum the numbers, by how often each article is drawn."""
        return float(sum(map(mul, self.times(drawn), self.numbers)))


def _column(numbers: Mapping[int, float]) -> _Column:
    # with two more rows of nothing, an itemgetter always returns a tuple
    return _Column(itemgetter(*numbers, 0, 0), [*numbers.values(), 0, 0])


def _resampled(tallies: Sequence[Tally], random: Random) -> Iterator[Tally]:
    """Yield the sums of articles that are drawn at random."""
    rows: dict[tuple[str, str], dict[Hashable, dict[int, float]]] = {}
    for row, tally in enumerate(tallies):
        for key, counts in tally.items():
            of_key = rows.setdefault(key, {})
            for name, number in counts.items():
                numbers = of_key.setdefault(name, {})
                if number:
                    numbers[row] = number
    columns = {
        key: {name: _column(numbers) for name, numbers in of_key.items()} for key, of_key in rows.items()
    }
    count = len(tallies)
    for _ in range(max(_FEWEST_DRAWS, min(_MOST_DRAWS, _MOST_ADDED // count))):
        drawn = [0] * count
        for row in random.choices(range(count), k=count):
            drawn[row] += 1
        yield {
            key: {name: column.total(drawn) for name, column in of_key.items()}
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
