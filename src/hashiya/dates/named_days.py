"""Months in a text, with or without their day and year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from hashiya.dates.calendars import hijri_month, hijri_year_at, jalali_date
from hashiya.dates.found import Found, NoReferenceDayError, Recurrence, needed
from hashiya.dates.future import is_ahead
from hashiya.dates.months import Calendar, Month, arabic_months, month_at, named_month
from hashiya.dates.numbers import digits_at, ordinal_at, ordinal_before_month_at
from hashiya.dates.periods import Period, day_of, days_between, month_away, month_of
from hashiya.dates.vocabulary import (
    AT,
    BLESSED,
    CURRENT,
    DEFINITE_YEAR_HEADS,
    NAMED_BY_DAYS,
    OF_ANOTHER,
    THIS,
)
from hashiya.dates.years import Year, modifier_at, year_at
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from hashiya.dates.line import Line

# names that are also other words or names of persons: only the words around tell
_OTHER_WORDS_TOO = frozenset(fold("مارس ماي جوان أوت آب رمضان شعبان رجب شوال").split())
_MOSTLY_OTHER_WORDS = frozenset(fold("محرم المحرم صفر").split())
_AUGUST, _AUGUST_AS_WRITTEN = "اب", "آ"
_HEAD, _OF, _TO = "شهر", "من", "ل"
_THE_MONTH = "الشهر"
_ARTICLE = "ال"
_OPENING, _CLOSING = "(", ")"
_SIGNS = frozenset("،,-/–")
_AFTER_DAY = frozenset(("-", "/", "–", ".", "ي", _OF, _HEAD, _TO))
_WITHIN_NUMBERS = frozenset(".:٫")
_LAST_HIJRI_YEAR = 1600
_MOST_DAYS = 31
_MOST_AFTER_DAY = 3


class _Tail(NamedTuple):
    """Words after a month: its year, a word such as «الماضي», or «العام نفسه», which tells nothing."""

    end: int
    year: Year | None = None
    shift: int | None = None
    is_of_another: bool = False


def find_month(line: Line, index: int, *, is_certain: bool = False) -> Found | None:
    """Find a month without a day.

    Args:
        line: the words.
        index: where the month begins.
        is_certain: whether the words before leave no doubt that a name is that of a month.
    """
    words = line.words
    start = index
    has_head = words[index] == _HEAD
    index += has_head
    named = named_month(words, index)
    if named is None or not _is_arabic(words, index):
        return None
    if words[start - 1].isdecimal() and len(words[start - 1]) <= 2:
        return Found(named.end)  # the number is no day of a month
    tail = _tail_at(line, named.end)
    has_words = has_head or named.is_repeated or tail.end > named.end
    if not has_words and not is_certain and not _may_stand_alone(line, index, start):
        return None
    resolve = partial(_resolve, named.month, None, tail, is_ahead=is_ahead(words, start))
    return Found(tail.end, resolve, is_complete=_is_complete(tail))


def find_day(line: Line, index: int) -> Found | None:
    """Find a day of a month, such as «11 تشرين الثاني/نوفمبر», «الأول من أيار» or «الـ15 من الشهر الجاري»."""
    words = line.words
    is_in_brackets = words[index] == _OPENING
    numbered = day_number_at(line, index + is_in_brackets)
    if numbered is None:
        return _find_month_first(line, index)
    day, end, is_written = numbered
    if is_in_brackets:
        if words[end] != _CLOSING:
            return None
        end += 1
    if is_written and words[end] not in (_OF, _HEAD) and not ordinal_before_month_at(words, index):
        return None
    month = end
    while month - end < _MOST_AFTER_DAY and words[month] in _AFTER_DAY:
        month += 1
    found = _find_day_of_present_month(words, end, month, day) or _find_day_of_named_month(line, month, day)
    if found is None:
        return None
    is_alone = found.end == month + 1
    if is_alone and words[month] in _MOSTLY_OTHER_WORDS and not (is_written or month > end + 1):
        return None
    has_name_only = month_at(words, month) is not None and not found.is_complete
    is_name = (
        has_name_only and words[index - 1] in NAMED_BY_DAYS and modifier_at(words, found.end - 1) is None
    )
    return Found(found.end) if is_name else found


def day_number_at(line: Line, index: int) -> tuple[int, int, bool] | None:
    """Read the number of a day.

    Returns:
        The number, the index after it, and whether it is written in words.
    """
    words = line.words
    ordinal = ordinal_at(words, index) or ordinal_before_month_at(words, index)
    if ordinal is not None:
        return (*ordinal, True) if ordinal[0] <= _MOST_DAYS else None
    if words[index] == _ARTICLE:
        index += 1
    elif line.is_glued(index) and words[index - 1] in _WITHIN_NUMBERS and words[index - 2].isdecimal():
        return None
    number = digits_at(words, index)
    if number is None or len(words[index]) > 2 or not 1 <= number <= _MOST_DAYS:
        return None
    return number, index + 1, False


def day_of_month(month: Month, day: int, end: int) -> Found:
    """Return a day of a month without its year, which ends before an index."""
    return Found(end, partial(_resolve, month, day, _Tail(end), is_ahead=False))


def period_in_month(month: Month, year: int, day: int | None) -> Period:
    """Return a month of a year in its calendar, or a day of that month.

    Raises:
        ValueError: the month has no such day.
    """
    if month.calendar is Calendar.JALALI:
        gregorian = jalali_date(year, month.number, day or 1)
        if gregorian is None or day is None:
            raise ValueError(day)
        return day_of(gregorian)
    if month.calendar is Calendar.HIJRI:
        first, last = hijri_month(year, month.number)
        if day is None:
            return days_between(first, last)
        if day > 30:
            raise ValueError(day)
        return day_of(first.fromordinal(first.toordinal() + day - 1))
    whole = month_of(year, month.number)
    return whole if day is None else day_of(whole.first.replace(day=day))


def _find_month_first(line: Line, index: int) -> Found | None:
    """Find a day behind its month and before its year: «نوفمبر 18، 2025»."""
    words = line.words
    named = named_month(words, index)
    if named is None:
        return None
    day = digits_at(words, named.end)
    year = digits_at(words, named.end + 1 + (words[named.end + 1] in _SIGNS))
    if day is None or year is None or not 1 <= day <= _MOST_DAYS or year < 1000:
        return None
    end = named.end + 2 + (words[named.end + 1] in _SIGNS)
    tail = _Tail(end, Year(end, year))
    return Found(end, partial(_resolve, named.month, day, tail, is_ahead=False), is_complete=True)


def _find_day_of_named_month(line: Line, index: int, day: int) -> Found | None:
    """Find the rest of «11 تشرين الثاني/نوفمبر» or «3 October 2025» after the day."""
    named = named_month(line.words, index)
    if named is None:
        return None
    tail = _tail_at(line, named.end)
    if not _is_arabic(line.words, index) and not _is_complete(tail):
        return None
    resolve = partial(_resolve, named.month, day, tail, is_ahead=is_ahead(line.words, index))
    is_hijri = named.month.calendar is Calendar.HIJRI
    return Found(tail.end, resolve, is_complete=_is_complete(tail), is_hijri=is_hijri)


def _find_day_of_present_month(words: Sequence[str], end: int, index: int, day: int) -> Found | None:
    """Find the rest of «15 من الشهر الماضي» or «15 الجاري» after the day."""
    if words[index] == _THE_MONTH or (words[index] in THIS and words[index + 1] == _THE_MONTH):
        is_this = words[index] in THIS
        modifier = (0, index + 2) if is_this else modifier_at(words, index + 1)
    elif words[index] in CURRENT and index <= end + 1:
        modifier = 0, index + 1
    else:
        return None
    if modifier is None:
        return None
    shift, after = modifier

    def resolve(on: date | None) -> Period:
        return day_of(month_away(needed(on), shift).first.replace(day=day))

    return Found(after, resolve)


def _is_arabic(words: Sequence[str], index: int) -> bool:
    """Tell whether the name of a month is one of Arabic, and written without a suffix."""
    month = month_at(words, index)
    return month is not None and " ".join(words[index : month[1]]) in arabic_months()


def _may_stand_alone(line: Line, index: int, start: int) -> bool:
    """Tell whether a name alone, or after a preposition, is that of a month."""
    words = line.words
    name = words[index]
    if name in _MOSTLY_OTHER_WORDS:
        return False
    if name == _AUGUST and _AUGUST_AS_WRITTEN not in line.written(index):
        return False
    return name not in _OTHER_WORDS_TOO or (start > 0 and words[start - 1] in AT)


def _tail_at(line: Line, index: int) -> _Tail:
    words = line.words
    index += words[index] in BLESSED
    modifier = modifier_at(words, index)
    if modifier is not None:
        return _Tail(modifier[1], shift=modifier[0])
    start = index
    has_preposition = words[index] in (_OF, _TO)
    if has_preposition or words[index] in _SIGNS:
        index += 1
    year_words = set(words[index : index + 2])
    if year_words & DEFINITE_YEAR_HEADS and year_words & OF_ANOTHER:  # «العام نفسه», «نفس العام»
        return _Tail(index + 2, is_of_another=True)
    year = year_at(line, index, is_bare=not has_preposition)
    return _Tail(start) if year is None else _Tail(year.end, year)


def _is_complete(tail: _Tail) -> bool:
    return tail.year is not None and tail.year.number is not None


def _resolve(month: Month, day: int | None, tail: _Tail, on: date | None, *, is_ahead: bool) -> Period:
    if tail.is_of_another:
        raise NoReferenceDayError
    if tail.year is not None:
        return period_in_month(month, _year_of(month, tail.year, on), day)
    return recurring(lambda year: period_in_month(month, year, day), month.calendar, needed(on)).nearest(
        needed(on), tail.shift, is_ahead=is_ahead
    )


def recurring(in_year: Callable[[int], Period], calendar: Calendar, on: date) -> Recurrence:
    """Return the recurrence of a month, or of a day in it, around a day."""
    if calendar is not Calendar.HIJRI:
        return Recurrence(in_year, on.year, month_away(on, 0).last)
    year = hijri_year_at(on)
    ends = (hijri_month(year, number)[1] for number in range(1, 13))
    return Recurrence(in_year, year, next(end for end in ends if end >= on))


def _year_of(month: Month, year: Year, on: date | None) -> int:
    """Return the year in the calendar of the month: «رمضان 2025» is of the year 1446."""
    number = year.seen_from(on)
    if month.calendar is not Calendar.HIJRI or number <= _LAST_HIJRI_YEAR:
        return number
    first = hijri_year_at(month_of(number, 1).first)
    years = (first, first + 1)
    return next((each for each in years if hijri_month(each, month.number)[0].year == number), first)
