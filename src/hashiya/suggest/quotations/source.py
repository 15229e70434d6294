"""The source of proposals that finds quotations."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.suggest.proposal import Proposal
from hashiya.suggest.quotations.actors import ACTOR, gather_actors
from hashiya.suggest.quotations.reading import Reading
from hashiya.suggest.quotations.speakers import Memory
from hashiya.suggest.quotations.statements import find_statements
from hashiya.text.paragraphs import find_paragraphs
from hashiya.text.quotation_marks import quotation_marks
from hashiya.text.quotations import quotations_of
from hashiya.text.sentences import iter_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hashiya.suggest.evidence import Evidence
    from hashiya.suggest.quotations.actors import Actors
    from hashiya.suggest.quotations.reading import Quote
    from hashiya.text.quotations import Quotation
    from hashiya.text.spans import Span

QUOTE = "QUOTE"
NAME = "quotations"
SPEAKER = "speaker"
_UNKNOWN_SPEAKER = 0.4
"""Precision of a noun phrase that speaks and that no source of actors found."""

_LONGEST_ROW = 8
"""Marks with nothing but spaces between them where quotations in quotations end and others begin."""

_LONGEST = 5_000
"""Code points between marks; a longer pair belongs to two quotations that lack a mark each."""


class Quotations:
    """Find quotations: words between marks, and clauses and phrases that a word of saying reports."""

    name = NAME

    def propose(self, evidence: Evidence, found: Sequence[Proposal]) -> Iterator[Proposal]:
        """Propose the quotations of an article with their speakers, and speakers who are no actors yet."""
        text = evidence.text
        marks = _without_ornaments(text, quotation_marks(text, 0, len(text)))
        pairs = quotations_of(text, marks, 0, len(text))
        pairs = [one for one in pairs if one.inner.end - one.inner.start <= _LONGEST]
        actors = gather_actors(evidence, found)
        proposed: set[Span] = set()
        for quote in _quotes(text, evidence.sentences, pairs, actors, Memory()):
            if quote.span not in proposed:
                proposed.add(quote.span)
                yield from _proposals(text, quote, proposed)


def _without_ornaments(text: str, marks: Iterable[Span]) -> list[Span]:
    """Leave out marks in long rows, which quote nothing and take long to pair."""
    kept: list[Span] = []
    row: list[Span] = []
    for mark in marks:
        if row and not text[row[-1].end : mark.start].isspace() and row[-1].end != mark.start:
            kept += row if len(row) <= _LONGEST_ROW else ()
            row = []
        row.append(mark)
    return [*kept, *(row if len(row) <= _LONGEST_ROW else ())]


def _proposals(text: str, quote: Quote, proposed: set[Span]) -> Iterator[Proposal]:
    """Propose a quotation, and its speaker unless the speaker is an actor already."""
    cue, speaker = quote.said
    attributes = {"mode": quote.mode}
    if cue is not None:
        attributes["cue"] = cue.cut(text)
    if speaker is not None and not speaker.is_actor and speaker.span not in proposed:
        proposed.add(speaker.span)
        reason = Message("suggest.speaker", cue=attributes.get("cue", ""))
        yield Proposal(speaker.span, ACTOR, NAME, reason, _UNKNOWN_SPEAKER)
    ends = {} if speaker is None else {SPEAKER: speaker.span}
    yield Proposal(quote.span, QUOTE, NAME, quote.rule.reason, quote.score, attributes, ends)


def _quotes(
    text: str, sentences: Sequence[Span], pairs: Sequence[Quotation], actors: Actors, memory: Memory
) -> Iterator[Quote]:
    """Find the quotations of some sentences, and then those inside their quotations between marks."""
    outer, inside = _outermost(pairs)
    for statement in find_statements(text, sentences, outer, actors):
        yield from Reading(statement, memory).quotes()
    for quotation, pairs_inside in zip(outer, inside, strict=True):
        yield from _quotes(text, _sentences(text, quotation.inner), pairs_inside, actors, Memory())


def _outermost(pairs: Sequence[Quotation]) -> tuple[list[Quotation], list[Sequence[Quotation]]]:
    """Part pairs of marks into the outermost, and those inside each of them."""
    outer: list[Quotation] = []
    inside: list[Sequence[Quotation]] = []
    at = 0
    while at < len(pairs):
        end = bisect_left(pairs, pairs[at].outer.end, at + 1, key=lambda pair: pair.outer.start)
        outer.append(pairs[at])
        inside.append(pairs[at + 1 : end])
        at = end
    return outer, inside


def _sentences(text: str, span: Span) -> list[Span]:
    bounds = find_paragraphs(span.cut(text))
    return [
        sentence
        for start, end in zip(bounds.starts, bounds.ends, strict=False)
        for sentence in iter_sentences(text, span.start + start, span.start + end)
    ]
