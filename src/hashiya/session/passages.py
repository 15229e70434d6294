"""The passages around a word that one key selects: sentence, paragraph, quotations."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hashiya.text.blocks import BLOCK, block_at
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.layout import Document

_PARAGRAPHS_AROUND = 8
"""Paragraphs, with empty ones, before and after a place that a quotation around it may reach."""

CONTEXT = 50_000
"""Code points on each side of a place to search for a sentence or quotation around it."""


def context_around(document: Document, span: Span, margin: int = CONTEXT) -> Span:
    """Find the part of a paragraph to search for the surroundings of a span: usually all of it.

    The part begins and ends at blocks (see `text.blocks`), so neighbouring spans mostly have the same part.

    Args:
        document: the paragraphs.
        span: code points of one paragraph.
        margin: code points on each side of the span that the part holds at least.
    """
    start, end, _ = document.paragraph(document.paragraph_at(span.start))
    if end - start <= 2 * (margin + BLOCK):
        return Span(start, end)
    first = block_at(document.text, max(start, span.start - margin), start, end)
    last = block_at(document.text, min(end, span.end + margin), start, end)
    return Span(first.start, last.end)


def sentence_around(document: Document, offset: int) -> Span | None:
    """Find the sentence that holds an offset, or the last one before it in its paragraph."""
    from hashiya.text.sentences import iter_sentences  # the first frame does without

    sentences = list(iter_sentences(document.text, *context_around(document, Span(offset, offset))))
    for sentence, following in pairwise(sentences):
        if offset < following.start:
            return sentence
    return sentences[-1] if sentences else None


def paragraph_around(document: Document, offset: int) -> Span:
    """Find the paragraph that holds an offset, without the spaces around it."""
    bounds = document.paragraph(document.paragraph_at(offset))
    return without_spaces(document.text, Span(bounds.start, bounds.end))


def without_spaces(text: str, span: Span) -> Span:
    """Return a span without the white space at its ends; empty if it holds nothing else."""
    held = span.cut(text)
    start = span.start + len(held) - len(held.lstrip())
    return Span(start, start + len(held.strip()))


def quotations_around(document: Document, offset: int) -> Sequence[Span]:
    """Find the text inside each pair of quotation marks around an offset, the inner first.

    A quotation may begin or end some paragraphs away; `inside_at` bounds the search in long ones.
    """
    from hashiya.text.quotations import inside_at  # the first frame does without

    here = document.paragraph_at(offset)
    first = document.paragraph(max(0, here - _PARAGRAPHS_AROUND))
    last = document.paragraph(min(here + _PARAGRAPHS_AROUND, document.paragraph_count - 1))
    return inside_at(document.text, offset, first.start, last.end)


def units_around(document: Document, span: Span) -> list[Span]:
    """List the units that enclose a span, each inside the next one, the smallest first.

    They are the phrase between punctuation, the text inside each pair of quotation marks, the clause after
    «أن» or «إن», the sentence and the paragraph.

    Args:
        document: the paragraphs.
        span: in code points; not empty.
    """
    from hashiya.text.phrases import clauses_around, phrase_around  # the first frame does without

    text = document.text
    units = [*quotations_around(document, span.start), paragraph_around(document, span.start)]
    sentence = sentence_around(document, span.start)
    if sentence is not None and sentence.start <= span.start and span.end <= sentence.end:
        units += [phrase_around(text, span, *sentence), *clauses_around(text, span, *sentence), sentence]
    chain = [span]
    for unit in sorted(units, key=lambda unit: unit.end - unit.start):
        if unit != chain[-1] and unit.start <= chain[-1].start and chain[-1].end <= unit.end:
            chain.append(unit)
    return chain[1:]
