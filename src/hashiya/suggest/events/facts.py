"""The facts that an article gives of an event beside its words: its date, its status, and who takes part."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from hashiya.dates.event_dates import date_of
from hashiya.suggest.events.modality import is_future, is_negated, is_possible
from hashiya.text.folding import fold
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hashiya.suggest.actors.words import Words
    from hashiya.suggest.evidence import Evidence

AGENT, RECIPIENT = "agent", "recipient"
_TOWARDS = frozenset(fold("مع على ضد إلى بحق تجاه نظيره نظيرته").split())
_PREPOSITIONS = frozenset(
    fold(
        "من في إلى على عن مع ضد بين حول خلال منذ بعد قبل عند لدى حتى تحت وسط عبر أن إن بأن لأن الذي التي"
    ).split()
)
_MOST_WORDS = 12
"""Words behind an event among which those who take part are looked for."""

_MOST_CHARACTERS = 500
"""Of a sentence on each side of an event, in which its date is looked for."""

_SUFFERED = frozenset(("ASSAULT", "COERCE", "SANCTION"))
"""Types of nouns whose complement more often suffers the act than does it: «اعتقال», «حصار», «قصف»."""


class Facts:
    """The facts about events in one article."""

    def __init__(self, evidence: Evidence, words: Words, actors: Iterable[Span]) -> None:
        """Prepare the search.

        Args:
            evidence: the article.
            words: its words.
            actors: the spans of the actors that were found or annotated.
        """
        self._evidence = evidence
        self._words = words
        self._actors = sorted(set(actors))
        self._sentences = [sentence.start for sentence in evidence.sentences]

    def date(self, event: Span) -> str:
        """Return the date of an event in EDTF; empty if its sentence does not tell it."""
        at = bisect_right(self._sentences, event.start) - 1
        if at < 0:
            return ""
        start, end = self._evidence.sentences[at]
        near = Span(max(start, event.start - _MOST_CHARACTERS), min(end, event.end + _MOST_CHARACTERS))
        return date_of(self._evidence.text, event, near, self._evidence.published)

    def status(self, first: int, last: int) -> str:
        """Return the status of an event if the words at it tell one; empty for one that happened.

        Args:
            first: the index of its first word.
            last: the index of its last word.
        """
        if is_negated(self._words, first):
            return "negated"
        if is_possible(self._words, first):
            return "hypothetical"
        return "future" if is_future(self._words, first, last) else ""

    def ends_of_verb(self, verb: int, last: int, *, has_pronoun: bool) -> dict[str, Span]:
        """Find the subject of a verb, and its object.

        Args:
            verb: the index of the verb.
            last: the index of the last word of the event.
            has_pronoun: whether the object is a pronoun, so that the actor behind the verb is the subject.
        """
        actors = self._behind(verb, max(last, verb + _MOST_WORDS))
        subject = next((each for each in actors if not self._is_prepositional(each)), None)
        if subject is None:
            return {}
        ends = {AGENT: subject}
        others = [each for each in actors if each.start >= subject.end]
        if (
            others
            and not has_pronoun
            and (self._leads_to(others[0]) or not self._is_prepositional(others[0]))
        ):
            ends[RECIPIENT] = others[0]
        return ends

    def ends_of_noun(self, noun: int, last: int, kind: str) -> dict[str, Span]:
        """Find the agent and the recipient of the event that a noun names.

        Args:
            noun: the index of the noun.
            last: the index of the last word of the event.
            kind: the type of the event.
        """
        inside = [each for each in self._behind(noun, last + 1) if each.start < self._words[last].end]
        ends: dict[str, Span] = {}
        if inside and not self._is_prepositional(inside[0]):
            ends[RECIPIENT if kind in _SUFFERED else AGENT] = inside[0]
        for each in self._behind(noun, last + _MOST_WORDS // 2):
            if RECIPIENT not in ends and each not in ends.values() and self._leads_to(each):
                ends[RECIPIENT] = each
        return ends

    def _behind(self, first: int, last: int) -> Sequence[Span]:
        """List the actors behind a word, up to another one or to a sign between."""
        end = self._words[first].end
        index = first + 1
        while index <= last and self._words[index].is_joined:
            end = self._words[index].end
            index += 1
        start = self._words[first].end
        return self._actors[bisect_left(self._actors, (start, 0)) : bisect_left(self._actors, (end, 0))]

    def _is_prepositional(self, actor: Span) -> bool:
        """Tell whether a preposition is right before an actor, as a clitic or as a word."""
        index = self._index(actor)
        return self._words[index].start < actor.start or self._words[index - 1].letters in _PREPOSITIONS

    def _leads_to(self, actor: Span) -> bool:
        """Tell whether an actor is right behind a preposition that tells towards whom an act is."""
        index = self._index(actor)
        clitics = self._evidence.text[self._words[index].start : actor.start]
        return clitics.endswith(("ل", "ب")) or (not clitics and self._words[index - 1].letters in _TOWARDS)

    def _index(self, actor: Span) -> int:
        return bisect_right(self._words.all, actor.start, key=lambda word: word.start) - 1
