"""An expression that a rule found, and the choice of the year that it does not name."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from hashiya.dates.periods import Period

    Resolve: TypeAlias = Callable[[date | None], Period]

_YEARS_AROUND = 9
"""Years that are tried: the 29th of February may be eight years away."""


class NoReferenceDayError(ValueError):
    """The expression counts from a day that is not known."""


class Found(NamedTuple):
    """An expression.

    Attributes:
        end: the index of the word after it.
        resolve: gives the period, seen from a day; raises ValueError or OverflowError if there is none. None
            for an expression that names no date, such as «ثورة 25 يناير».
        is_complete: whether the period is the same from every day.
        is_hijri: whether it is a Hijri day, which may differ by a day or two from the one that was meant.
    """

    end: int
    resolve: Resolve | None = None
    is_complete: bool = False
    is_hijri: bool = False


def needed(on: date | None) -> date:
    """Return the day from which an expression counts.

    Raises:
        NoReferenceDayError: it is not known.
    """
    if on is None:
        raise NoReferenceDayError
    return on


class Recurrence(NamedTuple):
    """A period that comes once a year, such as a month.

    Attributes:
        in_year: gives the period in a year; raises ValueError where it does not exist.
        year: the year of the day of reference.
        current_until: the last day on which a period can begin that is not yet to come.
    """

    in_year: Callable[[int], Period]
    year: int
    current_until: date

    def nearest(self, on: date, shift: int | None, *, is_ahead: bool) -> Period:
        """Choose the period that is meant without a year.

        Args:
            on: the day of reference.
            shift: -1 for the last period that is over, 1 for the first to come, -2 and 2 for those beyond,
                0 for the nearest; None, if no word says so, for the last that has begun.
            is_ahead: whether the sentence speaks of the future.

        Raises:
            ValueError: there is no such period.
        """
        if shift == 0:
            near = self._periods(range(self.year - 1, self.year + 2))
            return min(near, key=lambda period: abs((period.first - on).days))
        is_coming = is_ahead if shift is None else shift > 0
        if is_coming:
            years = range(self.year - 1, self.year + _YEARS_AROUND)
        else:
            years = range(self.year + 1, self.year - _YEARS_AROUND, -1)
        fitting = (period for period in self._periods(years) if self._fits(period, on, shift, is_coming))
        found = next(islice(fitting, abs(shift or 1) - 1, None), None)
        if found is None:
            raise ValueError(on)
        return found

    def _fits(self, period: Period, on: date, shift: int | None, is_coming: bool) -> bool:
        if is_coming:
            return period.last >= on if shift is None else period.first > on
        return period.first <= self.current_until if shift is None else period.last < on

    def _periods(self, years: range) -> Iterator[Period]:
        return filter(None, map(self._made, years))

    def _made(self, year: int) -> Period | None:
        try:
            return self.in_year(year)
        except ValueError:
            return None
