"""Ranges of dates: «بين 3 و7 تشرين الأول», «من 2015 إلى 2018», «3-7 أكتوبر», «بين الأحد والخميس»."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hashiya.dates.found import Found
from hashiya.dates.named_days import day_number_at, find_day
from hashiya.dates.periods import Period, days_between, from_to, year_of
from hashiya.dates.vocabulary import DASHES, DEFINITE_YEAR_HEADS, FROM, SPECIAL_YEARS, UNTIL, YEARS_HEADS
from hashiya.dates.years import is_plausible_year

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.dates.line import Line

_BETWEEN = "بين"
_AND = "و"
_DAYS = "يومي"
_SLASH = "/"
_LIMIT = "غايه"
_WEEK, _YEAR = 7, 365


def find_range_of_days(line: Line, index: int) -> Found | None:
    """Find two days of one month: «3-7 أكتوبر», «من الأول إلى السابع من أيار», «يومي 3 و4 أكتوبر»."""
    words = line.words
    start = index
    has_head = words[index] == _DAYS
    index += has_head
    first = day_number_at(line, index)
    if first is None:
        return None
    day, end, _ = first
    second = _after_connector(line, start, end, is_and=has_head)
    last = day_number_at(line, second) if second is not None else None
    if (
        second is None
        or last is None
        or last[0] <= day
        or (has_head and words[second - 1] == _AND and _is_list(line, start, day, last[0]))
    ):
        return None
    found = find_day(line, second)
    if found is None or found.resolve is None:
        return None
    resolve, days = found.resolve, last[0] - day

    def resolve_both(on: date | None) -> Period:
        day = resolve(on).first
        return days_between(day - timedelta(days), day)

    return Found(found.end, resolve_both, found.is_complete)


def find_range_of_years(line: Line, index: int) -> Found | None:
    """Find two years in numbers: «2015-2018», «بين عامي 2015 و2018», «موسم 2024/2025»."""
    words = line.words
    start = index
    is_special = words[index] in DEFINITE_YEAR_HEADS and words[index + 1] in SPECIAL_YEARS
    has_head = words[index] in YEARS_HEADS
    index += 2 if is_special else has_head
    if not is_plausible_year(words, index):
        return None
    first = int(words[index])
    second = _after_connector(line, start, index + 1, is_and=has_head)
    if second is None and words[index + 1] == _SLASH:
        second = index + 2
    if second is None or not is_plausible_year(words, second):
        return None
    last = int(words[second])
    is_list = words[second - 1] == _AND and _is_list(line, start, first, last)
    if last <= first or is_list or (words[index + 1] == _SLASH and last != first + 1):
        return None
    return Found(second + 1, lambda _: from_to(year_of(first), year_of(last)), is_complete=True)


def find_range(
    line: Line, index: int, first: Found, find: Callable[[Line, int], Found | None]
) -> Found | None:
    """Find the range that an expression begins: «28 أيلول - 3 تشرين الأول», «بين أكتوبر وديسمبر 2025».

    Args:
        line: the words.
        index: where the first expression begins.
        first: the first expression.
        find: finds an expression at an index.
    """
    second = _after_connector(line, index, first.end)
    last = find(line, second) if second is not None else None
    if last is None or last.resolve is None or first.resolve is None:
        return None
    resolve_first, resolve_last = first.resolve, last.resolve

    def resolve(on: date | None) -> Period:
        end = resolve_last(on)
        # without a year of its own the beginning lies before the end
        beginning = resolve_first(end.last if last.is_complete and not first.is_complete else on)
        if not last.is_complete and end.last < beginning.first:
            end = _next_after(beginning, resolve_last)
        return from_to(beginning, end)

    return Found(last.end, resolve, last.is_complete)


def _next_after(beginning: Period, resolve: Callable[[date | None], Period]) -> Period:
    """Return the end of a range that begins after the day of reference: a weekday, or else a month."""
    end = resolve(beginning.last + timedelta(_WEEK - 1))
    return end if end.first >= beginning.first else resolve(beginning.last + timedelta(_YEAR))


def _is_list(line: Line, start: int, first: int, last: int) -> bool:
    """Tell whether «عامي 2011 و2015» names two years only, since «بين» does not open a range."""
    return last != first + 1 and line.words[start - 1] != _BETWEEN


def _after_connector(line: Line, start: int, index: int, *, is_and: bool = False) -> int | None:
    """Find the index after the word or sign between the two ends of a range.

    Args:
        line: the words.
        start: where the range begins, after «بين» or «من» if one of them opens it.
        index: where the connector would be.
        is_and: whether «و» connects the ends though «بين» does not open the range.
    """
    words = line.words
    before = words[start - 1] if start else ""
    if words[index] == _AND and words[index + 1] in UNTIL:
        return index + 2
    if words[index] == _AND:
        return index + 1 if is_and or before == _BETWEEN else None
    if words[index] in UNTIL:
        return index + 1 + (words[index + 1] == _LIMIT)
    return index + 1 if words[index] in DASHES and before not in FROM else None
