"""Times counted in units from the day of reference: «الشهر الماضي», «قبل يومين», «الأيام الثلاثة المقبلة»."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hashiya.dates.found import Found, needed
from hashiya.dates.months import month_at
from hashiya.dates.numbers import NUMBER_WORDS, cardinal_at
from hashiya.dates.periods import (
    Period,
    century_of,
    day_of,
    decade_of,
    from_to,
    month_away,
    week_of,
    year_of,
)
from hashiya.dates.vocabulary import (
    ABOUT,
    AFTER,
    BEFORE,
    BLESSED,
    DEFINITE_UNITS,
    FROM_ANOTHER_DAY,
    FUTURE_OF_SEVERAL,
    GENERAL,
    MORE_OR_LESS,
    NEARLY,
    PAST_OF_SEVERAL,
    SPECIAL_YEARS,
    THIS,
    UNITS,
)
from hashiya.dates.weekdays import arabic_weekdays
from hashiya.dates.years import modifier_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hashiya.dates.line import Line

_ONE = frozenset(("واحد", "واحده"))
_ARTICLE = "ال"
_ONLY = "فقط"
_NOW = frozenset(("الان", "اليوم", "الزمن", "الزمان"))
_AND, _AND_MORE = "و", frozenset(("نصف", "نيف"))
_HOLDING = "عقد"
_THOUSANDS = frozenset(("الف", "الفين"))


def unit_away(unit: str, count: int, on: date) -> Period:
    """Return the day, week, month, year, decade or century of a day, moved by a number of units."""
    if unit == "day":
        return day_of(on + timedelta(count))
    if unit == "week":
        return week_of(on + timedelta(7 * count))
    if unit == "month":
        return month_away(on, count)
    if unit == "year":
        return year_of(on.year + count)
    if unit == "decade":
        return decade_of(on.year + 10 * count)
    return century_of(on.year // 100 + 1 + count)


def find_unit(line: Line, index: int, *units: str) -> Found | None:
    """Find a unit such as «الشهر الماضي» or «هذا الأسبوع».

    Args:
        line: the words.
        index: where it begins.
        units: the names of the units that are allowed; all but days if none is given.
    """
    words = line.words
    is_this = words[index] in THIS
    unit = DEFINITE_UNITS.get(words[index + is_this])
    if unit is None or unit.number != 1 or unit.name == "day" or (units and unit.name not in units):
        return None
    if is_this:
        shift, end = 0, index + 2
    else:
        modifier = modifier_at(words, index + 1)
        if modifier is None or (unit.name == "year" and index and words[index - 1] in GENERAL):
            return None
        shift, end = modifier
    return Found(end, lambda on: unit_away(unit.name, shift, needed(on)))


def find_present_unit(line: Line, index: int) -> Found | None:
    """Find «الشهر», «العام» or «الأسبوع» without more, after a word such as «نهاية»: the present one."""
    words = line.words
    unit = DEFINITE_UNITS.get(words[index])
    if unit is None or unit.number != 1 or unit.name not in ("week", "month", "year"):
        return None
    if words[index + 1] in SPECIAL_YEARS | BLESSED:
        return Found(index + 2)
    return Found(index + 1, lambda on: unit_away(unit.name, 0, needed(on)))


def find_distance(line: Line, index: int) -> Found | None:
    """Find a distance such as «قبل يومين», «منذ نحو عشر سنوات» or «بعد أسبوع».

    A distance in months or years gives a month or a year, one in days or weeks a day.
    """
    words = line.words
    if words[index] not in BEFORE | AFTER:
        return None
    sign = 1 if words[index] in AFTER else -1
    start = _after_about(words, index + 1)
    is_about = start > index + 1
    counted = _count_at(words, start)
    if counted is None:
        return None
    unit, count, end = counted
    after = end + (words[end] == _ONLY)
    if words[end] in FROM_ANOTHER_DAY and words[end + 1] in _NOW:
        end += 2
    elif words[index] != "منذ" and words[after] in FROM_ANOTHER_DAY:
        return Found(after + 1)
    if words[end] == _AND and words[end + 1] in _AND_MORE:
        is_about, end = True, end + 2
    distance = _distance(unit, sign * count)

    def resolve(on: date | None) -> Period:
        period = distance(needed(on))
        return period.approximately() if is_about else period

    return Found(end, resolve)


def _after_about(words: Sequence[str], index: int) -> int:
    """Find the index after words such as «نحو», «أكثر من» or «ما يقرب من»."""
    if words[index] in ABOUT:
        return index + 1
    start = index + (words[index] == "ما")
    is_about = words[start] in (NEARLY if start > index else MORE_OR_LESS)
    return start + 1 + (words[start + 1] in FROM_ANOTHER_DAY) if is_about else index


def find_several(line: Line, index: int) -> Found | None:
    """Find several units up to now, or from now on: «الأيام الثلاثة الماضية», «العامين المقبلين»."""
    words = line.words
    counted = _definite_count_at(words, index)
    if counted is None:
        return None
    unit, count, end = counted
    if words[end] in PAST_OF_SEVERAL:
        distance = _distance(unit, -count)
        return Found(end + 1, lambda on: from_to(distance(needed(on)), _at_precision(unit, needed(on))))
    if words[end] in FUTURE_OF_SEVERAL:
        distance = _distance(unit, count)
        return Found(end + 1, lambda on: from_to(_at_precision(unit, needed(on)), distance(needed(on))))
    return None


def _count_at(words: Sequence[str], index: int) -> tuple[str, int, int] | None:
    """Read a number of units; return the unit, the number, and the index after both."""
    numbered = cardinal_at(words, index)
    if numbered is not None:
        number, end = numbered
        unit = UNITS.get(words[end])
        is_counted = unit is not None and unit.number != 2 and number > 0
        return (unit.name, number, end + 1) if unit is not None and is_counted else None
    unit = UNITS.get(words[index])
    if unit is None or unit.number == 0:
        return None
    end = index + 1
    is_holding = words[index] == _HOLDING and words[end].startswith(_ARTICLE)
    if unit.number == 1 and (is_holding or _is_named(words, end)):
        return None  # «قبل شهر رمضان», «قبل عقد الجلسة»
    return unit.name, unit.number, end + (words[end] in _ONE)


def _is_named(words: Sequence[str], index: int) -> bool:
    """Tell whether a name follows a unit, as in «منذ عام 2015» and «قبل شهر رمضان»."""
    word = words[index]
    return (
        word.isdecimal()
        or word in arabic_weekdays()
        or month_at(words, index) is not None
        or (word not in _ONE and word in NUMBER_WORDS | _THOUSANDS)
    )


def _definite_count_at(words: Sequence[str], index: int) -> tuple[str, int, int] | None:
    """Read a definite number of units: «الأيام الثلاثة», «العامين», «الـ15 يوما»."""
    unit = DEFINITE_UNITS.get(words[index])
    if unit is not None and unit.number == 2:
        return unit.name, 2, index + 1
    if unit is not None and unit.number == 0 and words[index + 1].startswith(_ARTICLE):
        number = cardinal_at((words[index + 1].removeprefix(_ARTICLE), *words[index + 2 : index + 5]), 0)
        return (unit.name, number[0], index + 1 + number[1]) if number is not None else None
    if words[index] == _ARTICLE and words[index + 1].isdecimal():
        return _count_at(words, index + 1)
    return None


def _distance(unit: str, count: int) -> Callable[[date], Period]:
    """Return the function that gives the day, month or year so many units from a day."""
    if unit == "week":
        return lambda on: day_of(on + timedelta(7 * count))
    if unit in ("decade", "century"):
        years = count * (10 if unit == "decade" else 100)
        return lambda on: year_of(on.year + years)
    return lambda on: unit_away(unit, count, on)


def _at_precision(unit: str, on: date) -> Period:
    return unit_away(unit if unit in ("day", "month", "year") else "day" if unit == "week" else "year", 0, on)
