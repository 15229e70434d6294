"""The date of an article, read from the short lines at its beginning that news sites put it in."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from hashiya.article.paragraphs import paragraphs_with_text

if TYPE_CHECKING:
    from collections.abc import Iterator

DATELINE_LENGTH = 80
"""Most code points of a line that can be a dateline."""

_LINES = 15
_OTHER_WORDS = 4
_FIRST_YEAR, _LAST_YEAR = 1850, 2150

# each month in the Levant, in Egypt and the Gulf, in the Maghreb, and in English; folded
_MONTHS = (
    "كانون الثاني|كانون ثاني|كانون ثان|يناير|جانفي|january|jan",
    "شباط|فبراير|فيفري|february|feb",
    "اذار|مارس|march|mar",
    "نيسان|ابريل|افريل|april|apr",
    "ايار|مايو|ماي|may",
    "حزيران|يونيو|يونيه|جوان|june|jun",
    "تموز|يوليو|يوليه|جويليه|يوليوز|july|jul",
    "اب|اغسطس|اوت|غشت|august|aug",
    "ايلول|سبتمبر|شتنبر|september|sept|sep",
    "تشرين الاول|تشرين اول|اكتوبر|october|oct",
    "تشرين الثاني|تشرين ثاني|تشرين ثان|نوفمبر|نونبر|november|nov",
    "كانون الاول|كانون اول|ديسمبر|دجنبر|december|dec",
)
# one form of each letter and digit; marks, tatweel and bidi controls are left out
_FOLD: dict[int, int | None] = {
    **str.maketrans("أإآٱةى٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "ااااهي01234567890123456789"),
    **dict.fromkeys((*range(0x610, 0x61B), 0x61C, 0x640, *range(0x64B, 0x660), 0x670)),
    **dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))),
}
_WORD = re.compile(r"[^\W\d_]+")
_BESIDE_A_DATE = """
السبت الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه يوم ص م صباحا مساء ظهرا هـ ه من في الساعه بتوقيت غرينتش
نشر تاريخ النشر اخر تحديث am pm gmt utc t z st nd rd th on published updated
monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
"""
_NOT_COUNTED = frozenset(_BESIDE_A_DATE.split())


class _Found(NamedTuple):
    day: date
    start: int
    end: int


def date_of(text: str) -> date | None:
    """The date in the first dateline among the first lines with text.

    Western, Arabic and Persian digits; ``18-11-2025`` (the day first, unless it can only be the month),
    ISO 8601, ``3 أكتوبر 2025``, ``11 تشرين الثاني/نوفمبر 2025``, English months. Dates of other calendars are
    passed over.
    """
    for span in islice(paragraphs_with_text(text), _LINES):
        if span.end - span.start <= DATELINE_LENGTH:
            line = _folded(span.cut(text))
            found = _find(line)
            if found and _is_mostly_date(line, found):
                return found.day
    return None


def is_dateline(line: str) -> bool:
    """Whether a line is short and little more than a date: perhaps a weekday, a time, a section's name."""
    if len(line) > DATELINE_LENGTH:
        return False
    folded = _folded(line)
    found = _find(folded)
    return found is not None and _is_mostly_date(folded, found)


def _is_mostly_date(line: str, found: _Found) -> bool:
    rest = line[: found.start] + " " + line[found.end :]
    return sum(word not in _NOT_COUNTED for word in _WORD.findall(rest)) <= _OTHER_WORDS


def _folded(line: str) -> str:
    return line.translate(_FOLD).lower()


def _find(line: str) -> _Found | None:
    if not re.compile(r"\d{4}").search(line):
        return None
    for pattern in _patterns(line):
        for match in pattern.finditer(line):
            day = _date(match.groupdict())
            if day:
                return _Found(day, *match.span())
    return None


def _date(parts: dict[str, str | None]) -> date | None:
    year, day = int(parts["year"] or 0), int(parts["day"] or 0)
    name = parts.get("name")
    month = _month_numbers()[name] if name else int(parts.get("month") or 0)
    if month > 12 >= day and "iso" not in parts:
        day, month = month, day
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _month_numbers() -> dict[str, int]:
    return {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split("|")}


def _patterns(line: str) -> Iterator[re.Pattern[str]]:
    """The patterns of dates that a line may match, each compiled when those before it found nothing."""
    day = r"(?<!\d)(?P<day>\d\d?)(?:st|nd|rd|th)?"
    year = r"(?P<year>\d{4})(?!\d)"
    if any(separator in line for separator in "-/."):
        yield re.compile(
            rf"(?<!\d){year}(?P<separator>[-/.])(?P<month>\d\d?)(?P=separator)(?P<day>\d\d?)(?!\d)(?P<iso>)"
        )
        yield re.compile(rf"{day}\s*(?P<separator>[-/.])\s*(?P<month>\d\d?)\s*(?P=separator)\s*{year}")
    # a pattern of all months would take as long to compile as all else that a first look at an article takes
    names = "|".join(name for name in _names_longest_first() if name in line)
    if names:
        month = rf"(?<![^\W\d_])(?P<name>{names})(?:\s*[/(]\s*(?:{names})\)?)?(?![^\W\d_])"
        yield re.compile(
            rf"{day}\s*[-/,،]?\s*(?:من\s+)?(?:شهر\s+)?{month}\s*[-/,،.]?\s*(?:عام\s+|سنه\s+)?{year}"
        )
        yield re.compile(rf"{month}\s*[-/]?\s*(?P<day>\d\d?)(?:st|nd|rd|th)?(?!\d)\s*[-/,،]?\s*{year}")


@cache
def _names_longest_first() -> list[str]:
    """So that "march" is not read as "mar"."""
    return sorted(_month_numbers(), key=len, reverse=True)
