"""The headline of an article, and a title for an article without one."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from hashiya.article.dateline import is_dateline
from hashiya.article.front_matter import front_matter
from hashiya.article.markup import without_signs
from hashiya.article.paragraphs import paragraphs_with_text
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashiya.text.spans import Span

TITLE_LENGTH = 120
"""Most code points of a title."""

HEADLINE_LENGTH = 200
"""Most code points of a paragraph that can be a headline."""

_BEGINNING = 4 * TITLE_LENGTH
_PARAGRAPHS = 200
"""Paragraphs searched for a title; a file may hold nothing but numbers."""

_ABOVE_HEADLINES = """
عاجل خاص حصري حصريا مباشر تقرير تحليل مقال رأي متابعة متابعات تغطية بالفيديو بالصور
breaking exclusive
"""
_SIGNS_BESIDE = " \t\r:|!.-–—*#"
_SENTENCE_END = r"[.!?؟۔…](?=[\s\"”»’)]|$)"
_ELLIPSIS = "…"


def title_of(text: str) -> str:
    """Find the title of an article for a list.

    The title comes from the front matter, else from the first paragraph with a letter, without signs of
    markup, datelines and kickers passed over. A long paragraph is cut after its first sentence, a long
    sentence after a word.

    Returns:
        At most ``TITLE_LENGTH`` code points without white space at the ends; empty if there is no text.
    """
    declared = front_matter(text)
    if declared and declared.title:
        return shortened_title(declared.title)
    span = next(_candidates(text), None) or next(paragraphs_with_text(text), None)
    if span is None:
        return ""
    beginning = _beginning(text, span)
    return shortened_title(without_signs(beginning) or beginning)


def shortened_title(title: str) -> str:
    """Cut a title to ``TITLE_LENGTH`` code points, at the end of a sentence or else of a word."""
    title = " ".join(title[:_BEGINNING].split())
    if len(title) <= TITLE_LENGTH:
        return title
    sentence = re.compile(_SENTENCE_END).search(title, 1, TITLE_LENGTH)
    if sentence:
        return title[: sentence.end()]
    cut = title.rfind(" ", 0, TITLE_LENGTH)
    return title[: cut if cut > 0 else TITLE_LENGTH - 1].rstrip(" ،,؛:-–") + _ELLIPSIS


def headline_span(text: str) -> Span | None:
    """Find the paragraph to show as the headline, without its separator.

    The headline is the first paragraph that can be a title, if it is short and another with a letter follows.
    """
    first = list(islice(_candidates(text), 2))
    if len(first) < 2 or first[0].end - first[0].start > HEADLINE_LENGTH:
        return None
    return first[0]


def _candidates(text: str) -> Iterator[Span]:
    """Find paragraphs that can be a title: after the front matter, with a letter, no dateline, no kicker."""
    declared = front_matter(text)
    for span in islice(paragraphs_with_text(text, declared.end if declared else 0), _PARAGRAPHS):
        beginning = _beginning(text, span)
        if without_signs(beginning) and not (is_dateline(beginning) or _is_kicker(beginning)):
            yield span


def _is_kicker(line: str) -> bool:
    """Tell whether a line is only a word printed above headlines, such as عاجل (urgent)."""
    return fold(line).strip(_SIGNS_BESIDE) in _kickers()


@cache
def _kickers() -> frozenset[str]:
    return frozenset(fold(_ABOVE_HEADLINES).split())


def _beginning(text: str, span: Span) -> str:
    return text[span.start : min(span.end, span.start + _BEGINNING)]
