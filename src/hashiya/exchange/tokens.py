"""Divide a text into tokens, for formats that hold tokens."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import chain
from typing import TYPE_CHECKING

from hashiya.text.paragraphs import find_paragraphs
from hashiya.text.sentences import iter_sentences
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_MARKS = (
    *range(0x0300, 0x0370),
    *range(0x0610, 0x061B),
    *range(0x064B, 0x0660),
    0x0670,
    *range(0x06D6, 0x06EE),
)
# a pattern that chooses between letters and marks would keep 125 bytes for each character of a word, so marks
# become underscores, which go on with a word and begin none
_AS_UNDERSCORES = {mark: "_" for mark in _MARKS if not chr(mark).isalnum()} | {ord("_"): "-"}
_TOKEN = re.compile(r"[^\W_]\w*|\S")


def iter_sentence_tokens(text: str, edges: Collection[int] = ()) -> Iterator[Sequence[Span]]:
    """Generate the sentences as spans of tokens: runs of letters, digits and marks, or other characters.

    Args:
        text: the whole text.
        edges: offsets at which a token ends in any case.
    """
    cuts = sorted(edges)
    signs = text.translate(_AS_UNDERSCORES)
    bounds = find_paragraphs(text)
    for start, end in zip(bounds.starts, bounds.ends, strict=False):
        at = start
        for sentence_end in (*(sentence.end for sentence in iter_sentences(text, start, end)), end):
            found = [Span(*match.span()) for match in _TOKEN.finditer(signs, at, sentence_end)]
            if found:
                yield list(_cut(found, cuts)) if cuts else found
            at = sentence_end


def iter_spaced_tokens(text: str, spans: Collection[Span]) -> Iterator[tuple[Span, bool]]:
    """Generate the tokens of a whole text, each with whether a space outside all tokens follows it.

    Other white space is a token, too, as spaCy has it, so the tokens and their spaces make up the text.

    Args:
        text: the whole text.
        spans: a token begins and ends wherever one of them does.
    """
    starts, ends = {span.start for span in spans}, {span.end for span in spans}
    cuts = sorted(starts | ends)
    tokens = (token for sentence in iter_sentence_tokens(text, cuts) for token in sentence)
    last, at = None, 0
    for token in chain(tokens, [Span(len(text), len(text))]):
        is_apart = at < token.start and at not in starts and at + 1 not in ends
        has_space = last is not None and is_apart and text[at] == " "
        if last is not None:
            yield last, has_space
        yield from ((piece, False) for piece in _cut([Span(at + has_space, token.start)], cuts))
        last, at = token, token.end


def _cut(tokens: Sequence[Span], cuts: Sequence[int]) -> Iterator[Span]:
    for token in tokens:
        first = bisect_right(cuts, token.start)
        inside = cuts[first : bisect_left(cuts, token.end, first)]
        if inside:
            yield from map(Span, (token.start, *inside), (*inside, token.end))
        elif token.start < token.end:
            yield token
