"""The date in a line of text, in any form usual in news."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from hashiya.dates.calendars import hijri_date, jalali_date
from hashiya.dates.months import Calendar, Month, another_month, named_month
from hashiya.dates.weekdays import weekdays
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PIECE = r"\d+|[^\W\d_]+|[^\w\s]"
_YEAR = r"\d{4}"
_YEARS = range(1850, 2151)
# numbers alone mean a Jalali day only in Persian digits, and only in years that cannot be present Hijri years
_PERSIAN_DIGIT = "[\u06f0-\u06f9]"
_PERSIAN_YEARS = range(1300, 1431)
_SEPARATORS = frozenset("-/.\\‐‑–؍")
_RANGES = frozenset("-–—و")
_PAUSES = frozenset("-–/,،.")
_AFTER_DAY = _PAUSES | {"st", "nd", "rd", "th", "of", "er", "ي", "من", "شهر", "لشهر", "ماه", "مانگي"}
_AFTER_MONTH = _PAUSES | {"عام", "العام", "لعام", "سنه", "لسنه", "من", "سال", "سالي", "ي"}
_AFTER_YEAR = _PAUSES | {"ي", "ء"}


class FoundDate(NamedTuple):
    """A date in a line.

    Attributes:
        day: the Gregorian date.
        before: the folded words, numbers and signs before the date.
        after: the folded words, numbers and signs after the date.
        in_numbers: whether the month is a number.
    """

    day: date
    before: Sequence[str]
    after: Sequence[str]
    in_numbers: bool


class _Parts(NamedTuple):
    """Year, month and day as written in a line, and the index after the last of them."""

    year: int
    month: Month
    day: int
    end: int
    in_numbers: bool


def find_date(line: str) -> FoundDate | None:
    """Find the first date of a line; a Gregorian date has precedence over other calendars.

    The forms are ``18-11-2025`` (day first, unless only the month fits), ISO 8601, and months by name in
    Arabic, Persian, Pashto, Urdu, Sorani, English, French and German, with digits of any script and
    presentation forms. Jalali dates are converted. Hijri dates are converted if their weekday is given, since
    their day is uncertain otherwise.

    Returns:
        The date; None if a part is missing (``November 2025``), if the day does not exist, or if two months
        or two days are named.
    """
    if not re.compile(_YEAR).search(line):
        return None
    tokens = re.compile(_PIECE).findall(fold(line))
    is_persian = re.compile(_PERSIAN_DIGIT).search(line) is not None
    other = None
    for start in range(len(tokens)):
        for parts in _readings(tokens, start, is_persian=is_persian):
            day = _day(parts, tokens)
            if day is None:
                continue
            found = FoundDate(day, tokens[:start], tokens[parts.end :], parts.in_numbers)
            if parts.month.calendar is Calendar.GREGORIAN:
                return found
            other = other or found
    return other


def _readings(tokens: Sequence[str], start: int, *, is_persian: bool) -> Iterator[_Parts]:
    """Find every date that can begin at the token at `start`."""
    readings: tuple[_Parts | None, ...] = (_month_first(tokens, start),)
    if tokens[start].isdecimal():
        in_numbers = _in_numbers(tokens, start, is_persian=is_persian)
        readings = (in_numbers, _day_first(tokens, start), _year_first(tokens, start))
    yield from filter(None, readings)


def _in_numbers(tokens: Sequence[str], start: int, *, is_persian: bool) -> _Parts | None:
    parts = tokens[start : start + 5]
    if len(parts) < 5 or parts[1] != parts[3] or parts[1] not in _SEPARATORS:
        return None
    first, second, third = parts[::2]
    if not (second.isdecimal() and third.isdecimal()):
        return None
    if len(first) == 4:
        year, month, day = first, second, third
    else:
        day, month, year = first, second, third
        if int(month) > 12 >= int(day):
            day, month = month, day
    if len(year) != 4 or len(month) > 2 or len(day) > 2:
        return None
    is_jalali = is_persian and int(year) in _PERSIAN_YEARS
    calendar = Calendar.JALALI if is_jalali else Calendar.GREGORIAN
    return _Parts(int(year), Month(calendar, int(month)), int(day), start + 5, in_numbers=True)


def _day_first(tokens: Sequence[str], start: int) -> _Parts | None:
    if (
        start >= 2
        and tokens[start - 1] in _RANGES
        and _is_day(tokens[start - 2])
        and ":" not in tokens[:start]
    ):
        return None
    named = _month_in(tokens, _skip(tokens, start + 1, _AFTER_DAY))
    if named is None or not _is_day(tokens[start]):
        return None
    month, index = named
    index = _skip(tokens, index, _AFTER_MONTH)
    return _parts(tokens, index, month, start, index + 1)


def _month_first(tokens: Sequence[str], start: int) -> _Parts | None:
    named = _month_in(tokens, start)
    if named is None:
        return None
    month, index = named
    day = _skip(tokens, index, _AFTER_MONTH)
    year = _skip(tokens, day + 1, _AFTER_DAY)
    return _parts(tokens, year, month, day, year + 1)


def _year_first(tokens: Sequence[str], start: int) -> _Parts | None:
    named = _month_in(tokens, _skip(tokens, start + 1, _AFTER_YEAR))
    if named is None:
        return None
    month, index = named
    day = _skip(tokens, index, _AFTER_MONTH)
    return _parts(tokens, start, month, day, day + 1)


def _parts(tokens: Sequence[str], year: int, month: Month, day: int, end: int) -> _Parts | None:
    """Return the parts with year and day at these indices; None if the tokens are no such numbers."""
    if max(year, day) >= len(tokens) or not re.fullmatch(_YEAR, tokens[year]) or not _is_day(tokens[day]):
        return None
    return _Parts(int(tokens[year]), month, int(tokens[day]), end, in_numbers=False)


def _month_in(tokens: Sequence[str], index: int) -> tuple[Month, int] | None:
    """Find a month named once or repeatedly, as in ``تشرين الثاني/نوفمبر``; None for two months."""
    named = named_month(tokens, index)
    if named is None or another_month(tokens, named.end):
        return None
    return named.month, named.end


def _skip(tokens: Sequence[str], index: int, skipped: frozenset[str]) -> int:
    while index < len(tokens) and tokens[index] in skipped:
        index += 1
    return index


def _is_day(token: str) -> bool:
    return token.isdecimal() and len(token) <= 2


def _day(parts: _Parts, tokens: Sequence[str]) -> date | None:
    year, (calendar, month), day = parts.year, parts.month, parts.day
    if calendar is Calendar.JALALI:
        return jalali_date(year, month, day)
    if calendar is Calendar.HIJRI:
        named = {weekdays()[token] for token in tokens if token in weekdays()}
        return hijri_date(year, month, day, named.pop()) if len(named) == 1 else None
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
