"""Where a reported clause or noun phrase ends, and where a clause with its source behind it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.suggest.quotations.attributions import find_attribution
from hashiya.suggest.quotations.complements import find_complement
from hashiya.suggest.quotations.cues import OBJECT, Form
from hashiya.suggest.quotations.grammar import (
    is_complementiser,
    is_coordinated_complementiser,
    is_imperfect,
    is_object_head,
    is_relative,
    opens_discourse,
)
from hashiya.suggest.quotations.lexicon import (
    BEFORE_A_CUE,
    CONTINUING,
    NOT_IN_PHRASE,
    OCCASIONS,
    OPENING_CLAUSE,
    folded,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.suggest.quotations.cues import Cue
    from hashiya.suggest.quotations.statements import Statement, Word

LONGEST = 150
"""Words of a reported clause; a longer sentence was hardly written by a person."""

_AHEAD = 8
_PRONOUNS = ("ه", "ها", "هم")
_DURING = ("خلال",)


def end_of_clause(statement: Statement, first: int) -> int:
    """Find the index after the last word of a reported clause.

    The clause ends with its sentence, before a participle («مؤكداً أن»), before a coordinated verb of saying
    («، وأضاف»), a source («، بحسب») or a phrase that turns back to the author («، وفي المقابل»).
    """
    words = statement.words
    last = min(first + LONGEST, len(words))
    for at in range(first + 1, last):
        word = words[at]
        if word.begins or _ends_clause(statement, at):
            return _without_conjunctions(statement, first, at)
    return last


def _ends_clause(statement: Statement, at: int) -> bool:
    words = statement.words
    word = words[at]
    if word.has_comma and opens_discourse(words, at):
        return True
    if find_attribution(statement, at) is not None:
        return True
    for cue in word.cues:
        if not cue.reports or is_relative(words[at - 1]):
            continue
        if cue.form is Form.PARTICIPLE and _has_complement_near(statement, at, cue):
            return True
        if cue.form is Form.FINITE:
            is_joined = cue.clitics > 0 and word.form[0] in "وف"
            is_introduced = _is_introduced(words, at)
            if is_introduced or (
                word.has_comma and (is_joined or find_complement(statement, at, cue) is None)
            ):
                return True
            if is_joined and (cue.verb in folded(CONTINUING) or _has_complement_near(statement, at, cue)):
                return True
    return False


def _is_introduced(words: Sequence[Word], at: int) -> bool:
    """Tell whether «كما», «فيما», «إلا أنه» or the like is before a verb, behind a comma."""
    first = at - 1 - is_complementiser(words[at - 1])
    return first >= 0 and words[first].has_comma and words[first].form in folded(BEFORE_A_CUE)


def _has_complement_near(statement: Statement, at: int, cue: Cue) -> bool:
    """Tell whether a clause, a governed phrase, a colon or marks follow a cue within some words."""
    words = statement.words
    for number in range(at + 1, min(at + _AHEAD, len(words))):
        word = words[number]
        is_governed = word.form in cue.governs or (OBJECT in cue.governs and is_object_head(word))
        if ":" in word.gap or word.quotation or is_complementiser(word) or is_governed:
            return True
        if word.has_comma or word.begins:
            return False
    return False


def _without_conjunctions(statement: Statement, first: int, end: int) -> int:
    words = statement.words
    if end - 2 > first and is_complementiser(words[end - 1]) and words[end - 2].form in folded(BEFORE_A_CUE):
        end -= 1
    while end - 1 > first and words[end - 1].form in folded(BEFORE_A_CUE):
        end -= 1
    return end


def end_of_reported_phrase(statement: Statement, first: int, introduced_by: str) -> int:
    """Find the index after the last word of a reported noun phrase.

    It ends at a comma unless a coordinated noun follows («، والعدالة الانتقالية»).

    Args:
        statement: the statement.
        first: index of the first word.
        introduced_by: the folded preposition, which may be repeated behind «و».
    """
    words = statement.words
    for at in range(first + 1, min(first + LONGEST, len(words))):
        word = words[at]
        if word.begins or ":" in word.gap or word.form in folded(NOT_IN_PHRASE) or _tells_occasion(words, at):
            return at
        if word.has_comma:
            rest = word.form[1:] if word.form.startswith("و") else ""
            is_same = any(words[first].form.endswith(each) and rest.endswith(each) for each in _PRONOUNS)
            if (
                not (rest.startswith("ال") or rest[:1].isdecimal() or rest == introduced_by or is_same)
                or not rest
            ):
                return at
        if _ends_clause(statement, at) or is_coordinated_complementiser(word):
            return at
    return min(first + LONGEST, len(words))


def _tells_occasion(words: Sequence[Word], at: int) -> bool:
    """Tell whether «خلال» begins the occasion of what was said («خلال لقائه»)."""
    is_during = words[at].form in _DURING and at + 1 < len(words)
    return is_during and words[at + 1].form in folded(OCCASIONS)


def start_of_clause(statement: Statement, end: int, earliest: int) -> int:
    """Find the index of the first word of the clause before a source that is named behind it.

    Args:
        statement: the statement.
        end: index of the source's first word.
        earliest: index before which the clause cannot begin, such as the end of another quotation.
    """
    words = statement.words
    for at in range(end - 1, earliest, -1):
        word = words[at]
        if word.begins:
            return at
        if word.has_comma or word.form == "بل":
            if word.form in folded(OPENING_CLAUSE):
                return at + 1
            if word.form.startswith("وي") and is_imperfect(word.form):
                return at
    return earliest + (words[earliest].form in folded(OPENING_CLAUSE) and earliest + 1 < end)
