"""The words that introduce a quotation, such as «قال», «مؤكداً» and «بحسب بيان»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.suggest.quotations.cues import cues
from hashiya.suggest.quotations.lexicon import ADJACENT, AMBIGUOUS, COMPLEMENTISERS, SOURCES, folded
from hashiya.text.folding import fold
from hashiya.text.words import iter_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.text.spans import Span

CUE = "cue"
"""The attribute whose value is such a word."""

_BEFORE, _BEHIND = 300, 60
"""Code points in which a cue is looked for."""
_NEAR = 4
"""Words behind a quotation in which its cue is looked for."""
_END_OF_SENTENCE = re.compile(r"[.!?\u061f\n]\s*")
_CITING = "وفقا طبقا بحسب حسب وفق"
_AND = "و"
_TO = "ل"


def cue_words(text: str, span: Span) -> list[str]:
    """List the words of the sentence that may introduce a quotation, the likeliest first.

    A phrase directly behind the quotation names its source. Of the words before it the nearest is the
    likeliest, but words that often mean something else come behind the others.

    Args:
        text: the whole text.
        span: the quotation, in code points.
    """
    behind = _words_behind(text, span)
    before = _words_before(text, span)
    nearest_first = _sayings(text, before)[::-1]
    said = sorted(nearest_first, key=lambda word: fold(word) in folded(AMBIGUOUS))
    found = (*_citation(text, behind), *said, *_sayings(text, behind), *_citation(text, before))
    return list(dict.fromkeys(found))


def _words_before(text: str, span: Span) -> list[Span]:
    """List the words of the sentence before a quotation."""
    start = max(0, span.start - _BEFORE)
    ends = [found.end() for found in _END_OF_SENTENCE.finditer(text, start, span.start)]
    return list(iter_words(text, ends[-1] if ends else start, span.start))


def _words_behind(text: str, span: Span) -> list[Span]:
    """List the first words of the sentence behind a quotation."""
    found = _END_OF_SENTENCE.search(text, span.end, span.end + _BEHIND)
    end = found.start() if found else min(len(text), span.end + _BEHIND)
    return list(iter_words(text, span.end, end))[:_NEAR]


def _sayings(text: str, words: Sequence[Span]) -> list[str]:
    """List the words of saying among some words, without their conjunctions."""
    found = []
    for word, following in _pairs(text, words):
        bare = [word[cue.clitics :] for cue in cues().get(fold(word), ()) if cue.reports]
        needs_clause = bare and fold(bare[0]) in folded(ADJACENT)
        if bare and (not needs_clause or fold(following) in folded(COMPLEMENTISERS)):
            found.append(bare[0])
    return found


def _citation(text: str, words: Sequence[Span]) -> list[str]:
    """Find the phrase among words that cites a source, with the noun of the source («بحسب بيان»)."""
    for word, following in _pairs(text, words):
        written = word if fold(word) in folded(_CITING) else word.removeprefix(_AND)
        if fold(written) in folded(_CITING):
            names_source = fold(following.removeprefix(_TO)) in folded(SOURCES)
            return [f"{written} {following}" if names_source else written]
    return []


def _pairs(text: str, words: Sequence[Span]) -> Iterator[tuple[str, str]]:
    """Generate each word with the word behind it, which is empty for the last one."""
    written = [word.cut(text) for word in words]
    return zip(written, [*written[1:], ""], strict=False)
