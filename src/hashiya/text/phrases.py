"""Phrases and clauses: parts of a sentence that punctuation or a complementiser bounds."""

from __future__ import annotations

import re
from itertools import pairwise

from hashiya.text.spans import Span
from hashiya.text.words import iter_words

_MARKS = r"[\u064b-\u065f\u0640]*"
_PRONOUN = rf"(?:ه{_MARKS}(?:ا|م|ما|ن)?|نا|ن?ي|ك|كم)"
# «أن», «إن» or «بأن», with a conjunction before and a pronoun behind
_COMPLEMENTISER = rf"(?:[وف]{_MARKS})?(?:ب{_MARKS})?[أإا]{_MARKS}ن{_MARKS}{_PRONOUN}?{_MARKS}"
_COMMA = "[,:;\u060c\u061b]"


def phrase_around(text: str, span: Span, start: int, end: int) -> Span:
    """Find the words around a span of ``text[start:end]`` that only white space parts from each other.

    Args:
        text: the whole text.
        span: in code points; a word that it cuts counts as a whole, unless the span is all that is found.
        start: first offset of the sentence.
        end: offset after the sentence.
    """
    words = list(iter_words(text, start, end))
    inside = [number for number, word in enumerate(words) if word.overlaps(span)]
    if not inside:
        return span
    first, last = inside[0], inside[-1]
    while first > 0 and _is_space(text, words[first - 1].end, words[first].start):
        first -= 1
    while last + 1 < len(words) and _is_space(text, words[last].end, words[last + 1].start):
        last += 1
    if (first, last) == (inside[0], inside[-1]):
        return span
    return Span(words[first].start, words[last].end).union(span)


def clauses_around(text: str, span: Span, start: int, end: int) -> list[Span]:
    """Find the clauses of the sentence ``text[start:end]`` that hold a span and begin after «أن» or «إن».

    A clause ends with the last word of the sentence, or before the first comma behind the span: both are
    given. The complementiser and a pronoun attached to it belong to no clause: «أكد أنه سافر» has «سافر».

    Args:
        text: the whole text.
        span: in code points.
        start: first offset of the sentence.
        end: offset after the sentence.
    """
    words = list(iter_words(text, start, end))
    openings = [
        following.start
        for word, following in pairwise(words)
        if following.start <= span.start and re.fullmatch(_COMPLEMENTISER, word.cut(text))
    ]
    if not openings:
        return []
    comma = re.compile(_COMMA).search(text, span.end, end)
    before_comma = [word.end for word in words if comma is None or word.end <= comma.start()]
    ends = {max(words[-1].end, span.end), max(*before_comma, span.end)}
    return [Span(first, each) for first in openings for each in ends]


def _is_space(text: str, start: int, end: int) -> bool:
    return not text[start:end].strip()
