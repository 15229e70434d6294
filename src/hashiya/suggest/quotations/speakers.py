"""Who speaks: the subject of a cue, or the one who spoke last."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from hashiya.suggest.quotations.actors import end_of_phrase
from hashiya.suggest.quotations.complements import Kind
from hashiya.suggest.quotations.cues import ADDRESSING, COMING, Form
from hashiya.suggest.quotations.grammar import (
    is_impersonal,
    is_preposition,
    is_relative,
    is_source,
)
from hashiya.suggest.quotations.lexicon import AUXILIARIES, PRONOUNS, SPOKEN, WEEKDAYS, folded

if TYPE_CHECKING:
    from hashiya.suggest.quotations.complements import Complement
    from hashiya.suggest.quotations.cues import Cue
    from hashiya.suggest.quotations.statements import Statement
    from hashiya.text.spans import Span

_REMEMBERED = 6
_LONGEST_NAME = 5
_FARTHEST = 80
_GLUED = "بلك"
_TANWIN = ("\u064b", "\u064b\u0627", "\u0627\u064b")


class Speaker(NamedTuple):
    """Someone who speaks.

    Attributes:
        span: the mention of an actor, or the noun phrase in its place.
        is_actor: whether the span is that of an annotation or a proposal.
        is_feminine: as the verb tells; None if unknown.
        certainty: from 0 to 1.
    """

    span: Span
    is_actor: bool
    is_feminine: bool | None
    certainty: float


class Said(NamedTuple):
    """How a quotation is introduced.

    Attributes:
        cue: the span of the cue without its conjunction; None without a cue.
        speaker: None if unknown.
    """

    cue: Span | None
    speaker: Speaker | None


class Memory:
    """Those who spoke before, the last one first."""

    def __init__(self) -> None:
        self._speakers: list[Speaker] = []
        # what the end of a statement announces, and the offset after that statement
        self._announced: tuple[Said, int] | None = None

    def announce(self, statement: Statement, said: Said) -> None:
        """Remember that a statement ends with a cue and a colon."""
        self._announced = said, statement.words[-1].span.end

    def announced(self, statement: Statement) -> Said | None:
        """Return how the statement directly before another introduces the other, if it does; once."""
        announced, self._announced = self._announced, None
        if announced is None:
            return None
        said, end = announced
        return None if statement.text[end : statement.words[0].span.start].strip(": \n\r\t") else said

    def learn(self, speaker: Speaker) -> None:
        """Remember who speaks."""
        self._speakers = [speaker, *(one for one in self._speakers if one.span != speaker.span)][:_REMEMBERED]

    def last(self, is_feminine: bool | None) -> Speaker | None:
        """Return the last speaker of a gender."""
        return next((one for one in self._speakers if _agree(one.is_feminine, is_feminine)), None)


def find_speaker(
    statement: Statement,
    at: int,
    complement: Complement,
    cue: Cue,
    *,
    speaker: Speaker | None,
    memory: Memory | None,
) -> Speaker | None:
    """Find the speaker of the words that a cue introduces; None if no one or nothing that speaks is named.

    Args:
        statement: the statement.
        at: index of the cue.
        complement: what the cue governs.
        cue: the cue.
        speaker: of the cue before in the same sentence.
        memory: the speakers of sentences before; None if only a subject beside the cue counts.
    """
    words = statement.words
    end = complement.anchor
    if complement.source is not None:
        if complement.kind is not Kind.PHRASE:
            behind = subject_behind(statement, complement.source + 1, end, None)
            if behind is not None:
                return behind
        end = min(end, complement.source)
    found = find_subject(statement, at, end, cue)
    if found is not None or memory is None:
        return found
    if speaker is not None and speaker.is_feminine in {None, cue.is_feminine}:
        return speaker
    first = None if words[at].begins else first_subject(statement, at, cue)
    return first or speaker or _opening_phrase(statement, at, cue) or memory.last(cue.is_feminine)


def find_subject(statement: Statement, at: int, end: int, cue: Cue) -> Speaker | None:
    """Find the subject of a cue at an index: behind it and before ``end``, or else directly before it."""
    is_inside = cue.form is Form.FINITE and not cue.clitics and not statement.words[at].begins
    if cue.verb in ADDRESSING and is_inside:
        # the noun phrase behind may be the object: «البعثة، حثت الأطراف»
        before = _subject_before(statement, at, cue) or first_subject(statement, at, cue)
        if before is not None:
            return before
    behind = None
    if cue.form is not Form.PARTICIPLE and not cue.has_pronoun:
        first = at + 1 + (cue.verb in COMING)  # «جاء في بيان الوزارة»
        behind = subject_behind(statement, first, end, cue.is_feminine)
    if behind is None and cue.form is Form.FINITE:
        return _subject_before(statement, at, cue)
    return behind


def subject_behind(statement: Statement, first: int, end: int, is_feminine: bool | None) -> Speaker | None:
    """Find the speaker in the noun phrase at a word behind a cue; None if no noun phrase is there."""
    words = statement.words
    if first >= end:
        return None
    last = end_of_phrase(statement, first, end)
    actor = statement.actors.subject(statement, first, end)
    if actor is not None:
        return Speaker(actor.span, True, is_feminine, 1.0)
    is_adverb = words[first].span.cut(statement.text).endswith(_TANWIN)
    is_object = words[first].form in folded(SPOKEN) | folded(WEEKDAYS) or words[first].has_comma
    if last == first or is_impersonal(words[first]) or is_object or is_adverb:
        return None
    last = min(last, first + _LONGEST_NAME)
    return Speaker(statement.span(first, last), False, is_feminine, 0.6)


def _subject_before(statement: Statement, index: int, cue: Cue) -> Speaker | None:
    """Find the speaker directly before a cue: «الوزارة أكدت», «نجار الذي يرى»."""
    words = statement.words
    at = index - 1
    while at > 0 and words[at].form in folded(AUXILIARIES) and not words[at].begins:
        at -= 1
    if at < 0 or words[index].begins or (words[at].form in folded(PRONOUNS)):
        return None
    is_relative_clause = is_relative(words[at])
    if is_relative_clause:
        at -= 1
    starts_clause = words[index].form[:1] == "ف" and cue.clitics > 0
    is_apart = words[index].has_comma and not starts_clause
    if at < 0 or (cue.clitics and not starts_clause) or (is_apart and not is_relative_clause):
        return None
    actor = statement.actors.overlapping(words[at].span)
    if actor is not None and (is_relative_clause or not _is_governed(statement, actor.span)):
        return Speaker(actor.span, True, cue.is_feminine, 0.9)
    return None


def first_subject(statement: Statement, index: int, cue: Cue) -> Speaker | None:
    """Find the first actor before a cue in its sentence whom no preposition governs, or else the first."""
    words = statement.words
    start = _start_of_sentence(statement, index)
    actors = statement.actors.between(words[start].span.start, words[index].span.start)
    if not actors or is_impersonal(words[start]):
        return None
    free = [actor for actor in actors if not _is_governed(statement, actor.span)]
    if free:
        return Speaker(free[0].span, True, cue.is_feminine, 0.7)
    # «تصريحات لوزير الخارجية»
    has_statement = any(is_source(word.form) for word in words[start:index])
    return Speaker(actors[0].span, True, cue.is_feminine, 0.6) if has_statement else None


def _opening_phrase(statement: Statement, index: int, cue: Cue) -> Speaker | None:
    """Take the first words of a sentence before a verb for its subject («مصادر أمنية قالت»)."""
    words = statement.words
    start = _start_of_sentence(statement, index)
    while start < index and words[start].form in folded(AUXILIARIES):
        start += 1
    end = end_of_phrase(statement, start, index) if start < index else start
    if cue.form is not Form.FINITE or not 0 < index - start <= _LONGEST_NAME or end < index:
        return None
    if (
        is_impersonal(words[start])
        or words[start].form in folded(PRONOUNS) | folded(AUXILIARIES)
        or words[start].quotation
    ):
        return None
    return Speaker(statement.span(start, index), False, cue.is_feminine, 0.4)


def _start_of_sentence(statement: Statement, index: int) -> int:
    earliest = max(index - _FARTHEST, 0)
    while index > earliest and not statement.words[index].begins:
        index -= 1
    return index


def _is_governed(statement: Statement, span: Span) -> bool:
    """Tell whether a preposition, written apart or together, governs an actor."""
    before = statement.text[max(span.start - 2, 0) : span.start]
    if before and before[-1] in _GLUED:
        return True
    at = bisect_right(statement.words, span.start, key=lambda word: word.span.start) - 1
    return at > 0 and is_preposition(statement.words[at - 1])


def _agree(one: bool | None, other: bool | None) -> bool:
    return one is None or other is None or one == other
