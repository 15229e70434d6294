"""Words that bound clauses and noun phrases in Arabic news, folded, and the shapes of verbs and names."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hashiya.suggest.quotations.cues import Form
from hashiya.suggest.quotations.lexicon import (
    COMPLEMENTISERS,
    DISCOURSE,
    IMPERSONAL,
    NAMED,
    NOT_REPORTING,
    NOT_VERBS,
    OBJECTS,
    OF_CLAUSES,
    PREPOSITIONS,
    RELATIVES,
    SOURCES,
    UNREAL,
    folded,
)
from hashiya.text.folding import fold
from hashiya.text.words import iter_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.suggest.quotations.cues import Cue
    from hashiya.suggest.quotations.statements import Word


_CONJUNCTIONS = ("و", "ف")
_SUFFIXES = ("", "ه", "ها", "هم", "هما", "نا")
_IMPERFECT = re.compile(r"[وف]?س?[يت]\w{2,}\Z|س[نأا]\w{3,}\Z")
_FEW = 3
_WHAT = "ما"
_AND_THIS = ("وهو", "وهي")


def without_conjunction(form: str) -> str:
    """Return a folded word without «و» or «ف» before it."""
    return form[1:] if form[:1] in _CONJUNCTIONS else form


def is_complementiser(word: Word) -> bool:
    """Tell whether a word is «أن», «إن», «بأن» or the like, perhaps with its pronoun and «و»."""
    return word.form in folded(COMPLEMENTISERS) or is_coordinated_complementiser(word)


def is_coordinated_complementiser(word: Word) -> bool:
    """Tell whether a word is «وأن» or the like."""
    return word.form[:1] in _CONJUNCTIONS and word.form[1:] in folded(COMPLEMENTISERS)


def reports_after(word: Word) -> bool:
    """Tell whether a complementiser behind a word may begin a reported clause, unlike in «قبل أن»."""
    return word.form not in folded(NOT_REPORTING)


def is_preposition(word: Word) -> bool:
    """Tell whether a word is a preposition that is written apart, perhaps with a pronoun, or an adverb."""
    forms = {word.form, without_conjunction(word.form)}
    bare = {form.removesuffix(suffix) for form in forms for suffix in _SUFFIXES}
    return not folded(PREPOSITIONS).isdisjoint(bare)


def is_relative(word: Word) -> bool:
    """Tell whether a word is «الذي» or the like."""
    return without_conjunction(word.form) in folded(RELATIVES)


def denies(word: Word, cue: Cue) -> bool:
    """Tell whether a cue behind a word states no fact: «لم يؤكد», «قد يعلن», but «قد أعلن»."""
    return not cue.is_past and without_conjunction(word.form) in folded(UNREAL)


def is_impersonal(word: Word) -> bool:
    """Tell whether a noun is no one who speaks («التحليل», «التطورات»)."""
    form = without_conjunction(word.form)
    return form in folded(IMPERSONAL) or form.removeprefix("ال") in folded(IMPERSONAL)


def is_object_head(word: Word) -> bool:
    """Tell whether a noun is one that is often stated («ضرورة», «حرصها»)."""
    # a teh marbuta is written as a teh before a pronoun: «رغبته»
    bare = (word.form.removesuffix(suffix) for suffix in _SUFFIXES if word.form.endswith(suffix))
    return any(noun in folded(OBJECTS) or noun.removesuffix("ت") + "ه" in folded(OBJECTS) for noun in bare)


def is_source(form: str) -> bool:
    """Tell whether a folded noun is one whose words are cited («بيان», «مصادر»)."""
    return form in folded(SOURCES) or form.removeprefix("ال") in folded(SOURCES)


def introduces_name(word: Word) -> bool:
    """Tell whether a name or a title follows a word («صحيفة», «بعنوان»)."""
    return without_conjunction(word.form).removeprefix("ال") in folded(NAMED) or word.form in folded(NAMED)


def is_finite(cue: Cue) -> bool:
    """Tell whether a cue is a finite verb."""
    return cue.form is Form.FINITE


def is_imperfect(form: str) -> bool:
    """Tell whether a folded word looks like a verb in the imperfect."""
    return (
        _IMPERFECT.match(form) is not None
        and without_conjunction(form) not in folded(NOT_VERBS)
        and not form.endswith("ه")
    )


def is_clause(text: str, start: int, end: int) -> bool:
    """Tell whether some words look like a clause: a pronoun, a particle of verbs, a verb at the beginning."""
    forms = [fold(word.cut(text)) for word in iter_words(text, start, end)]
    if not forms:
        return False
    if any(form in folded(OF_CLAUSES) or without_conjunction(form) in folded(OF_CLAUSES) for form in forms):
        return True
    return is_imperfect(forms[0]) or any(form.startswith("ي") and is_imperfect(form) for form in forms[1:])


def count_words(text: str, start: int, end: int) -> int:
    """Count the words of a range."""
    return sum(1 for _ in iter_words(text, start, end))


def is_name(text: str, words: Sequence[Word], at: int) -> bool:
    """Tell whether marks enclose a name, a title or a word used with distance, rather than a quotation."""
    quotation = words[at].quotation
    if quotation is None or _is_predicate(words, at):
        return False
    inner = quotation.inner
    count = count_words(text, *inner)
    if is_clause(text, *inner):
        return count < _FEW or (at > 0 and introduces_name(words[at - 1]) and count <= 2 * _FEW)
    is_named = at > 0 and introduces_name(words[at - 1])
    is_definite = fold(text[inner.start : inner.start + 4]).startswith("ال")
    return count <= _FEW or is_named or (is_definite and count <= 2 * _FEW)


def _is_predicate(words: Sequence[Word], at: int) -> bool:
    """Tell whether words between marks are a whole clause behind «أن», however short."""
    if at == 0 or not is_complementiser(words[at - 1]) or words[at].has_comma:
        return False
    if at + 1 == len(words):
        return True
    following = words[at + 1]
    return following.has_comma or following.begins or following.form.startswith("و")


@cache
def _boundaries() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in DISCOURSE.split("|"):
        first, *others = fold(phrase).split()
        found.setdefault(first, []).append(tuple(others))
    return found


def opens_discourse(words: Sequence[Word], at: int) -> bool:
    """Tell whether a phrase that turns back to the author begins at a word («وفي المقابل», «من جهته»)."""
    form = words[at].form
    following = [word.form for word in words[at + 1 : at + 3]]
    for first in {form, without_conjunction(form)}:
        if any(list(others) == following[: len(others)] for others in _boundaries().get(first, ())):
            return True
    if form in _AND_THIS and following[:1] == [_WHAT]:
        form, following = _WHAT, following[1:]
    return form == _WHAT and bool(following) and following[0].startswith("ي") and is_imperfect(following[0])
