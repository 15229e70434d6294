"""Parts of a month or a year: «أوائل أكتوبر», «الربع الأول من 2025», «صيف العام الماضي»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.dates.decades import find_century, find_decade
from hashiya.dates.found import Found, Recurrence, needed
from hashiya.dates.named_days import find_month
from hashiya.dates.numbers import digits_at, ordinal_at
from hashiya.dates.periods import (
    Period,
    half_of_month,
    month_away,
    part_of_century,
    part_of_year,
    season_of,
    third_of,
)
from hashiya.dates.relative import find_present_unit, find_unit
from hashiya.dates.vocabulary import DASHES, DEFINITE_YEAR_HEADS, FRACTIONS, PARTS, SEASONS
from hashiya.dates.years import Year, find_year, modifier_at, year_at

if TYPE_CHECKING:
    from datetime import date

    from hashiya.dates.line import Line

_OF, _TO, _SEASON_HEAD, _HALF, _LAST = "من", "ل", "فصل", 2, "الاخير"
_ARTICLE = "ال"


def find_part(line: Line, index: int) -> Found | None:
    """Find the beginning, the middle or the end of a month, a year or a longer time."""
    third = PARTS.get(line.words[index])
    if third is None:
        return None
    whole = _whole_at(line, index + 1)
    if whole is None or whole.resolve is None:
        return whole
    resolve = whole.resolve
    return Found(whole.end, lambda on: third_of(resolve(on), third), whole.is_complete)


def find_fraction(line: Line, index: int) -> Found | None:
    """Find a quarter, a third or a half of a year, or a half of a month."""
    words = line.words
    parts = FRACTIONS.get(words[index])
    if parts is None:
        return None
    ordinal = (parts, index + 2) if words[index + 1] == _LAST else ordinal_at(words, index + 1)
    if ordinal is None:
        return None
    part, start = ordinal
    has_preposition = words[start] in (_OF, _TO)
    start += has_preposition
    year = year_at(line, start, is_bare=True)
    if year is None and has_preposition:
        year = _present_year_at(line, start)
    if year is not None:
        seen_from, is_complete = year.seen_from, year.number is not None
        return Found(year.end, lambda on: part_of_year(seen_from(on), part, parts), is_complete)
    return _find_fraction_of_whole(line, start, part, parts) if has_preposition and part <= parts else None


def _find_fraction_of_whole(line: Line, index: int, part: int, parts: int) -> Found | None:
    """Find the month that is halved, or the century that is divided."""
    month = find_month(line, index, is_certain=True) or find_unit(line, index, "month")
    whole = month if month is not None and parts == _HALF else find_century(line, index)
    if whole is None or whole.resolve is None:
        return None
    resolve, is_month = whole.resolve, whole is month

    def resolve_part(on: date | None) -> Period:
        period = resolve(on)
        return half_of_month(period, part) if is_month else part_of_century(period, part, parts)

    return Found(whole.end, resolve_part, whole.is_complete)


def find_season(line: Line, index: int) -> Found | None:
    """Find a season with its year, or one such as «الصيف الماضي»."""
    words = line.words
    index += words[index] == _SEASON_HEAD
    season = SEASONS.get(words[index].removeprefix(_ARTICLE))
    if season is None:
        return None
    modifier = modifier_at(words, index + 1)
    if modifier is not None and words[index].startswith(_ARTICLE):
        shift, end = modifier
        return Found(end, lambda on: _recurring_season(season, needed(on), shift))
    year = year_at(line, index + 1 + (words[index + 1] == _OF), is_bare=True)
    if year is None:
        return None
    seen_from = year.seen_from
    end = _after_second_year(line, year)
    return Found(end, lambda on: season_of(seen_from(on), season), is_complete=year.number is not None)


def _whole_at(line: Line, index: int) -> Found | None:
    return (
        find_fraction(line, index)
        or find_month(line, index, is_certain=True)
        or find_decade(line, index)
        or find_century(line, index)
        or find_year(line, index)
        or find_unit(line, index, "week", "month", "year", "decade", "century")
        or find_present_unit(line, index)
        or _find_bare_year(line, index)
    )


def _find_bare_year(line: Line, index: int) -> Found | None:
    year = year_at(line, index, is_bare=True)
    return None if year is None else Found(year.end, year.period, is_complete=True)


def _present_year_at(line: Line, index: int) -> Year | None:
    """Read «العام» without more, which is the present year."""
    return Year(index + 1, None) if line.words[index] in DEFINITE_YEAR_HEADS else None


def _recurring_season(season: int, on: date, shift: int) -> Period:
    recurrence = Recurrence(lambda year: season_of(year, season), on.year, month_away(on, 0).last)
    return recurrence.nearest(on, shift, is_ahead=False)


def _after_second_year(line: Line, year: Year) -> int:
    """Find the index after the second year of «شتاء 2024-2025»."""
    words, end = line.words, year.end
    is_second = words[end] in DASHES | {"/"} and digits_at(words, end + 1) == (year.number or 0) + 1
    return end + 2 if is_second else end
