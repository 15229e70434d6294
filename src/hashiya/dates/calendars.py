"""Conversion from other calendars to Gregorian dates."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

_JALALI_YEARS = range(1178, 1634)
_JALALI_CYCLE = 33
_JALALI_LEAPS = (1, 5, 9, 13, 17, 22, 26, 30)
_JALALI_EPOCH = date(622, 3, 21)
_HIJRI_YEARS = range(1200, 1601)
_HIJRI_EPOCH = date(622, 7, 19)
_UMM_AL_QURA_YEARS = range(1343, 1500)
_MOONS_AHEAD = 3
"""Limit in days for the difference of the sighted and the calculated month; one more than ever recorded."""


def jalali_date(year: int, month: int, day: int) -> date | None:
    """Convert a day of the calendar of Iran and Afghanistan; None if the day does not exist.

    The cycle of 33 years agrees with the equinox for the years 1178 to 1633 (Borkowski, "The Persian calendar
    for 3000 years", 1996); others give None.
    """
    if year not in _JALALI_YEARS or not 1 <= month <= 12:
        return None
    days = 31 if month <= 6 else 30 if month < 12 or _is_leap(year) else 29
    if not 1 <= day <= days:
        return None
    cycles, within = divmod(year, _JALALI_CYCLE)
    leaps = cycles * len(_JALALI_LEAPS) + sum(leap < within for leap in _JALALI_LEAPS)
    before = 365 * (year - 1) + leaps + 31 * min(month - 1, 6) + 30 * max(month - 7, 0)
    return _JALALI_EPOCH + timedelta(before + day - 1)


def hijri_date(year: int, month: int, day: int, weekday: int) -> date | None:
    """Convert a day of the Islamic calendar with a known weekday; None if the day does not exist.

    A month begins when the new moon is sighted, up to two days from the calculated date. The calculation
    alone is therefore uncertain; the nearest day with the right weekday is certain.

    Args:
        year: of the Hijra.
        month: 1 to 12.
        day: 1 to 30.
        weekday: 0 for Monday to 6 for Sunday.
    """
    if year not in _HIJRI_YEARS or not 1 <= month <= 12 or not 1 <= day <= 30:
        return None
    earliest = _reckoned(year, month) + timedelta(day - 1 - _MOONS_AHEAD)
    return earliest + timedelta((weekday - earliest.weekday()) % 7)


@lru_cache(maxsize=64)
def hijri_month(year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of a month of the Islamic calendar.

    The days are those of the calendar Umm al-Qura for the years 1343 to 1499, by which Saudi Arabia dates;
    others are calculated. The sighted new moon may differ by a day or two.

    Raises:
        ValueError: the year or the month does not exist.
    """
    if year < 1 or not 1 <= month <= 12:
        raise ValueError(year, month)
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    return _first_of_hijri(year, month), _first_of_hijri(*following) - timedelta(1)


def hijri_year_at(day: date) -> int:
    """Return the year of the Islamic calendar in which a day lies.

    Raises:
        ValueError: the day is before the Hijra.
    """
    year = (day - _HIJRI_EPOCH).days * 30 // 10_631 + 1
    while hijri_month(year, 1)[0] > day:
        year -= 1
    while hijri_month(year, 12)[1] < day:
        year += 1
    return year


def _first_of_hijri(year: int, month: int) -> date:
    """Return the first day of a Hijri month, as the calendar Umm al-Qura has it, or else as calculated."""
    if year not in _UMM_AL_QURA_YEARS:
        return _reckoned(year, month)
    from hijridate import Hijri  # few texts name a Hijri month

    gregorian = Hijri(year, month, 1).to_gregorian()
    return date(gregorian.year, gregorian.month, gregorian.day)


def _reckoned(year: int, month: int) -> date:
    """Calculate the first day of a Hijri month in the cycle of thirty years."""
    return _HIJRI_EPOCH + timedelta(354 * (year - 1) + (11 * year + 3) // 30 + (59 * (month - 1) + 1) // 2)


def _is_leap(year: int) -> bool:
    return year % _JALALI_CYCLE in _JALALI_LEAPS
