"""The headline of an article, and a title for one that has none."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from hashiya.article.dateline import is_dateline
from hashiya.article.paragraphs import paragraphs_with_text

if TYPE_CHECKING:
    from hashiya.text.spans import Span

TITLE_LENGTH = 120
"""Most code points of a title."""

HEADLINE_LENGTH = 200
"""Most code points of a paragraph that can be a headline."""

_SENTENCE_END = r"[.!?؟۔…](?=[\s\"”»’)]|$)"
_ELLIPSIS = "…"


def title_of(text: str) -> str:
    """What to call the article in a list: its first paragraph that is no dateline, cut to a title's length.

    Of a long paragraph its first sentence is taken, and of a long sentence what ends at a word.

    Returns:
        At most ``TITLE_LENGTH`` code points without white space at its ends; empty if there is no text.
    """
    span = _first_paragraph(text)
    if span is None:
        return ""
    beginning = " ".join(text[span.start : min(span.end, span.start + 4 * TITLE_LENGTH)].split())
    if len(beginning) <= TITLE_LENGTH:
        return beginning
    sentence = re.compile(_SENTENCE_END).search(beginning, 1, TITLE_LENGTH)
    if sentence:
        return beginning[: sentence.end()]
    cut = beginning.rfind(" ", 0, TITLE_LENGTH)
    return beginning[: cut if cut > 0 else TITLE_LENGTH - 1].rstrip(" ،,؛:-–") + _ELLIPSIS


def headline_span(text: str) -> Span | None:
    """The paragraph that a reader would set apart as the headline, without its separator.

    It is the first paragraph that is no dateline, if it is short and not all of the text.
    """
    span = _first_paragraph(text)
    if span is None or span.end - span.start > HEADLINE_LENGTH:
        return None
    others = islice(paragraphs_with_text(text), 3)
    is_all = all(other == span or is_dateline(other.cut(text)) for other in others)
    return None if is_all else span


def _first_paragraph(text: str) -> Span | None:
    """The first paragraph with text that is no dateline, or simply the first if there is none such."""
    beginning = list(islice(paragraphs_with_text(text), 5))
    for span in beginning:
        if not is_dateline(span.cut(text)):
            return span
    return beginning[0] if beginning else None
