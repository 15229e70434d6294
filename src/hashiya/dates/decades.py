"""Decades and centuries: «تسعينيات القرن الماضي», «القرن التاسع عشر»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.dates.found import Found, needed
from hashiya.dates.numbers import digits_at, ordinal_at
from hashiya.dates.periods import Period, century_of, decade_of
from hashiya.dates.vocabulary import DECADES, HIJRI, PERSONS
from hashiya.dates.years import is_before_christ, modifier_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from hashiya.dates.line import Line

_HEADS = frozenset(("عقد", "سنوات", "اعوام", "حقبه", "فتره"))
_CENTURY, _DECADE, _OF, _IN = "القرن", "العقد", "من", "في"
_ARTICLE = "ال"
_AGE = ("عمر", "العمر")
_OF_THE_HIJRA = ("هجري", "الهجري")
_OF_CHRIST = frozenset(("الميلادي", "ميلادي"))
_CENTURIES = range(1, 22)


def find_decade(line: Line, index: int) -> Found | None:
    """Find a decade by its name or its number within a century."""
    words = line.words
    if words[index] == _DECADE:
        return _find_numbered(words, index)
    index += words[index] in _HEADS
    name = words[index]
    tens = DECADES.get(name)
    if tens is None:
        return None
    end = index + 1
    has_preposition = words[end] == _OF
    is_age = words[index - 2] in PERSONS and words[index - 1] == _IN
    if is_age or (has_preposition and words[end + 1].startswith(_AGE)) or words[end] in HIJRI:
        return Found(end + 1)
    century = _century_at(words, end + has_preposition)
    if century is not None:
        number, after, is_complete = century
        return Found(after, lambda on: decade_of(100 * (number(on) - 1) + 10 * tens), is_complete)
    if not name.startswith("ال"):
        return None
    return Found(end, lambda on: _last_decade(needed(on), tens))


def find_century(line: Line, index: int) -> Found | None:
    """Find a century by its number, or one such as «القرن الماضي»."""
    century = _century_at(line.words, index)
    if century is None:
        return None
    number, end, is_complete = century
    if line.words[end] in _OF_THE_HIJRA or is_before_christ(line.words, end):
        return Found(end + 1)
    return Found(end, lambda on: century_of(number(on)), is_complete)


def _century_at(words: Sequence[str], index: int) -> tuple[Callable[[date | None], int], int, bool] | None:
    """Read a century.

    Returns:
        Its number seen from a day, the index after it, and whether the number is the same from every day.
    """
    if words[index] != _CENTURY:
        return None
    ordinal = ordinal_at(words, index + 1) or _digits_at(words, index + 1)
    if ordinal is not None and ordinal[0] in _CENTURIES:
        number, end = ordinal
        return (lambda _: number), end + (words[end] in _OF_CHRIST), True
    modifier = modifier_at(words, index + 1)
    if modifier is None:
        return None
    shift, end = modifier
    return (lambda on: needed(on).year // 100 + 1 + shift), end, False


def _digits_at(words: Sequence[str], index: int) -> tuple[int, int] | None:
    """Read the number of «القرن 19» or «القرن الـ19», and the index after it."""
    index += words[index] == _ARTICLE
    number = digits_at(words, index)
    return None if number is None else (number, index + 1)


def _find_numbered(words: Sequence[str], index: int) -> Found | None:
    """Find «العقد الأول من القرن الحادي والعشرين»."""
    ordinal = ordinal_at(words, index + 1)
    if ordinal is None or words[ordinal[1]] != _OF or not 1 <= ordinal[0] <= 10:
        return None
    century = _century_at(words, ordinal[1] + 1)
    if century is None:
        return None
    number, end, is_complete = century
    return Found(end, lambda on: decade_of(100 * (number(on) - 1) + 10 * (ordinal[0] - 1)), is_complete)


def _last_decade(on: date, tens: int) -> Period:
    """Return the last decade of this name that has begun."""
    year = on.year - on.year % 100 + 10 * tens
    return decade_of(year if year <= on.year else year - 100)
