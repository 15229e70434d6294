"""The dates that an event can be given by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.dates.event_dates import date_of
from hashiya.dates.finding import find_dates
from hashiya.session.passages import sentence_around

if TYPE_CHECKING:
    from datetime import date

    from hashiya.layout import Document
    from hashiya.text.spans import Span

DATE = "date"
"""The attribute whose value is such a date."""


def event_dates(document: Document, event: Span, published: date | None) -> list[str]:
    """List the dates of the sentence of an event in EDTF, that of the event first; none if it is not told.

    Args:
        document: the text.
        event: the words of the event, in code points.
        published: the day of the article; None leaves out dates that count from it.
    """
    sentence = sentence_around(document, event.start)
    if sentence is None:
        return []
    own = date_of(document.text, event, sentence, published)
    others = (each.value for each in find_dates(sentence.cut(document.text), published))
    return list(dict.fromkeys((own, *others))) if own else []
