"""The passages around a word that one key selects: sentence, paragraph, quotations."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.layout import Document


def sentence_around(document: Document, offset: int) -> Span | None:
    """The sentence that holds an offset, or the last one before it in its paragraph."""
    from hashiya.text.sentences import iter_sentences  # the first frame does without

    bounds = document.paragraph(document.paragraph_at(offset))
    sentences = list(iter_sentences(document.text, bounds.start, bounds.end))
    for sentence, following in pairwise(sentences):
        if offset < following.start:
            return sentence
    return sentences[-1] if sentences else None


def paragraph_around(document: Document, offset: int) -> Span:
    """The paragraph that holds an offset, without the spaces around it."""
    bounds = document.paragraph(document.paragraph_at(offset))
    paragraph = document.text[bounds.start : bounds.end]
    start = bounds.start + len(paragraph) - len(paragraph.lstrip())
    return Span(start, start + len(paragraph.strip()))


def quotations_around(document: Document, offset: int) -> Sequence[Span]:
    """What stands inside each pair of quotation marks around an offset, within its paragraph, inner first."""
    from hashiya.text.quotations import inside_at  # the first frame does without

    bounds = document.paragraph(document.paragraph_at(offset))
    return inside_at(document.text, offset, bounds.start, bounds.end)
