"""The actors of an article who may be speakers, found by their place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from hashiya.suggest.quotations.grammar import is_complementiser, is_preposition, is_relative

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hashiya.suggest.evidence import Evidence
    from hashiya.suggest.proposal import Proposal
    from hashiya.suggest.quotations.statements import Statement
    from hashiya.text.spans import Span

ACTOR = "ACTOR"
_PERSON = "person"
_LONGEST_SUBJECT = 12
_OF = "من"
_WITH_THE = "بال"
_QUANTIFIERS = frozenset(("العديد", "عدد", "كثير", "الكثير", "مجموعه", "واحد", "اي", "كل", "اثنان", "جمله"))


class Actor(NamedTuple):
    """A mention of an actor.

    Attributes:
        span: as the annotation or the proposal has it.
        is_person: whether the kind says so.
    """

    span: Span
    is_person: bool


class Actors:
    """The mentions of actors in an article, in order, none overlapping another."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        """Take the mentions; of two that overlap, the one that comes first counts."""
        self._actors = _apart(actors)
        self._starts = [actor.span.start for actor in self._actors]

    def between(self, start: int, end: int) -> Sequence[Actor]:
        """Return the actors that begin in ``[start, end)``."""
        return self._actors[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def overlapping(self, span: Span) -> Actor | None:
        """Return an actor that shares a code point with a span."""
        last = bisect_right(self._starts, span.end - 1) - 1
        return self._actors[last] if last >= 0 and self._actors[last].span.end > span.start else None

    def subject(self, statement: Statement, first: int, end: int) -> Actor | None:
        """Find the actor in the noun phrase that begins at a word: the last person, or else the first actor.

        A state or an organisation in a title comes before the name («وزير خارجية روسيا سيرغي لافروف»).
        """
        words = statement.words
        end = min(end, len(words))
        if first >= end:
            return None
        last = end_of_phrase(statement, first, end)
        found = self.between(words[first].span.start, words[last - 1].span.end) if last > first else ()
        if not found and last > first:
            found = self._apposition(statement, last, end)
        people = [actor for actor in found if actor.is_person]
        if people:
            return people[0] if found[0].is_person else people[-1]
        return found[0] if found else None

    def _apposition(self, statement: Statement, first: int, end: int) -> Sequence[Actor]:
        """Find the name behind a comma: «وزير الخارجية، سيرغي لافروف», «الخبير في الشؤون العسكرية، فلان»."""
        words = statement.words
        for at in range(first, end):
            if words[at].begins:
                break
            if words[at].has_comma and not is_preposition(words[at]):
                last = end_of_phrase(statement, at, end)
                found = self.between(words[at].span.start, words[last - 1].span.end) if last > at else ()
                if found:
                    return found[:1]
        return ()

    def end_of_subject(self, statement: Statement, first: int) -> int | None:
        """Find the index of the word after the actor in the noun phrase that begins at a word."""
        words = statement.words
        actor = self.subject(statement, first, min(first + _LONGEST_SUBJECT, len(words)))
        if actor is None:
            return None
        at = first
        while at < len(words) and words[at].span.start < actor.span.end:
            at += 1
        return at


def gather_actors(evidence: Evidence, found: Iterable[Proposal]) -> Actors:
    """Gather the actors of an article: annotations first, then proposals by score."""
    annotated = [
        Actor(one.span, one.attributes.get("kind") == _PERSON)
        for one in evidence.annotations
        if one.label == ACTOR
    ]
    proposed = sorted((one for one in found if one.label == ACTOR), key=lambda one: -one.score)
    return Actors([*annotated, *(Actor(one.span, one.attributes.get("kind") == _PERSON) for one in proposed)])


def end_of_phrase(statement: Statement, first: int, end: int) -> int:
    """Find the end of the noun phrase at a word: a comma, a preposition, a clause; at most some words on."""
    words = statement.words
    for at in range(first, min(end, first + _LONGEST_SUBJECT)):
        word = words[at]
        if at > first and (word.has_comma or word.begins or ":" in word.gap):
            return at
        if at > first and word.form.startswith(_WITH_THE):
            return at
        is_part = word.form == _OF and words[at - 1].form in _QUANTIFIERS and at > first
        if not is_part and (is_preposition(word) or is_relative(word) or is_complementiser(word)):
            return at
    return min(end, first + _LONGEST_SUBJECT)


def _apart(actors: Iterable[Actor]) -> list[Actor]:
    """Leave out actors that overlap one before them in the list, and sort the others."""
    starts: list[int] = []
    kept: list[Actor] = []
    for actor in actors:
        at = bisect_left(starts, actor.span.start)
        is_free_before = at == 0 or kept[at - 1].span.end <= actor.span.start
        is_free_behind = at == len(kept) or kept[at].span.start >= actor.span.end
        if is_free_before and is_free_behind:
            starts.insert(at, actor.span.start)
            kept.insert(at, actor)
    return kept
