"""Read dates in ISO 8601-2, the Extended Date/Time Format (EDTF), as far as `periods` writes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.dates.periods import (
    century_of,
    days_between,
    decade_of,
    month_of,
    part_of_year,
    season_of,
    year_of,
)

if TYPE_CHECKING:
    from hashiya.dates.periods import Period

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DECADE, _CENTURY = re.compile(r"([0-9]{3})X"), re.compile(r"([0-9]{2})XX")
_QUALIFIERS = "~?%"
_UNKNOWN = ("", "..")
_SEASONS = range(21, 25)
_PARTS = {33: 4, 37: 3, 40: 2}
"""How many parts a year has whose first part has this number."""


def read_edtf(value: str) -> Period | None:
    """Read the period of a date, an interval or a part of a year; None if the value is no such date.

    Of an interval without one end, the period of the other end counts.
    """
    ends = value.strip().split("/")
    found = [_read(each.rstrip(_QUALIFIERS)) for each in ends if each not in _UNKNOWN]
    periods = [each for each in found if each is not None]
    if not periods or len(periods) < len(found) or len(ends) > 2 or periods[0].first > periods[-1].last:
        return None
    return days_between(periods[0].first, periods[-1].last)._replace(value=value.strip())


def _read(value: str) -> Period | None:
    try:
        if match := _CENTURY.fullmatch(value):
            return century_of(int(match[1]) + 1)
        if match := _DECADE.fullmatch(value):
            return decade_of(10 * int(match[1]))
        if match := _DATE.fullmatch(value):
            year, month, day = (int(each or 0) for each in match.groups())
            return _of_numbers(year, month, day)
    except (ValueError, OverflowError):  # a day that does not exist
        return None
    return None


def _of_numbers(year: int, month: int, day: int) -> Period:
    if not month:
        return year_of(year)
    if month in _SEASONS and not day:
        return season_of(year, month - _SEASONS.start)
    for first, parts in _PARTS.items():
        if first <= month < first + parts and not day:
            return part_of_year(year, month - first + 1, parts)
    whole = month_of(year, month)
    if not day:
        return whole
    exact = whole.first.replace(day=day)
    return days_between(exact, exact)
