"""Years as a text names them: in numbers, in words, or counted from the present one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.dates.calendars import hijri_month
from hashiya.dates.found import Found, needed
from hashiya.dates.numbers import cardinal_at
from hashiya.dates.periods import Period, days_between, year_of
from hashiya.dates.vocabulary import (
    AT,
    BEFORE_CHRIST,
    COUNTED,
    CURRENT,
    DASHES,
    DEFINITE_YEAR_HEADS,
    FUTURE,
    GENERAL,
    GREGORIAN,
    HIJRI,
    NAMED_BY_YEARS,
    PAST,
    SPECIAL_YEARS,
    THIS,
    YEAR_HEADS,
    YEARS_HEADS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hashiya.dates.line import Line

_WRITTEN = range(100, 2200)
_PLAUSIBLE = range(1800, 2101)
_SMALLEST_OF_FOUR_DIGITS = 1000
_TWO_THOUSAND = frozenset(("الفين", "الفان"))
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
_BEFORE, _AFTER, _AND = "قبل", "بعد", "و"


class Year(NamedTuple):
    """A year as words name it.

    Attributes:
        end: the index of the word after it.
        number: the number of the year; None if it is counted from the present one.
        shift: the number of years from the present one.
        is_hijri: whether the text says that it is a Hijri year.
    """

    end: int
    number: int | None
    shift: int = 0
    is_hijri: bool = False

    def seen_from(self, on: date | None) -> int:
        """Return the number of the year."""
        return self.number if self.number is not None else needed(on).year + self.shift

    def period(self, on: date | None) -> Period:
        """Return the year as a period."""
        year = self.seen_from(on)
        if self.is_hijri:
            return days_between(hijri_month(year, 1)[0], hijri_month(year, 12)[1])
        return year_of(year)


def modifier_at(words: Sequence[str], index: int) -> tuple[int, int] | None:
    """Read a word such as «الماضي» or «قبل الماضي».

    Returns:
        The number of periods from the present one, and the index after the words.
    """
    word = words[index]
    if word in PAST:
        return -1, index + 1
    if word in FUTURE:
        return 1, index + 1
    if word in CURRENT:
        return 0, index + 1
    if word == "ما":
        index += 1
    if words[index] == _BEFORE and words[index + 1] in PAST:
        return -2, index + 2
    if words[index] == _AFTER and words[index + 1] in FUTURE:
        return 2, index + 2
    return None


def year_at(line: Line, index: int, *, is_bare: bool = False) -> Year | None:
    """Read a year.

    Args:
        line: the words.
        index: where the year begins.
        is_bare: whether a number alone is a year, as after a month.
    """
    words = line.words
    counted = _counted_year(words, index)
    if counted is not None:
        return counted
    start = index
    has_head = words[index] in YEAR_HEADS | YEARS_HEADS
    if has_head:
        index += 1
        if words[index] in SPECIAL_YEARS:
            index += 1
    is_hijri_head = has_head and words[index - 1] in HIJRI
    is_in_brackets = (has_head or is_bare) and words[index] in _OPENING and words[index + 2] in _CLOSING
    numbered = _number_at(words, index + is_in_brackets, has_head=has_head)
    if numbered is None:
        return None
    number, end = numbered
    end += is_in_brackets
    is_hijri = is_hijri_head or words[end] in HIJRI or _is_before_hijri_year(words, end)
    if words[end] in HIJRI or words[end] in GREGORIAN:
        end += 1
    elif not has_head and (words[end] in COUNTED or not (is_bare or _is_bare_year(line, start, number))):
        return None
    return Year(end, number, is_hijri=is_hijri)


def is_before_christ(words: Sequence[str], index: int) -> bool:
    """Tell whether words such as «قبل الميلاد» follow a year or a century."""
    return (words[index] == _BEFORE and words[index + 1] in BEFORE_CHRIST) or (
        words[index] in BEFORE_CHRIST and "م" in words[index + 1 : index + 3]
    )


def find_year(line: Line, index: int) -> Found | None:
    """Find a year that is named for itself, such as «عام 2015», «2025م» or «في 2011»."""
    year = year_at(line, index)
    if year is None:
        return None
    if is_before_christ(line.words, year.end):
        return Found(year.end + 2)
    return Found(year.end, year.period, is_complete=year.number is not None)


def is_plausible_year(words: Sequence[str], index: int) -> bool:
    """Tell whether a number alone may be a year: four digits, of our time, and nothing that is counted."""
    word = words[index]
    return len(word) == 4 and word.isdecimal() and int(word) in _PLAUSIBLE and words[index + 1] not in COUNTED


def _is_before_hijri_year(words: Sequence[str], index: int) -> bool:
    """Tell whether the second year of «1435-1436هـ» follows."""
    return words[index] in DASHES | {"/"} and words[index + 1].isdecimal() and words[index + 2] in HIJRI


def _is_bare_year(line: Line, index: int, number: int) -> bool:
    words = line.words
    if number not in _PLAUSIBLE or not is_plausible_year(words, index):
        return False
    before, after = words[index - 1], words[index + 1]
    is_listed = before == _AND and index > 1 and is_plausible_year(words, index - 2)
    return before in AT | NAMED_BY_YEARS or is_listed or (before in _OPENING and after in _CLOSING)


def _counted_year(words: Sequence[str], index: int) -> Year | None:
    """Read «العام الماضي» or «هذا العام»."""
    if words[index] in THIS:
        return Year(index + 2, None) if words[index + 1] in DEFINITE_YEAR_HEADS else None
    if words[index] not in DEFINITE_YEAR_HEADS:
        return None
    modifier = modifier_at(words, index + 1)
    if modifier is None or (index and words[index - 1] in GENERAL):
        return None
    return Year(modifier[1], None, modifier[0])


def _number_at(words: Sequence[str], index: int, *, has_head: bool) -> tuple[int, int] | None:
    """Read the number of a year, in digits or as «ألفين وخمسة عشر»."""
    word = words[index]
    if word in _TWO_THOUSAND and has_head:
        # «وأحد» is folded to the same letters as «واحد»
        rest = cardinal_at(words, index + 1 + (words[index + 1] == "و"))
        return (2000 + rest[0], rest[1]) if rest else (2000, index + 1)
    if not word.isdecimal() or len(word) > 4:
        return None
    number = int(word)
    is_short = number < _SMALLEST_OF_FOUR_DIGITS and not has_head
    if words[index + 1] not in HIJRI and (number not in _WRITTEN or is_short):
        return None
    return number, index + 1
