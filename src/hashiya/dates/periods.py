"""Periods of time, and their values in ISO 8601-2, the Extended Date/Time Format (EDTF).

A function that makes a period raises ValueError or OverflowError if a day of it does not exist.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_APPROXIMATE = "~"
_TO = "/"
_DAY_MONTH_OR_YEAR = r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?"
_DAYS_OF_MONTH = range(28, 32)
_DAYS_OF_YEAR = range(365, 367)
_MONTHS_OF_YEAR = 12
_FIRST_SEASON = 21
# EDTF numbers the quarters of a year from 33 on, its thirds from 37 on, its halves from 40 on
_FIRST_PART = {4: 33, 3: 37, 2: 40}


class Period(NamedTuple):
    """A day or a longer time.

    Attributes:
        first: its first day.
        last: its last day.
        value: the period in EDTF.
    """

    first: date
    last: date
    value: str

    def approximately(self) -> Period:
        """Return the period with its value marked as approximate."""
        return self if _TO in self.value else self._replace(value=self.value + _APPROXIMATE)


def day_of(day: date) -> Period:
    """Return the period of one day."""
    return Period(day, day, day.isoformat())


def days_between(first: date, last: date) -> Period:
    """Return the period of all days from the first to the last."""
    if first == last:
        return day_of(first)
    return Period(first, last, f"{first}{_TO}{last}")


def week_of(day: date) -> Period:
    """Return the week of a day, Monday to Sunday as in ISO 8601."""
    monday = day - timedelta(day.weekday())
    return days_between(monday, monday + timedelta(6))


def month_of(year: int, month: int) -> Period:
    """Return a Gregorian month."""
    first = date(year, month, 1)
    return Period(first, first.replace(day=monthrange(year, month)[1]), f"{year:04}-{month:02}")


def month_away(day: date, months: int) -> Period:
    """Return the month that is so many months after the month of a day."""
    year, month = divmod(day.year * _MONTHS_OF_YEAR + day.month - 1 + months, _MONTHS_OF_YEAR)
    return month_of(year, month + 1)


def year_of(year: int) -> Period:
    """Return a Gregorian year."""
    return Period(date(year, 1, 1), date(year, 12, 31), f"{year:04}")


def decade_of(year: int) -> Period:
    """Return the ten years that share all digits of a year but the last."""
    return _years(year - year % 10, 10, f"{year // 10:03}X")


def century_of(number: int) -> Period:
    """Return a century; the 20th is the years 1900 to 1999, as ``19XX`` says."""
    return _years(100 * (number - 1), 100, f"{number - 1:02}XX")


def season_of(year: int, season: int) -> Period:
    """Return a season of a year: 0 for spring to 3 for winter, which begins in December of the year."""
    first = month_of(year, 3 * season + 3).first
    return Period(first, month_away(first, 2).last, f"{year:04}-{_FIRST_SEASON + season}")


def part_of_year(year: int, part: int, parts: int) -> Period:
    """Return a half, a third or a quarter of a year.

    Args:
        year: the Gregorian year.
        part: 1 for the first.
        parts: 2, 3 or 4.
    """
    if not 1 <= part <= parts:
        raise ValueError(part)
    months = _MONTHS_OF_YEAR // parts
    first = month_of(year, months * (part - 1) + 1)
    value = f"{year:04}-{_FIRST_PART[parts] + part - 1}"
    return Period(first.first, month_away(first.first, months - 1).last, value)


def part_of_century(century: Period, part: int, parts: int) -> Period:
    """Return a half, a third or a quarter of a century, in whole years."""
    first = century.first.year
    years = [first + 100 * number // parts for number in (part - 1, part)]
    return from_to(year_of(years[0]), year_of(years[1] - 1))


def half_of_month(month: Period, half: int) -> Period:
    """Return the days 1 to 15 of a month, or the days from the 16th on."""
    middle = month.first + timedelta(15)
    return days_between(month.first, middle - timedelta(1)) if half == 1 else days_between(middle, month.last)


def third_of(period: Period, third: int) -> Period:
    """Return the beginning, the middle or the end of a period.

    Of a month these are the days 1 to 10, 11 to 20, and the days from the 21st on; of a year four months
    each. A period of another length is returned as a whole, since nobody agrees where its middle begins.

    Args:
        period: the whole.
        third: 0, 1 or 2.
    """
    first, last = period.first, period.last
    length = (last - first).days + 1
    if length in _DAYS_OF_MONTH:
        start = first + timedelta(10 * third)
        return days_between(start, last if third == 2 else start + timedelta(9))
    if length in _DAYS_OF_YEAR and first.replace(month=12, day=31) == last:
        return from_to(month_of(first.year, 4 * third + 1), month_of(first.year, 4 * third + 4))
    return period


def from_to(first: Period, last: Period) -> Period:
    """Return the time from one period to another, with the precision of both."""
    if first.first > last.last:
        raise ValueError(first)
    values = (
        period.value if re.fullmatch(_DAY_MONTH_OR_YEAR, period.value) else day.isoformat()
        for period, day in ((first, first.first), (last, last.last))
    )
    return Period(first.first, last.last, _TO.join(values))


def _years(first: int, count: int, value: str) -> Period:
    return Period(date(max(first, 1), 1, 1), date(first + count - 1, 12, 31), value)
