"""The date of an event, taken from its sentence."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from hashiya.dates.finding import find_dates
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from datetime import date

    from hashiya.dates.finding import DateInText

_CLAUSE_END = r"[،,؛;:()«»\"“”]|\s(?:بأن|[أإ]ن(?:ه|ها|هم)?|حيث|بعدما|قبل|بعد|عقب|منذ)\s"
_MOST_CLAUSE_ENDS = 1
_LEADING = r"\W*(?:[وف]?(?:في|خلال|بتاريخ)\s)?\W*[وفبل]?"
"""The words before a date that begins its sentence, and so holds for all of it."""

_ACROSS_CLAUSE = 60
"""Code points by which a date counts as farther away for each end of a clause between it and the event."""

_REFERENCE = r"(?<!\w)[وف]?(?:منذ|قبل|بعد|عقب|إثر|قبيل|بعيد)\s+\Z"
"""Words before an event that tells the time of another one: «منذ سقوط النظام»."""


def date_of(text: str, event: Span, sentence: Span, published: date | None) -> str:
    """Return the date of an event, as its sentence tells it.

    Of several dates the nearest is that of the event. A date at the beginning of the sentence holds for all
    of it, another one for its clause and the clause beside it. «منذ سقوط النظام» tells when something else
    happened, so that only a date in the same clause is that of the event.

    Args:
        text: the text of the article.
        event: the words of the event.
        sentence: the sentence that has the event.
        published: the day of the article; None leaves out dates that count from it.

    Returns:
        The date in ISO 8601-2 (EDTF); empty if the sentence does not tell it.
    """
    is_reference = re.compile(_REFERENCE).search(text, sentence.start, event.start) is not None
    found: list[tuple[int, str]] = []
    for span, value in _dates_in(sentence.cut(text), published):
        date = Span(sentence.start + span.start, sentence.start + span.end)
        between = Span(min(event.end, date.end), max(event.start, date.start))
        ends = len(re.findall(_CLAUSE_END, between.cut(text)))
        is_leading = re.compile(_LEADING).fullmatch(text, sentence.start, date.start) is not None
        if event.overlaps(date):
            return value
        if ends <= (0 if is_reference else _MOST_CLAUSE_ENDS) or (is_leading and not is_reference):
            found.append((between.end - between.start + _ACROSS_CLAUSE * ends, value))
    return min(found, default=(0, ""))[1]


@lru_cache(maxsize=64)
def _dates_in(sentence: str, published: date | None) -> tuple[DateInText, ...]:
    """Find the dates of a sentence once, however many events it has."""
    return tuple(find_dates(sentence, published))
