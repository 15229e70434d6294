"""Days by their weekday or from today: «الخميس الماضي», «أول أمس», «مساء اليوم الخميس»."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from hashiya.dates.found import Found, needed
from hashiya.dates.future import is_ahead
from hashiya.dates.named_days import find_day
from hashiya.dates.numeric_dates import find_numeric
from hashiya.dates.periods import Period, day_of
from hashiya.dates.vocabulary import (
    DAYTIMES,
    NOT_TODAY_AFTER,
    NOT_TODAY_BEFORE,
    NOT_YESTERDAY_BEFORE,
    PAST,
    TODAY,
    TOMORROW,
    YESTERDAY,
)
from hashiya.dates.weekdays import arabic_weekdays
from hashiya.dates.years import modifier_at
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from hashiya.dates.line import Line

_BEFORE_OR_AFTER = frozenset(("قبل", "بعد", "منتصف"))
_NOON_OR_NIGHT = frozenset(fold("ظهر عصر ليل ليلة نهار منتصف الظهر").split())
_MOST_PREFIXES = 4
_SAME_DAY = frozenset(("الموافق", "موافق", "في"))
_PAUSES = frozenset("،,-–(|")
_OPENING, _CLOSING = "(", ")"
_QUOTATION_MARKS = frozenset("\"«»“”'")
_MOST_WORDS_OF_NAME = 3
_TANWIN = "\u064b"
_WEEK = 7
_HALF_YEAR = 183
_MOON = 2
_TOMORROW = "غدا"
_AFTER_TOMORROW = frozenset(("في", "الي", "علي", "مع", "ب", "ل", "و", "بين", "عن", "ان"))
_BEGINS_NO_PREDICATE = ("ال", "سي", "ست", "ب", "لل")
# «الاثنين» is also "both"
_BOTH_AFTER = frozenset(("بين", "هذين", "كلا", "كلي"))
_BOTH_BEFORE = frozenset(("معا", "كليهما", "الاخرين", "سويا"))
# a prayer, a mosque or a town has the name of a day
_NAMED_BY_WEEKDAYS = frozenset(fold("صلاة خطبة مسجد جامع سوق بلدة ساحة أذان أيام").split())
_DAYS_WITH_NAMES = frozenset(fold("البيضاء السوداء الأسود العظيمة الحزينة الدامي").split())
_DAYS_FROM_NOW: tuple[tuple[tuple[Container[str], ...], int], ...] = (
    (({"اول"}, {"من"}, YESTERDAY), -2),
    (({"اول"}, YESTERDAY), -2),
    (({"قبل"}, YESTERDAY), -2),
    ((YESTERDAY, {"الاول"}), -2),
    ((YESTERDAY,), -1),
    (({"الليله"}, PAST), -1),
    (({"هذه"}, {"الليله", "الامسيه"}), 0),
    (({"هذا"}, {"المساء", "الصباح"}), 0),
    (({"بعد"}, TOMORROW), 2),
    ((TOMORROW,), 1),
)
"""The words of a day counted from today, with the number of days."""


def find_day_from_now(line: Line, index: int) -> Found | None:
    """Find a weekday, or a day counted from today, with the words for a time of day before it."""
    start = index
    index = _after_prefixes(line.words, index)
    has_prefix = index > start
    found = (
        _find_weekday(line, index)
        or _find_today(line, index)
        or _find_yesterday_or_tomorrow(line, index, has_prefix=has_prefix)
    )
    if found is None and has_prefix:
        found = find_day(line, index) or find_numeric(line, index)
    return found


def _after_prefixes(words: Sequence[str], index: int) -> int:
    """Find the index after words such as «مساء يوم» and «بعد ظهر»."""
    for _ in range(_MOST_PREFIXES):
        if words[index] in DAYTIMES:
            index += 1
        elif words[index] in _BEFORE_OR_AFTER and words[index + 1] in _NOON_OR_NIGHT:
            index += 2
        else:
            break
    return index


def _find_weekday(line: Line, index: int) -> Found | None:
    words = line.words
    weekday = arabic_weekdays().get(words[index])
    if weekday is None:
        return None
    if words[index - 1] in _NAMED_BY_WEEKDAYS or words[index + 1] in _DAYS_WITH_NAMES:
        return Found(index + 1)
    is_pair = words[index + 1] == "و" and words[index + 2] in arabic_weekdays()
    if words[index + 1] in _BOTH_BEFORE or (words[index - 1] in _BOTH_AFTER and not is_pair):
        return Found(index + 1)
    modifier = modifier_at(words, index + 1)
    shift, end = modifier or (None, index + 1)
    dated = _date_after(line, end)
    if dated is not None and (shift is None or dated.is_complete):
        return dated._replace(resolve=_on_weekday(dated, weekday))
    end = dated.end if dated is not None else end
    ahead = shift is None and is_ahead(words, index)
    return Found(end, lambda on: day_of(_weekday_from(needed(on), weekday, shift, is_ahead=ahead)))


def _find_today(line: Line, index: int) -> Found | None:
    words = line.words
    if words[index] not in TODAY:
        return None
    with_weekday = _find_with_weekday(line, index + 1, 0)
    if with_weekday is not None:
        return with_weekday
    if words[index - 1] in NOT_TODAY_AFTER or words[index + 1] in NOT_TODAY_BEFORE:
        return Found(index + 1)
    if words[index + 1] in _QUOTATION_MARKS and _QUOTATION_MARKS.intersection(
        words[max(0, index - _MOST_WORDS_OF_NAME) : index]
    ):
        return Found(index + 1)
    return Found(index + 1, partial(_day_away, 0))


def _find_yesterday_or_tomorrow(line: Line, index: int, *, has_prefix: bool) -> Found | None:
    """Find a day such as «أمس», «أول من أمس» or «بعد غد», and the weekday that may follow."""
    words = line.words
    for pattern, days in _DAYS_FROM_NOW:
        end = index + len(pattern)
        if any(word not in allowed for word, allowed in zip(words[index:end], pattern, strict=False)):
            continue
        found = _find_with_weekday(line, end, days)
        # «غدا» without its marks is also a verb, and «الغد» any future
        is_certain = days != 1 or has_prefix or _is_tomorrow(line, index)
        if found is not None or not is_certain:
            return found
        if words[end] in NOT_YESTERDAY_BEFORE:
            return Found(end)
        return Found(end, partial(_day_away, days))
    return None


def _is_tomorrow(line: Line, index: int) -> bool:
    """Tell whether «غدا» or «غد» is a day: by its marks, by the future, or since no predicate follows."""
    words = line.words
    if _TANWIN in line.written(index) or is_ahead(words, index):
        return True
    following = words[index + 1]
    is_predicate = following[:1].isalpha() and not (
        following in _AFTER_TOMORROW or following.startswith(_BEGINS_NO_PREDICATE)
    )
    return words[index] == _TOMORROW and not is_predicate


def _day_away(days: int, on: date | None) -> Period:
    return day_of(needed(on) + timedelta(days))


def _find_with_weekday(line: Line, index: int, days: int) -> Found | None:
    """Find a weekday behind «اليوم» or «أمس»: it decides, since an article may appear a day later."""
    words = line.words
    is_in_brackets = words[index] == _OPENING
    index += words[index] in ("،", _OPENING)
    weekday = arabic_weekdays().get(words[index])
    if weekday is None or (is_in_brackets and words[index + 1] != _CLOSING):
        return None
    end = index + 1 + is_in_brackets
    dated = _date_after(line, end)
    if dated is not None:
        return dated._replace(resolve=_on_weekday(dated, weekday))
    return Found(end, lambda on: day_of(_weekday_near(needed(on), days, weekday)))


def _weekday_near(on: date, days: int, weekday: int) -> date:
    """Return the weekday nearest to a day that is so many days from another one, on the same side of that."""
    found = _nearest(on + timedelta(days), weekday)
    if days <= 0 and found > on:
        return found - timedelta(_WEEK)
    return found + timedelta(_WEEK) if days > 0 and found < on else found


def _date_after(line: Line, index: int) -> Found | None:
    """Find a date behind a weekday: «الخميس 2 تشرين الأول», «الخميس (2/10/2025)»."""
    words = line.words
    is_in_brackets = words[index] == _OPENING
    index += words[index] in _PAUSES
    index += words[index] in _SAME_DAY
    found = find_day(line, index) or find_numeric(line, index)
    if found is None or found.resolve is None:
        return None
    return found._replace(end=found.end + (is_in_brackets and words[found.end] == _CLOSING))


def _on_weekday(found: Found, weekday: int) -> Callable[[date | None], Period] | None:
    """Let the weekday decide where a date leaves its year open, or the sight of the moon its day."""
    resolve = found.resolve
    if resolve is None or (found.is_complete and not found.is_hijri):
        return resolve

    def resolve_by_weekday(on: date | None) -> Period:
        period = resolve(on)
        day = period.first
        if found.is_hijri:
            nearest = _nearest(day, weekday)
            return day_of(nearest) if abs((nearest - day).days) <= _MOON else period
        days = [_in_year(day, day.year + years) for years in (0, -1, 1)]
        fitting = (each for each in days if each is not None and each.weekday() == weekday)
        near = (each for each in fitting if each <= needed(on) + timedelta(_HALF_YEAR))
        return next(map(day_of, near), period)

    return resolve_by_weekday


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _weekday_from(on: date, weekday: int, shift: int | None, *, is_ahead: bool) -> date:
    """Return the weekday that is meant.

    Args:
        on: the day of reference.
        weekday: 0 for Monday.
        shift: -1 for the last one before the day, 1 for the first after it, 0 for the nearest; None for the
            last one up to the day itself.
        is_ahead: whether the sentence speaks of the future, so that the first from the day on is meant.
    """
    if shift == 0:
        return _nearest(on, weekday)
    if shift is None:
        return on + timedelta(
            (weekday - on.weekday()) % _WEEK if is_ahead else -((on.weekday() - weekday) % _WEEK)
        )
    if shift > 0:
        return on + timedelta((weekday - on.weekday() - 1) % _WEEK + 1 + _WEEK * (shift - 1))
    return on - timedelta((on.weekday() - weekday - 1) % _WEEK + 1 + _WEEK * (-shift - 1))


def _nearest(on: date, weekday: int) -> date:
    return on + timedelta((weekday - on.weekday() + _WEEK // 2) % _WEEK - _WEEK // 2)
