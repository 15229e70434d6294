"""Phrases that name a source beside a clause: «وفقاً لبيان», «بحسب مصادر», «على حد قوله»."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.suggest.quotations.actors import end_of_phrase
from hashiya.suggest.quotations.complements import find_complement
from hashiya.suggest.quotations.grammar import (
    is_complementiser,
    is_coordinated_complementiser,
    is_finite,
    is_source,
    without_conjunction,
)
from hashiya.suggest.quotations.speakers import Speaker, subject_behind
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from hashiya.suggest.quotations.statements import Statement

_WITH_LAM = frozenset(map(fold, ("وفقا", "طبقا")))
_ALONE = frozenset(map(fold, ("بحسب", "حسب", "وفق")))
_CLAUSAL = frozenset(map(fold, ("حسبما", "وفقما", "مثلما")))
_LIKE = fold("كما")
_AND_THAT = fold("وذلك")
_PHRASES = tuple(
    tuple(fold(phrase).split())
    for phrase in ("على حد قول", "على حد تعبير", "على حد وصف", "على حد زعم", "على لسان", "نقلا عن", "على ذمة")
)
_PRONOUNS = ("ه", "ها", "هم", "هما")
_THING = frozenset(("ما", "لما"))
_NEAR = 5
_TO_THEM = frozenset(("له", "لها", "لهم"))
_FARTHEST = 20


class Attribution(NamedTuple):
    """A phrase that names a source.

    Attributes:
        first: index of its first word, before «وذلك» too.
        cue: index of its first word without «وذلك».
        subject: index of the first word of the source.
        names_noun: whether a noun such as «بيان» begins the source, which belongs to the cue then.
        is_pronoun: whether the source is a pronoun («على حد قوله»).
        is_verbal: whether a verb names the source («بحسب ما أعلن»).
    """

    first: int
    cue: int
    subject: int
    names_noun: bool
    is_pronoun: bool
    is_verbal: bool

    def speaker(self, statement: Statement, end: int) -> Speaker | None:
        """Find the source: an actor, also one who issued a statement («بيان صادر عن الوزارة»)."""
        found = subject_behind(statement, self.subject, end, None)
        if found is None or found.is_actor or not self.names_noun:
            return found
        for at in range(self.subject, end):
            word = statement.words[at]
            if at > self.subject and (word.has_comma or word.begins):
                break
            actor = statement.actors.overlapping(word.span)
            if actor is not None:
                return Speaker(actor.span, True, None, 0.9)
        return found

    def clause_behind(self, statement: Statement) -> int | None:
        """Find the first word of the clause behind a source: behind a comma, «فإن» or «أن»."""
        words = statement.words
        for at in range(self.subject + 1, min(self.subject + _FARTHEST, len(words))):
            if words[at].begins:
                return None
            if is_complementiser(words[at]) or is_coordinated_complementiser(words[at]):
                return at + 1 if at + 1 < len(words) else None
            if words[at].has_comma:
                return at
        return None


def find_attribution(statement: Statement, at: int) -> Attribution | None:
    """Find the phrase that begins at a word and names a source; None for another phrase.

    «وفقاً لمعايير» names no source: its noun is no one and nothing that speaks. Whether an unknown name is a
    source is decided with the actors of the article.
    """
    words = statement.words
    cue = at + 1 if words[at].form == _AND_THAT and at + 1 < len(words) else at
    form = words[cue].form
    if form not in _WITH_LAM | _ALONE:
        form = without_conjunction(form)
    if form in _WITH_LAM | _ALONE:
        return _with_noun(statement, at, cue, needs_lam=form in _WITH_LAM)
    if form in _CLAUSAL or (form == _LIKE and not _has_complement(statement, cue + 1)):
        return _with_verb(statement, at, cue, cue + 1)
    for phrase in _PHRASES:
        if form == phrase[0] and cue + len(phrase) <= len(words):
            between = [words[cue + number].form for number in range(1, len(phrase))]
            last = between[-1]
            if between[:-1] != list(phrase[1:-1]):
                continue
            if last == phrase[-1] and cue + len(phrase) < len(words):
                return Attribution(at, cue, cue + len(phrase), False, False, False)
            if last.startswith(phrase[-1]) and last.removeprefix(phrase[-1]) in _PRONOUNS:
                return Attribution(at, cue, cue + len(phrase), False, True, False)
    return None


def _with_noun(statement: Statement, at: int, cue: int, *, needs_lam: bool) -> Attribution | None:
    words = statement.words
    subject = cue + 1
    if subject >= len(words) or words[subject].begins:
        return None
    form = words[subject].form
    if form in _THING:
        return _with_verb(statement, at, cue, subject + 1)
    if needs_lam and form in _TO_THEM:
        return Attribution(at, cue, subject, False, True, False)
    if needs_lam:
        if form in {"ل", "الي"} and subject + 1 < len(words):
            subject += 1
            form = words[subject].form
        elif form.startswith("ل"):
            form = form[1:]
        elif words[subject].quotation is None:
            return None
    noun = form.removeprefix("ل") if needs_lam and form.startswith("ل") else form
    is_pronoun = any(noun.endswith(each) and noun in _SAYINGS for each in _PRONOUNS)
    names_noun = is_source(form) or is_source(noun)
    is_known = names_noun or is_pronoun or words[subject].quotation is not None
    end = end_of_phrase(statement, subject, min(subject + _NEAR, len(words)))
    if is_known or statement.actors.subject(statement, subject, max(end, subject + 1)) is not None:
        return Attribution(at, cue, subject, names_noun, is_pronoun, False)
    return None


def _with_verb(statement: Statement, at: int, cue: int, verb: int) -> Attribution | None:
    words = statement.words
    if verb < len(words) and any(
        is_finite(one) and one.reports and not one.clitics for one in words[verb].cues
    ):
        return Attribution(at, cue, verb + 1, False, False, True)
    return None


def _has_complement(statement: Statement, verb: int) -> bool:
    """Tell whether something is quoted behind a verb: «كما أكد أن» adds a quotation and names no source."""
    words = statement.words
    return verb < len(words) and any(find_complement(statement, verb, cue) for cue in words[verb].cues)


_SAYINGS = frozenset(
    fold(noun + pronoun)
    for noun in ("قول", "تعبير", "وصف", "زعم", "تصريحات", "كلام", "بيان")
    for pronoun in _PRONOUNS
)
