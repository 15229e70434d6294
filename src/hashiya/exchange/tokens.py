"""Divide a text into tokens, for formats that hold tokens."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from hashiya.text.paragraphs import find_paragraphs
from hashiya.text.sentences import iter_sentences
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_MARKS = r"\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
_TOKEN = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*|\S")


def iter_sentence_tokens(text: str, edges: Collection[int] = ()) -> Iterator[Sequence[Span]]:
    """Generate the sentences as spans of tokens: runs of letters, digits and marks, or other characters.

    Args:
        text: the whole text.
        edges: offsets at which a token ends in any case.
    """
    cuts = sorted(edges)
    bounds = find_paragraphs(text)
    for start, end in zip(bounds.starts, bounds.ends, strict=False):
        at = start
        for sentence_end in (*(sentence.end for sentence in iter_sentences(text, start, end)), end):
            found = [Span(*match.span()) for match in _TOKEN.finditer(text, at, sentence_end)]
            if found:
                yield list(_cut(found, cuts)) if cuts else found
            at = sentence_end


def _cut(tokens: Sequence[Span], cuts: Sequence[int]) -> Iterator[Span]:
    for token in tokens:
        inside = cuts[bisect_right(cuts, token.start) : bisect_left(cuts, token.end)]
        starts = (token.start, *inside)
        for start, end in zip(starts, (*inside, token.end), strict=True):
            if start < end:
                yield Span(start, end)
