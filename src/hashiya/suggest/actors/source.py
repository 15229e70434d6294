"""The source of actors: runs the rules, and keeps the best of those that overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.registry.entries import ACTOR, CANONICAL
from hashiya.suggest.actors.cited import find_cited
from hashiya.suggest.actors.found import PERSON
from hashiya.suggest.actors.known import find_known
from hashiya.suggest.actors.mentions import find_acronyms, find_references, find_short_forms
from hashiya.suggest.actors.organisations import find_organisations, is_in_title
from hashiya.suggest.actors.persons import find_persons
from hashiya.suggest.actors.states import find_states
from hashiya.suggest.actors.unnamed_offices import find_unnamed_offices
from hashiya.suggest.actors.words import Words
from hashiya.suggest.body import end_of_body
from hashiya.suggest.proposal import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hashiya.suggest.actors.found import Found
    from hashiya.suggest.evidence import Evidence


_LEAST_SCORE = 0.4
"""Less likely actors only stand in the way of likelier ones."""


class Actors:
    """Finds actors by rules of the language, and by the names that are known."""

    name = "actors"

    def propose(self, evidence: Evidence, found: Sequence[Proposal]) -> Iterator[Proposal]:  # noqa: ARG002
        """Propose actors, of which none overlap."""
        words = Words(evidence.text, end_of_body(evidence.text))
        for each in find_actors(words, evidence):
            span = each.span(words)
            attributes = {CANONICAL: each.canonical or " ".join(span.cut(evidence.text).split())}
            if each.kind:
                attributes["kind"] = each.kind
            yield Proposal(span, ACTOR, self.name, each.reason, each.score, attributes)


def find_actors(words: Words, evidence: Evidence) -> list[Found]:
    """Find the actors of a text, in order; of those that overlap, the likeliest."""
    known = [each for each in find_known(words, evidence) if not is_in_title(words, each)]
    persons = list(find_persons(words))
    organisations = list(find_organisations(words))
    offices = list(find_unnamed_offices(words, persons))
    found = _extended(known, organisations) + persons + organisations + list(find_cited(words)) + offices
    ends = {each.last for each in (*known, *persons) if each.kind == PERSON}
    others = {each.last for each in found}
    chosen = _best(words, [*found, *find_states(words, ends, others)])
    chosen = _best(words, [*chosen, *find_short_forms(words, chosen), *find_acronyms(words, chosen)])
    return _best(words, [*chosen, *find_references(words, chosen)])


def _extended(known: Iterable[Found], organisations: Iterable[Found]) -> list[Found]:
    """Lengthen known names of organisations by the adjectives with which they go on here."""
    by_first = {each.first: each for each in organisations}
    found = []
    for each in known:
        longer = by_first.get(each.first)
        if longer is not None and longer.last > each.last and each.kind != PERSON:
            found.append(each._replace(last=longer.last))
        else:
            found.append(each)
    return found


def _best(words: Words, found: Iterable[Found]) -> list[Found]:
    """Choose among overlapping actors by score, then by length, and return the likely ones in order."""
    taken = bytearray(len(words))
    chosen = []
    likely = (each for each in found if each.score >= _LEAST_SCORE)
    for each in sorted(likely, key=lambda one: (-one.score, one.first - one.last, one.first)):
        if not any(taken[each.first : each.last + 1]):
            taken[each.first : each.last + 1] = b"\x01" * (each.last + 1 - each.first)
            chosen.append(each)
    return sorted(chosen, key=lambda each: each.first)
