"""Spans as marks of words, one for each, which a sequence model can learn; and back.

The first word of a span has ``B`` and the number of letters of clitics that are left out, further words have
``I``, all others ``O``: «ولروسيا الاتحادية» has ``B2 I``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.suggest.sequence.features import words_of
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hashiya.suggest.actors.words import Words
    from hashiya.text.spans import Span

OUTSIDE, INSIDE = "O", "I"
_BEGINS = "B"
_MOST_CLITICS = 3


def marks_of(words: Words, spans: Iterable[Span]) -> list[str]:
    """Mark the words that spans cover; of spans that overlap the first one counts."""
    marks = [OUTSIDE] * len(words)
    for span in sorted(spans):
        covered = words_of(words, span)
        begin = begin_of(words, span)
        if begin and all(marks[index] == OUTSIDE for index in covered):
            marks[covered[0]] = begin
            for index in covered[1:]:
                marks[index] = INSIDE
    return marks


def begin_of(words: Words, span: Span) -> str:
    """Return the mark of the first word of a span, or an empty string if it has none."""
    covered = words_of(words, span)
    if not covered:
        return ""
    first = words[covered[0]]
    left_out = len(fold(words.text[first.start : span.start])) if span.start > first.start else 0
    return f"{_BEGINS}{left_out}" if left_out <= _MOST_CLITICS else ""


def spans_of(words: Words, first: int, marks: Sequence[str]) -> Iterator[Span]:
    """Generate the spans that the marks of a sequence mean.

    Args:
        words: all words.
        first: the index of the first word of the sequence.
        marks: of the words of the sequence.
    """
    begin = None
    for at, mark in enumerate((*marks, OUTSIDE)):
        if mark != INSIDE and begin is not None:
            letters = min(int(marks[begin][1:]), len(words[first + begin].letters) - 1)
            yield words.span(first + begin, first + at - 1, letters)
            begin = None
        if mark.startswith(_BEGINS):
            begin = at
