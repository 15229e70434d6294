"""The date of an article, read from the short lines at its beginning."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from hashiya.article.paragraphs import paragraphs_with_text
from hashiya.dates.full_dates import find_date
from hashiya.dates.months import Calendar, month_names
from hashiya.dates.weekdays import weekdays
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from hashiya.dates.full_dates import FoundDate

DATELINE_LENGTH = 80
"""Most code points of a line that can be a dateline."""

_LINES = 15
_DASH = re.compile(r"\s(?:-{1,2}|[\u2013\u2014])\s")
_BEGINS_A_SENTENCE = frozenset(
    fold(
        """
        في وفي ففي منذ ومنذ بعد وبعد قبل وقبل خلال وخلال حتى من ومن بين وبين يوم
        on since before after until from by in
        du depuis avant après jusqu dès en ce
        am vom seit vor nach bis im den
        """
    ).split()
)
_OTHER_WORDS = 4
_LETTERS = r"[^\W\d_]+"
_SAME_DAY = "موافق"
# times of day and words about publishing, in the languages of `months`
_BESIDE_A_DATE = """
يوم اليوم الموافق م ميلادي ميلادية هـ هجري هجرية
ص صباحا مساء ظهرا عصرا فجرا ليلا الساعة من في عند إلى على بتوقيت توقيت غرينتش جرينتش مكة المكرمة القدس دمشق
نشر نشرت تم النشر تاريخ بتاريخ آخر تحديث التحديث حدث أضيف كتب طباعة
روز ساعت تاریخ انتشار بروزرسانی سال ماه
بروز تاریخ اشاعت
ڕۆژی ڕێکەوتی بڵاوکراوەتەوە
am pm gmt utc t z st nd rd th on at published updated date
publié publiée mis mise à jour modifié le h heure
veröffentlicht aktualisiert erschienen stand uhr um den
"""


class _Rank(IntEnum):
    """Certainty that the date in a line is the article's date; the most certain first."""

    SURE = 0
    LIKELY = 1
    DOUBTFUL = 2
    IN_HEADLINE = 3


def date_of(text: str) -> date | None:
    """Find the date of an article, or of a line such as the text of a `<time>` element.

    A dateline is one of the first lines with text, short and little more than a date. The first line is often
    a headline, so its date counts only if no other line is a dateline. The first longer paragraph may begin
    with an agency's dateline: ``بكين 18 نوفمبر 2025 (شينخوا) -- قال``; a line that is certainly a dateline
    has precedence. `find_date` lists the forms of a date.
    """
    best: tuple[_Rank, date] | None = None
    is_lead_read = False
    for number, span in enumerate(islice(paragraphs_with_text(text), _LINES)):
        is_short = span.end - span.start <= DATELINE_LENGTH
        beginning = text[span.start : min(span.end, span.start + DATELINE_LENGTH)]
        if is_short:
            found = find_date(beginning)
        else:
            found = None if is_lead_read else _date_before_dash(beginning)
            is_lead_read = True
        rank = _rank(found, is_first=number == 0 and is_short) if found else None
        if rank is not None and not is_short:
            rank = max(rank, _Rank.LIKELY)
        if found and rank is not None and (best is None or rank < best[0]):
            best = rank, found.day
        if best and best[0] is _Rank.SURE:
            break
    return best[1] if best else None


def _date_before_dash(beginning: str) -> FoundDate | None:
    """Find the date before a dash at the beginning of a paragraph; None if a sentence comes first."""
    for dash in _DASH.finditer(beginning):
        found = find_date(beginning[: dash.start()])
        if found is not None:
            is_sentence = _BEGINS_A_SENTENCE.intersection(found.before[:1]) or list(found.before) == ["le"]
            return None if is_sentence else found
    return None


def is_dateline(line: str) -> bool:
    """Tell whether a line is short and holds a date with little else: a weekday, a time, a section's name."""
    found = find_date(line) if len(line) <= DATELINE_LENGTH else None
    rank = _rank(found, is_first=True) if found else None
    return rank is not None and rank < _Rank.IN_HEADLINE


def _rank(found: FoundDate, *, is_first: bool) -> _Rank | None:
    """Rate the certainty of a dateline by the words beside the date; None if the line is no dateline.

    A time of day, the same day in another calendar, or no other word makes the line certain. So does a sign
    between the date and the other words (``القاهرة - 7 أكتوبر 2023``), except in the first line.

    Args:
        found: the date in the line.
        is_first: whether the line is the first of the text.
    """
    beside = (*found.before, *found.after)
    others = sum(map(_is_other_word, beside))
    if others > _OTHER_WORDS:
        return None
    same_day = any(token.endswith(_SAME_DAY) for token in beside)
    if not others or same_day or _has_time(found.before) or _has_time(found.after):
        return _Rank.SURE
    runs_on = _runs_on(reversed(found.before)), _runs_on(found.after)
    if found.in_numbers or not any(runs_on):
        return _Rank.LIKELY if is_first else _Rank.SURE
    return None if all(runs_on) else _rank_of_run_on_words(others, beside, is_first=is_first)


def _rank_of_run_on_words(others: int, beside: Sequence[str], *, is_first: bool) -> _Rank | None:
    """Rate the certainty of a date next to words without a sign between them.

    In a headline the date may be of an event long ago (``ذكرى هجوم 7 أكتوبر 2023``), but a date with its
    weekday is that of the news. A single word may be the place.
    """
    if not is_first:
        return _Rank.LIKELY
    if others == 1:
        return _Rank.DOUBTFUL
    return _Rank.IN_HEADLINE if any(token in weekdays() for token in beside) else None


def _is_other_word(token: str) -> bool:
    return token not in _not_counted() and re.compile(_LETTERS).fullmatch(token) is not None


def _has_time(tokens: Sequence[str]) -> bool:
    return any(sign == ":" and number.isdecimal() for sign, number in pairwise(tokens))


def _runs_on(tokens: Iterable[str]) -> bool:
    """Tell whether words follow the date without a sign between them."""
    for token in tokens:
        if _is_other_word(token):
            return True
        if token not in _not_counted():
            return False
    return False


@cache
def _not_counted() -> frozenset[str]:
    hijri = " ".join(month_names(Calendar.HIJRI)).split()
    return frozenset((*fold(_BESIDE_A_DATE).split(), *weekdays(), *hijri))
