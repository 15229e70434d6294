"""The dates in a text, each with its span and with its value, seen from a day."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hashiya.dates import vocabulary
from hashiya.dates.decades import find_century, find_decade
from hashiya.dates.line import read_line
from hashiya.dates.months import arabic_months, foreign_months
from hashiya.dates.named_days import find_day, find_month
from hashiya.dates.named_weekdays import find_day_from_now
from hashiya.dates.numbers import NUMBER_WORDS
from hashiya.dates.numeric_dates import find_numeric
from hashiya.dates.parts import find_fraction, find_part, find_season
from hashiya.dates.ranges import find_range, find_range_of_days, find_range_of_years
from hashiya.dates.relative import find_distance, find_several, find_unit
from hashiya.dates.weekdays import arabic_weekdays
from hashiya.dates.years import find_year
from hashiya.text.folding import fold
from hashiya.text.paragraphs import find_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hashiya.dates.found import Found
    from hashiya.dates.line import Line
    from hashiya.text.spans import Span

_RULES_OF_NUMBERS = (find_numeric, find_day, find_year)
_RULES_OF_WORDS = (
    find_day,
    find_month,
    find_day_from_now,
    find_part,
    find_fraction,
    find_season,
    find_decade,
    find_century,
    find_unit,
    find_several,
    find_distance,
    find_year,
)


class DateInText(NamedTuple):
    """A date in a text.

    Attributes:
        span: its words, without prepositions and clitics before them, in code points.
        value: the day or the period in ISO 8601-2 (EDTF).
    """

    span: Span
    value: str


def find_dates(text: str, on: date | None) -> Iterator[DateInText]:
    """Find the dates in a text, in order; none of them overlap.

    Args:
        text: the text.
        on: the day from which «أمس» or a month without a year counts; None leaves such dates out.
    """
    bounds = find_paragraphs(text)
    for start, end in zip(bounds.starts, bounds.ends, strict=False):
        yield from _dates_in(read_line(text, start, end, _known()), on)


def _dates_in(line: Line, on: date | None) -> Iterator[DateInText]:
    index = 0
    while index < len(line.starts):
        every = _find(line, index) if _may_begin(line.words[index]) else []
        if not every:
            index += 1
            continue
        # a range that ends before it begins is none, but its first date may be one
        found = next((each for each in every if _value(each, on)), every[0])
        if value := _value(found, on):
            yield DateInText(line.span(index, found.end), value)
        index = found.end


def _value(found: Found, on: date | None) -> str:
    """Return the value of an expression; empty if its day does not exist, or is not known."""
    if found.resolve is None:
        return ""
    try:
        return found.resolve(on).value
    except (ValueError, OverflowError):
        return ""


def _find(line: Line, index: int) -> list[Found]:
    """Find the ranges and the longest expression that begin at a word, the longest first."""
    single = _find_single(line, index)
    ranges = [find_range_of_days(line, index), find_range_of_years(line, index)]
    if single is not None:
        ranges.append(find_range(line, index, single, _find_single))
    return sorted(filter(None, (*ranges, single)), key=lambda found: found.end, reverse=True)


def _find_single(line: Line, index: int) -> Found | None:
    rules = _RULES_OF_NUMBERS if line.words[index].isdecimal() else _RULES_OF_WORDS
    found = [each for rule in rules if (each := rule(line, index)) is not None]
    return max(found, key=lambda each: each.end, default=None)


def _may_begin(word: str) -> bool:
    return word in _beginnings() or word.isdecimal()


@cache
def _beginnings() -> frozenset[str]:
    """Return the words with which an expression can begin."""
    names = " ".join((*arabic_months(), *foreign_months())).split()
    heads = fold(
        "شهر فصل القرن العقد سنوات أعوام حقبة فترة عقد أول يوم يومي ليلة بعد قبل منتصف ال ( الليلة"
    ).split()
    return frozenset((*names, *heads, *_WORDS, *arabic_weekdays(), *NUMBER_WORDS))


_WORDS: frozenset[str] = frozenset().union(
    vocabulary.THIS,
    vocabulary.UNITS,
    vocabulary.DEFINITE_UNITS,
    vocabulary.YEAR_HEADS,
    vocabulary.YEARS_HEADS,
    vocabulary.PARTS,
    vocabulary.DAYTIMES,
    vocabulary.YESTERDAY,
    vocabulary.TODAY,
    vocabulary.TOMORROW,
    vocabulary.SEASONS,
    ("ال" + season for season in vocabulary.SEASONS),
    vocabulary.DECADES,
    vocabulary.FRACTIONS,
    vocabulary.BEFORE,
    vocabulary.AFTER,
)


@cache
def _known() -> frozenset[str]:
    """Return the words from which a clitic is split."""
    others = fold("في من إلى حتى لغاية بين نصف نيف").split()
    around = vocabulary.PAST | vocabulary.FUTURE | vocabulary.CURRENT | vocabulary.AT
    names = vocabulary.NAMED_BY_YEARS | vocabulary.NAMED_BY_DAYS
    return frozenset((*_beginnings(), *others, *around, *names))
