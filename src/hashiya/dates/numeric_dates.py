"""Dates in numbers alone: «18-11-2025», «2025/11/18», «11/2025»."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hashiya.dates.found import Found
from hashiya.dates.months import Calendar, Month
from hashiya.dates.named_days import day_of_month, period_in_month
from hashiya.dates.periods import Period, day_of, month_of
from hashiya.dates.vocabulary import GREGORIAN, HIJRI
from hashiya.dates.weekdays import arabic_weekdays
from hashiya.dates.years import is_plausible_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.dates.line import Line

_SEPARATORS = frozenset("-/.\\‐‑–؍")
_OF_MONTH = frozenset("-/")
_BEFORE_DAY = frozenset(("يوم", "يومه", "بتاريخ", "الموافق"))
_NUMBER_OF_DECREE = "رقم"
_HIJRI_YEARS = range(1300, 1601)
_MONTHS = 12


def find_numeric(line: Line, index: int) -> Found | None:
    """Find a date in numbers; the day comes first, unless only the month fits, or the year does."""
    words = line.words
    if not words[index].isdecimal() or (words[index - 1] in _SEPARATORS and line.is_glued(index)):
        return None
    separator = words[index + 1]
    if separator not in _SEPARATORS or not words[index + 2].isdecimal():
        return None
    if words[index + 3] == separator and words[index + 4].isdecimal():
        return _find_day(line, index)
    return _find_day_of_month(line, index) or _find_month(line, index)


def _find_day_of_month(line: Line, index: int) -> Found | None:
    """Find «15/9» behind «يوم» or a weekday."""
    words = line.words
    if words[index - 1] not in _BEFORE_DAY and words[index - 1] not in arabic_weekdays():
        return None
    day, month = words[index], words[index + 2]
    if (
        max(len(day), len(month)) > 2
        or words[index + 1] not in _OF_MONTH
        or int(month) not in range(1, _MONTHS + 1)
    ):
        return None
    return day_of_month(Month(Calendar.GREGORIAN, int(month)), int(day), index + 3)


def _find_day(line: Line, index: int) -> Found | None:
    words = line.words
    first, second, third = words[index : index + 5 : 2]
    if max(map(len, (first, second, third))) > 4 or _goes_on(line, index + 5, words[index + 1]):
        return None
    year, month, day = (first, second, third) if len(first) == 4 else (third, second, first)
    if len(year) != 4 or max(len(month), len(day)) > 2:
        return None
    numbers = int(year), int(month), int(day)
    if len(first) != 4 and numbers[1] > _MONTHS >= numbers[2]:
        numbers = numbers[0], numbers[2], numbers[1]
    is_hijri = words[index + 5] in HIJRI or numbers[0] in _HIJRI_YEARS
    end = index + 5 + (words[index + 5] in HIJRI | GREGORIAN)

    def resolve(_: date | None) -> Period:
        if is_hijri:
            return period_in_month(Month(Calendar.HIJRI, numbers[1]), numbers[0], numbers[2])
        return day_of(date(*numbers))

    return Found(end, resolve, is_complete=True, is_hijri=is_hijri)


def _find_month(line: Line, index: int) -> Found | None:
    """Find «11/2025» or «2025-11», written without spaces."""
    words = line.words
    is_glued = line.is_glued(index + 1) and line.is_glued(index + 2)
    if not is_glued or words[index + 1] not in _OF_MONTH or words[index - 1] == _NUMBER_OF_DECREE:
        return None
    first, second = words[index], words[index + 2]
    if _goes_on(line, index + 3, words[index + 1]):
        return None
    if is_plausible_year(words, index) and len(second) == 2:
        year, month = int(first), int(second)
    elif is_plausible_year(words, index + 2) and len(first) <= 2:
        year, month = int(second), int(first)
    else:
        return None
    if not 1 <= month <= _MONTHS:
        return None
    return Found(index + 3, lambda _: month_of(year, month), is_complete=True)


def _goes_on(line: Line, index: int, separator: str) -> bool:
    """Tell whether the numbers go on, so that they are no date."""
    words: Sequence[str] = line.words
    return words[index] == separator and line.is_glued(index) and words[index + 1].isdecimal()
