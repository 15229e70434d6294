"""Later mentions of actors found: short forms of persons, and «الوزارة» for the ministry named before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.messages import Message
from hashiya.suggest.actors.cited import cited_noun_at, is_cited_noun
from hashiya.suggest.actors.found import GROUP, ORGANISATION, PERSON, Found
from hashiya.suggest.actors.function_words import particles
from hashiya.suggest.actors.given_names import compounding, has_foreign_ending
from hashiya.suggest.actors.head_phrases import head_at
from hashiya.suggest.actors.heads import kinds_by_head, many, of_persons
from hashiya.suggest.actors.naming import is_other_word, is_second_half
from hashiya.suggest.actors.organisations import is_in_title
from hashiya.suggest.actors.states import people_of
from hashiya.suggest.actors.titles import titles
from hashiya.suggest.actors.verbs import speech_verbs, verbs
from hashiya.suggest.actors.well_known import persons_by_family_name
from hashiya.suggest.actors.words import ARTICLE, has_article, reading_in, readings
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hashiya.suggest.actors.words import Reading, Words

_LEAST_LETTERS = 3
_LEAST_SCORE = 0.5
_LEAST_TO_REPEAT = 0.7
_NAMED_BEFORE = frozenset(("suggest.head_and_quoted_name", "suggest.head_and_name"))
_FAMILIES = frozenset(("اسره", "عايله", "ال"))
_ON_BEHALF = "باسم"
_BEY = "بك"
"""An honorific between the names, of which the second alone is used, too."""

_OF_EVERY_STATE = frozenset(fold("جيش حكومة برلمان شرطة معارضة رئاسة كنيست كونغرس").split())
_PLACES = frozenset(("في", "الي", "داخل", "خارج", "مقر", "مبني"))


class _Form(NamedTuple):
    """Words that mean a person.

    Attributes:
        parts: the folded words.
        name: the full name.
        kind: of the actor.
        score: of the place where the full name was found.
    """

    parts: tuple[str, ...]
    name: str
    kind: str
    score: float


def find_short_forms(words: Words, found: Sequence[Found]) -> Iterator[Found]:
    """Find the actors found once, wherever else their names or the family names of persons occur.

    A well-known leader needs no full name before.
    """
    forms = _forms(words, found)
    leaders = persons_by_family_name()
    # foreign names are spelled with their letters in different orders: «يفكيروف» and «يفيكروف»
    mixed_up = {
        "".join(sorted(form.parts[0])): form
        for each in forms.values()
        for form in each
        if len(form.parts) == 1 and form.kind == PERSON
    }
    named = {index for each in found for index in range(each.first, each.last + 1)}
    for index in range(len(words)):
        if index in named:
            continue
        for reading in readings(words[index].letters):
            fitting = (
                each for each in forms.get(reading.rest, ()) if words.goes_on(index + 1, each.parts[1:])
            )
            if form := next(fitting, None):
                mention = _mention(words, index, reading, form)
                if mention is not None:
                    yield mention
                break
            if reading.rest in leaders and not is_other_word(reading.rest):
                name = leaders[reading.rest]
                yield Found(index, index, reading.cut, PERSON, Message("suggest.leader"), 0.9, name)
                break
            if has_foreign_ending(reading.rest) and (other := mixed_up.get("".join(sorted(reading.rest)))):
                reason = Message("suggest.other_spelling")
                yield Found(index, index, reading.cut, PERSON, reason, 0.85, other.name)
                break


def _mention(words: Words, index: int, reading: Reading, form: _Form) -> Found | None:
    last = index + len(form.parts) - 1
    if words[index].is_joined and words[index - 1].letters == _ON_BEHALF:
        return None  # «المتحدث باسم بوتين»
    if regime := _regime_before(words, index, last, reading.clitics):
        return regime
    if form.kind != PERSON:
        reason = Message("suggest.named_before")
        found = Found(index, last, reading.cut, form.kind, reason, form.score, form.name)
        return None if is_in_title(words, found) else found
    if len(form.parts) > 1:
        return Found(index, last, reading.cut, PERSON, Message("suggest.full_form"), form.score, form.name)
    score = min(form.score, _score_of_word(words, index, reading.rest))
    if score <= _LEAST_SCORE:
        return None
    return Found(index, last, reading.cut, PERSON, Message("suggest.short_form"), score, form.name)


def _regime_before(words: Words, index: int, last: int, clitics: str) -> Found | None:
    """Find the regime, government or family of a person: «نظام الأسد»."""
    if clitics or not words[index].is_joined:
        return None
    head = reading_in(words[index - 1].letters, of_persons())
    if head is None:
        return None
    kind = GROUP if head.rest in _FAMILIES else ORGANISATION
    return Found(index - 1, last, head.cut, kind, Message("suggest.regime_of_person"), 0.97)


def _forms(words: Words, found: Iterable[Found]) -> Mapping[str, Sequence[_Form]]:
    """Collect the full name of each person and the family name, by the first word of each."""
    forms: dict[tuple[str, ...], _Form] = {}
    for each in found:
        name = each.canonical or each.span(words).cut(words.text)
        for parts in _forms_of(words, each):
            forms.setdefault(parts, _Form(parts, name, each.kind, each.score))
    by_first: dict[str, list[_Form]] = {}
    for form in sorted(forms.values(), key=lambda each: -len(each.parts)):
        by_first.setdefault(form.parts[0], []).append(form)
    return by_first


def _forms_of(words: Words, found: Found) -> Iterator[tuple[str, ...]]:
    """Generate the folded words by which an actor may be called again."""
    letters = [words[index].letters for index in range(found.first, found.last + 1)]
    is_described = letters[0] in titles() or is_cited_noun(letters[0])
    letters[0] = letters[0][found.cut :]
    if found.kind != PERSON and found.reason.id in _NAMED_BEFORE:
        yield tuple(letters)
    if found.kind != PERSON or len(letters) == 1 or is_described or found.score < _LEAST_TO_REPEAT:
        return
    yield tuple(letters)
    is_double = letters[-2] in compounding() and letters[-2] != _BEY
    family = letters[-2:] if is_double or is_second_half(letters[-1]) else letters[-1:]
    if _is_telling(family):
        yield tuple(family)


def _is_telling(family: Sequence[str]) -> bool:
    letters = family[-1]
    return len(letters) >= _LEAST_LETTERS and letters not in particles() and letters not in verbs()


def _score_of_word(words: Words, index: int, letters: str) -> float:
    if is_other_word(letters):
        is_cited = words[index].is_joined and reading_in(words[index - 1].letters, speech_verbs())
        return 0.85 if is_cited or ":" in words[index + 1].gap else 0.4
    if people_of(letters) is not None and words[index].is_joined:
        # an adjective follows a noun that has the article, too
        before = readings(words[index - 1].letters)
        return 0.2 if any(has_article(each.rest) for each in before) else 0.8
    return 0.93


def find_references(words: Words, found: Iterable[Found]) -> Iterator[Found]:
    """Find head nouns with the article that mean an actor named before by the same noun."""
    last_with: dict[str, Found] = {}
    by_first = {each.first: each for each in found}
    for index in range(len(words)):
        head = head_at(words, index)
        if each := by_first.get(index):
            if head is not None:
                last_with[_singular(head.noun)] = each
            elif noun := cited_noun_at(words, index):
                last_with[noun] = each
            continue
        if (noun := cited_noun_at(words, index, is_definite=True)) and (each := last_with.get(noun)):
            if _is_subject(words, index) and not _goes_on(words, index):
                name = each.canonical or each.span(words).cut(words.text)
                yield Found(index, index, 0, each.kind, Message("suggest.reference_acting"), 0.75, name)
            continue
        if head is None or not head.is_definite:
            continue
        antecedent = last_with.get(_singular(head.noun))
        has_b = words[index].letters[: head.cut].endswith("ب")
        if head.noun in many() or has_b or _goes_on(words, index):
            continue
        if antecedent is None:
            if head.noun in _OF_EVERY_STATE and _is_subject(words, index):
                yield Found(index, index, head.cut, head.kind, Message("suggest.definite_acting"), 0.6)
            continue
        if words[index - 1].letters in _PLACES or reading_in(words[index - 1].letters, titles()):
            continue
        reason, score = Message("suggest.reference"), 0.6
        if _is_subject(words, index):
            reason, score = Message("suggest.reference_acting"), 0.8
        name = antecedent.canonical or antecedent.span(words).cut(words.text)
        yield Found(index, index, head.cut, antecedent.kind, reason, score, name)


def _singular(noun: str) -> str:
    return {"وفدا": "وفد"}.get(noun, noun)


def _goes_on(words: Words, index: int) -> bool:
    following = words[index + 1]
    return (
        following.is_joined
        and has_article(following.letters)
        and following.letters not in particles()
        and following.letters.removeprefix(ARTICLE) not in kinds_by_head()
    )


def _is_subject(words: Words, index: int) -> bool:
    return (
        reading_in(words[index - 1].letters, verbs()) is not None
        or words[index + 1].letters in verbs()
        or words[index - 1].letters in ("ان", "انه", "لكن", "بان")
    )


def find_acronyms(words: Words, found: Iterable[Found]) -> Iterator[Found]:
    """Find the short name in brackets behind an organisation: «قوات سوريا الديمقراطية (قسد)»."""
    for each in found:
        index = each.last + 1
        is_alone = (
            words[index].is_bracketed and words[index + 1].is_bracketed and not words[index].begins_sentence
        )
        if each.kind != PERSON and is_alone and not words[index].letters.isdecimal():
            name = each.canonical or each.span(words).cut(words.text)
            yield Found(index, index, 0, each.kind, Message("suggest.acronym"), 0.95, name)
