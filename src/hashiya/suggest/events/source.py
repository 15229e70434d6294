"""The source of events."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from hashiya.messages import Message
from hashiya.registry.entries import ACTOR, EVENT
from hashiya.suggest.actors.function_words import particles
from hashiya.suggest.actors.words import ARTICLE, Words, readings
from hashiya.suggest.body import end_of_body
from hashiya.suggest.events.facts import Facts
from hashiya.suggest.events.forms import light_verbs, noun_forms, verb_form
from hashiya.suggest.events.modality import is_negated, is_possible
from hashiya.suggest.events.phrases import Complements
from hashiya.suggest.proposal import Proposal
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hashiya.suggest.events.forms import Form
    from hashiya.suggest.evidence import Evidence
    from hashiya.text.spans import Span

_DEMONSTRATIVES = frozenset(fold("هذا هذه ذلك تلك هذان هذين هاتان هاتين").split())
_FIRST = frozenset(fold("أول ثاني ثالث رابع آخر").split())
_CLITICS = "وفبلك"
_AND = ("و", "ف")
_TO = "إلى"
_LEADS_SOMEWHERE = "MEET"
_DRONES = fold("طائر")
_MOST_SUBJECT = 2
"""Of words between a verb and the noun of an event that is its object."""


class _Noun(NamedTuple):
    """A word that may be the noun of an event.

    Attributes:
        form: as which it is known.
        clitics: letters of clitics before it.
        is_definite: whether it has the article.
    """

    form: Form
    clitics: int
    is_definite: bool


class _Found(NamedTuple):
    """A proposal in words.

    Attributes:
        first: index of the first word.
        clitics: letters of clitics before the first word.
        last: index of the last word.
        form: of the word that names the event.
        reason: the rule.
        score: of the rule.
        is_verb: whether the first word is a verb.
    """

    first: int
    clitics: int
    last: int
    form: Form
    reason: Message
    score: float
    is_verb: bool = False


class Events:
    """Propose events by words that are known to name them."""

    name = "events"

    def propose(self, evidence: Evidence, found: Sequence[Proposal]) -> Iterator[Proposal]:
        """Propose the events of an article; the actors that were found show where names end."""
        words = Words(evidence.text, end_of_body(evidence.text))
        actors = [each.span for each in found if each.label == ACTOR]
        actors += [each.span for each in evidence.annotations if each.label == ACTOR]
        search = _Search(words, _actor_ends(words, actors))
        facts = Facts(evidence, words, actors)
        done = -1
        for index in range(len(words)):
            if index <= done:
                continue
            for each in search.at(index):
                done = max(done, each.last)
                span = words.span(each.first, each.last, each.clitics)
                attributes, ends = _facts_about(each, span, facts)
                yield Proposal(span, EVENT, self.name, each.reason, each.score, attributes, ends)


def _actor_ends(words: Words, actors: Iterable[Span]) -> Mapping[int, int]:
    """Return the last word of each actor by its first one."""
    starts = [word.start for word in words.all]
    ends = {}
    for start, end in actors:
        first = bisect_left(starts, start)
        # an actor behind a clitic belongs to a preposition and goes on with no noun
        if first < len(starts) and starts[first] == start:
            ends[first] = max(first, bisect_left(starts, end) - 1)
    return ends


def _facts_about(found: _Found, span: Span, facts: Facts) -> tuple[dict[str, str], dict[str, Span]]:
    """Collect the attributes of an event and those who take part."""
    kind = found.form.family.type
    attributes = {
        "type": kind,
        "date": facts.date(span),
        "status": facts.status(found.first, found.last),
    }
    if found.is_verb:
        ends = facts.ends_of_verb(found.first, found.last, has_pronoun=found.form.has_pronoun)
    else:
        ends = facts.ends_of_noun(found.first, found.last, kind)
    return {name: value for name, value in attributes.items() if value}, ends


class _Search:
    """The search for events in the words of one article."""

    def __init__(self, words: Words, actor_ends: Mapping[int, int]) -> None:
        self._words = words
        self._complements = Complements(words, actor_ends)

    def at(self, index: int) -> Iterator[_Found]:
        """Find the ways to mark the event that a word names."""
        if noun := self._noun(index):
            yield from self._of_noun(index, noun)
        elif verb := self._light_verb(index):
            yield verb
        else:
            yield from self._of_verb(index)

    def _noun(self, index: int) -> _Noun | None:
        """Find the noun of an event at a word, less its clitics."""
        known = noun_forms()
        for reading in readings(self._words[index].letters):
            bare = reading.rest.removeprefix(ARTICLE)
            for rest in dict.fromkeys((reading.rest, bare)):
                is_definite = rest != reading.rest
                for form in known.get(rest, ()):
                    if (form.is_plain or not is_definite) and self._has_need(index, form):
                        return _Noun(form, reading.cut, is_definite)
        return None

    def _has_need(self, index: int, form: Form) -> bool:
        """Tell whether the word that a noun needs to name an event follows it."""
        word = self._words[index + 1]
        needed = word.is_joined and word.letters.removeprefix(ARTICLE).startswith(form.needs)
        return needed or not form.needs

    def _of_noun(self, index: int, noun: _Noun) -> Iterator[_Found]:
        if self._words[index - 1].letters.removeprefix(ARTICLE).startswith(_DRONES):
            return
        form, count = noun.form, noun.clitics
        before = self._words[index - 1].letters if self._words[index].is_joined and not count else ""
        doubt = 3.0 if form.family.is_weak else 1.0
        demonstrative = before.lstrip(_CLITICS)
        if noun.is_definite and demonstrative in _DEMONSTRATIVES:
            letters = len(before) - len(demonstrative)
            yield _Found(index - 1, letters, index, form, Message("suggest.event_anaphor"), 0.5)
            return
        if is_possible(self._words, index):
            doubt *= 2
        first, count = (index - 1, 0) if before in _FIRST else (index, count)
        if noun.is_definite or form.has_pronoun:
            last = self._complements.end_of_definite(index, is_feminine=form.is_feminine)
        else:
            last = self._complements.end_of_indefinite(index)
        governed = self._end_of_governed(index, last, form)
        if governed > last:
            yield _Found(first, count, governed, form, Message("suggest.event_governed"), 0.5 / doubt)
        yield _Found(first, count, last, form, *_reason(noun, doubt, is_alone=last == index))

    def _end_of_governed(self, index: int, last: int, form: Form) -> int:
        """Find the end of the complement behind a preposition; of visits: where they lead."""
        if form.family.governs:
            return self._complements.end_of_governed(last, form.family.governs, 4 - (last - index))
        if form.family.type == _LEADS_SOMEWHERE and last > index:
            return self._complements.end_of_governed(last, _TO, 4 - (last - index))
        return last

    def _of_verb(self, index: int) -> Iterator[_Found]:
        found = self._verb(index)
        if found is None or is_possible(self._words, index):
            return
        form, count = found
        doubt = 3.0 if is_negated(self._words, index) else 1.0
        if form.family.is_weak:
            yield _Found(
                index, count, index, form, Message("suggest.event_weak_verb"), 0.15 / doubt, is_verb=True
            )
            return
        yield _Found(index, count, index, form, Message("suggest.event_verb"), 0.4 / doubt, is_verb=True)
        subject = self._complements.end_of_subject(index)
        if subject > index and not form.has_pronoun:
            reason = Message("suggest.event_verb_subject")
            yield _Found(index, count, subject, form, reason, 0.2 / doubt, is_verb=True)

    def _verb(self, index: int) -> tuple[Form, int] | None:
        letters = self._words[index].letters
        for count in range(2 if letters.startswith(_AND) else 1):
            if letters[count:] in particles():
                return None
            for form in verb_form(letters[count:]):
                # a pronoun is written with heh, a feminine noun with teh marbuta
                is_noun = form.has_pronoun and self._words.written(index).endswith("ة")
                if not is_noun and self._has_object(index, form):
                    return form, count
        return None

    def _has_object(self, index: int, form: Form) -> bool:
        return any(self._has_need(number, form) for number in range(index, index + _MOST_SUBJECT + 1))

    def _light_verb(self, index: int) -> _Found | None:
        """Find a verb that says little with the noun of an event as its object: «أجرى الجانبان مباحثات»."""
        letters = self._words[index].letters
        count = next((at for at in (0, 1) if letters[at:] in light_verbs()), None)
        if count is None or (count and not letters.startswith(_AND)) or is_possible(self._words, index):
            return None
        for number in range(index + 1, index + 2 + _MOST_SUBJECT):
            word = self._words[number]
            if not word.is_joined or word.letters in particles():
                return None
            noun = self._noun(number)
            if noun and not noun.clitics and (number == index + 1 or not noun.is_definite):
                last = number if noun.is_definite else self._complements.end_of_indefinite(number)
                reason = Message("suggest.event_verb_object")
                return _Found(index, count, last, noun.form, reason, 0.5, is_verb=True)
        return None


def _reason(noun: _Noun, doubt: float, *, is_alone: bool) -> tuple[Message, float]:
    if noun.form.family.is_weak:
        return Message("suggest.event_weak_noun"), 0.5 / doubt
    if is_alone:
        return Message("suggest.event_bare_noun"), 0.35 / doubt
    if noun.is_definite:
        return Message("suggest.event_definite"), 0.5 / doubt
    return Message("suggest.event_noun"), 0.5 / doubt
