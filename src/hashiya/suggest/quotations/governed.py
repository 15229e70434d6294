"""Noun phrases that a cue governs: «نفى وجود خلاف», «شدد على الحوار», «طالب بوقف القتال»."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.suggest.quotations.cues import OBJECT
from hashiya.suggest.quotations.grammar import (
    is_complementiser,
    is_imperfect,
    is_object_head,
    is_preposition,
    is_relative,
)
from hashiya.suggest.quotations.lexicon import BEFORE_OTHER_PREPOSITIONS, DAYS, WEEKDAYS, WITH_BEH, folded

if TYPE_CHECKING:
    from hashiya.suggest.quotations.cues import Cue
    from hashiya.suggest.quotations.statements import Statement, Word

_NEAR = 6
_PREPOSITION_NEAR = 12
_OBJECT_NEAR = 14
_SHORTEST = 4
_MOST_COMMAS = 2
_BY = "ب"
_DATIVES = frozenset(("له", "لها", "لهم"))
_DEFINITE = ("ال", "لل", "وال")


class Phrase(NamedTuple):
    """A noun phrase that a cue governs.

    Attributes:
        at: index of its first word.
        anchor: index of its preposition, or of its first word.
        clitics: letters of a preposition before the first word.
    """

    at: int
    anchor: int
    clitics: int = 0


def find_phrase(statement: Statement, index: int, at: int, cue: Cue, commas: list[int]) -> Phrase | None:
    """Find the noun phrase that begins at a word, or behind it, if the cue governs the phrase.

    Args:
        statement: the statement.
        index: of the cue.
        at: of the word.
        cue: the cue.
        commas: indexes of the words behind commas since the cue; one parenthesis may come before a phrase.
    """
    words = statement.words
    word, distance = words[at], at - max(index, *commas[-1:] or (index,))
    for preposition in cue.governs:
        if preposition == OBJECT:
            if _is_object(statement, index, at, commas):
                return Phrase(at, at)
        elif preposition == _BY:
            if distance <= _NEAR and _has_beh(word) and not statement.actors.overlapping(word.span):
                return Phrase(at, at, clitics=1)
        elif word.form == preposition and at + 1 < len(words):
            is_near = (
                distance <= _PREPOSITION_NEAR or statement.actors.end_of_subject(statement, index + 1) == at
            )
            following = words[at + 1]
            is_other = words[at - 1].form in folded(BEFORE_OTHER_PREPOSITIONS)
            if is_near and not is_other and not is_complementiser(following) and not following.gap.strip():
                return Phrase(at + 1, at)
    return None


def _has_beh(word: Word) -> bool:
    """Tell whether a word seems to begin with the preposition «ب»."""
    return len(word.form) >= _SHORTEST and word.form[0] == _BY and word.form not in folded(WITH_BEH)


def _is_object(statement: Statement, index: int, at: int, commas: list[int]) -> bool:
    """Tell whether the object of a cue begins at a word.

    The object is a noun such as «ضرورة» near the cue, or a noun without the article behind the subject.
    Between the subject and the object come only words with the article («الخميس») or a parenthesis.
    """
    words = statement.words
    word, before = words[at], words[at - 1]
    is_near = at - index <= _OBJECT_NEAR if not commas else word.has_comma
    if is_near and is_object_head(word):
        return True
    if not _is_noun(word) or at == index + 1:
        return False
    if before.form in _DATIVES:
        return not word.has_comma
    subject_end = statement.actors.end_of_subject(statement, index + 1)
    if subject_end is None or at < subject_end:
        return False
    is_definite = word.form.startswith(_DEFINITE)
    if word.has_comma or commas:
        return word.has_comma and len(commas) == _MOST_COMMAS and not is_definite
    is_subject_over = before.form in folded(WEEKDAYS) or all(map(_is_part, words[subject_end:at]))
    return is_subject_over and not is_definite


def _is_noun(word: Word) -> bool:
    """Tell whether a word may begin a noun phrase."""
    is_particle = (
        word.form in folded(WEEKDAYS) | folded(DAYS)
        or is_preposition(word)
        or is_relative(word)
        or is_complementiser(word)
    )
    return not (is_particle or word.quotation or is_imperfect(word.form) or word.form.startswith(("و", "ل")))


def _is_part(word: Word) -> bool:
    """Tell whether a word behind an actor is an adjective of the subject, or tells the day."""
    return word.form.startswith("ال") or word.form in folded(DAYS)
