"""The words that a cue governs: a clause, a noun phrase, words between marks, or speech behind a colon."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from hashiya.suggest.quotations.cues import CITING, COMING, DESCRIBING, Form
from hashiya.suggest.quotations.governed import find_phrase
from hashiya.suggest.quotations.grammar import (
    is_clause,
    is_complementiser,
    is_name,
    is_object_head,
    is_relative,
    reports_after,
    without_conjunction,
)
from hashiya.suggest.quotations.lexicon import ADJACENT, AMBIGUOUS, INSIDE, folded
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashiya.suggest.quotations.cues import Cue
    from hashiya.suggest.quotations.statements import Statement

_FARTHEST = 40
_ALSO_TO = frozenset(map(fold, ("خلص", "ذهب", "مضى")))
_FROM = fold("عن")
_OVER = frozenset(map(fold, ("إلى", "على", "من", "عن", "في")))
_TO = fold("إلى")
_BY = "ب"


class Kind(Enum):
    """The words after a cue: a clause, a noun phrase, words between marks, or without marks after a colon."""

    CLAUSE = "clause"
    PHRASE = "phrase"
    QUOTE = "quote"
    SPEECH = "speech"


class Complement(NamedTuple):
    """The complement of a cue.

    Attributes:
        kind: what it is.
        at: index of its first word.
        anchor: index of the word that introduces it; the subject is before.
        clitics: letters of a preposition before the first word.
        source: index of «عن» behind a verb such as «نقل»; the speaker is behind it.
    """

    kind: Kind
    at: int
    anchor: int
    clitics: int = 0
    source: int | None = None


def find_complement(statement: Statement, index: int, cue: Cue) -> Complement | None:
    """Find the complement of a cue among the words behind it.

    Args:
        statement: the statement.
        index: of the cue.
        cue: the cue.
    """
    words = statement.words
    phrase: Complement | None = None
    source: int | None = None
    commas: list[int] = []
    in_relative_clause = False
    for at in _ahead(statement, index, cue):
        word = words[at]
        if word.has_comma:
            commas.append(at)
        in_relative_clause = is_relative(word) or (in_relative_clause and not word.has_comma)
        if ":" in word.gap:
            return _behind_colon(statement, at, source)
        if word.quotation:
            is_described = cue.verb in DESCRIBING and words[at - 1].form == _BY
            if is_described or _is_quoted(statement, index, at):
                return phrase or Complement(Kind.QUOTE, at, at - is_described, source=source)
        elif word.form == _FROM and cue.verb in CITING and source is None:
            source = at
        elif is_complementiser(word) and _reports(statement, index, at, cue):
            return _clause_at(statement, index, at, cue, phrase)._replace(source=source)
        elif _is_another_cue(statement, at):
            break
        elif (
            not in_relative_clause
            and phrase is None
            and (found := find_phrase(statement, index, at, cue, commas)) is not None
        ):
            phrase = Complement(Kind.PHRASE, *found)
    return _behind_source(statement, index, source) if cue.verb in CITING else phrase


def _ahead(statement: Statement, index: int, cue: Cue) -> Iterator[int]:
    """Generate the indexes of the words behind a cue in its sentence."""
    words = statement.words
    if index + 1 == len(words):
        return
    following = words[index + 1]
    if words[index].form[cue.clitics :] in folded(ADJACENT) and not is_complementiser(following):
        return
    if cue.verb in COMING and following.form not in folded(INSIDE):
        return
    for at in range(index + 1, min(index + _FARTHEST, len(words))):
        if words[at].begins:
            return
        yield at


def _is_quoted(statement: Statement, index: int, at: int) -> bool:
    """Tell whether words between marks are quoted: no name, or a clause directly behind the cue."""
    is_next = at == index + 1 and not statement.words[at].has_comma
    return (is_next and _is_quote_like(statement, at)) or not is_name(statement.text, statement.words, at)


def _clause_at(statement: Statement, index: int, at: int, cue: Cue, phrase: Complement | None) -> Complement:
    """Take the clause behind a complementiser, or the noun phrase before it that the cue governs."""
    is_governed = at > index + 1 and statement.words[at - 1].form in cue.governs
    is_weak = (
        phrase is not None and phrase.anchor == phrase.at and not is_object_head(statement.words[phrase.at])
    )
    if phrase and not is_weak and not is_governed and phrase.at < at - 1:
        return phrase
    return Complement(Kind.CLAUSE, at + 1, at - is_governed)


def _behind_source(statement: Statement, index: int, source: int | None) -> Complement | None:
    """Take the noun phrase behind «عن» in «ما نقله المرصد عن توقف القتال»."""
    is_relative_clause = index > 0 and without_conjunction(statement.words[index - 1].form) == "ما"
    if source is None or not is_relative_clause or source + 1 >= len(statement.words):
        return None
    return Complement(Kind.PHRASE, source + 1, source)


def _behind_colon(statement: Statement, at: int, source: int | None) -> Complement | None:
    word = statement.words[at]
    if is_complementiser(word):
        is_last = at + 1 == len(statement.words)
        return None if is_last else Complement(Kind.CLAUSE, at + 1, at, source=source)
    return Complement(Kind.QUOTE if word.quotation else Kind.SPEECH, at, at, source=source)


def _is_quote_like(statement: Statement, at: int) -> bool:
    quotation = statement.words[at].quotation
    return quotation is not None and is_clause(statement.text, *quotation.inner)


def _reports(statement: Statement, index: int, at: int, cue: Cue) -> bool:
    """Tell whether a complementiser with words behind it belongs to the cue."""
    if at + 1 >= len(statement.words) or statement.words[at + 1].begins:
        return False
    if at == index + 1:
        return True
    before = statement.words[at - 1]
    if before.form in cue.governs or (before.form == _TO and cue.verb in _ALSO_TO):
        return True
    return before.form not in _OVER and reports_after(before)


def _is_another_cue(statement: Statement, at: int) -> bool:
    """Tell whether a word is a verb of saying or a participle, which has a complement of its own."""
    word = statement.words[at]
    return any(
        cue.reports
        and (
            cue.form is Form.PARTICIPLE
            or (cue.form is Form.FINITE and (word.has_comma or word.form not in folded(AMBIGUOUS)))
        )
        for cue in word.cues
    )
