"""Head nouns such as «وزارة» and «وفد», and how far the name that begins with them goes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hashiya.messages import Message
from hashiya.suggest.actors.complements import (
    adjectives_end,
    construct_end,
    foreign_name_end,
    has_people,
    indefinite_end,
    purpose_end,
)
from hashiya.suggest.actors.found import GROUP, MEDIA, ORGANISATION, Found
from hashiya.suggest.actors.function_words import common_words, particles
from hashiya.suggest.actors.heads import ambiguous, kinds_by_head, many, named, of_persons, regimes, sides
from hashiya.suggest.actors.naming import begins_surely, name_end
from hashiya.suggest.actors.states import people_of, state_at
from hashiya.suggest.actors.well_known import well_known_length
from hashiya.suggest.actors.words import ARTICLE, has_article, readings
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from hashiya.suggest.actors.words import Reading, Words

_MOST_QUOTED = 6
_FEMININE = "دوله"
"""States are feminine, whatever their names end with."""

_HYPHENS = ("-", "–")
_REGIME_ADJECTIVES = frozenset(
    fold("جديد جديدة سابق بائد مخلوع حاكم عسكري انتقالي انتقالية ساقط قائم محلي محلية ذاتية").split()
)
_REGIONS = frozenset(
    fold(
        "عربية غربية أوروبية إقليمية خليجية أفريقية إفريقية إسلامية كبرى عظمى دولية مجاورة آسيوية شرقية "
        "ثلاث ثلاثة أربع خمس ست سبع ثماني"
    ).split()
)
_USUAL_PARTS = frozenset(("انباء", "اخبار", "صحه", "عفو"))
"""Nouns that are the names of media and companies more often than what these are about."""


class Head(NamedTuple):
    """The head noun of an actor.

    Attributes:
        at: index of its word.
        cut: letters of the word that are clitics.
        noun: without the article.
        is_definite: whether it has the article.
        kind: of the actor.
    """

    at: int
    cut: int
    noun: str
    is_definite: bool
    kind: str

    def found(self, last: int, reason: Message, score: float) -> Found:
        """Return the actor that ends with a word."""
        return Found(self.at, last, self.cut, self.kind, reason, score)


def head_at(words: Words, index: int) -> Head | None:
    """Find the head noun that a word is, with or without clitics; None if the word is no head."""
    letters = words[index].letters
    found = _noun_of(letters)
    if found is None and letters.endswith("ا") and words.is_indefinite_object(index):
        found = _noun_of(letters.removesuffix("ا"))
    if found is None:
        return None
    noun, reading = found
    return Head(index, reading.cut, noun, noun != reading.rest, kinds_by_head()[noun])


@lru_cache(maxsize=20_000)
def _noun_of(letters: str) -> tuple[str, Reading] | None:
    """Find the head noun that a word is, without the article, and how the word is read then."""
    kinds = kinds_by_head()
    for reading in readings(letters):
        noun = reading.rest.removeprefix(ARTICLE)
        if noun in kinds:
            return noun, reading
    return None


def behind_head(words: Words, head: Head) -> Found | None:
    """Find the actor that begins with a head noun; None if the noun alone names nobody."""
    if quoted := _quoted_name(words, head):
        return quoted
    if of_person := _of_person(words, head):
        return of_person
    if head.noun in many() and (length := well_known_length(words, head.at + 1)):
        return head.found(head.at + length, Message("suggest.states"), 0.7)  # «دول مجلس التعاون»
    if head.noun in sides():
        return _side(words, head)
    if head.noun in regimes() or head.noun in many():
        return _regime(words, head)
    return _definite(words, head) if head.is_definite else _indefinite(words, head)


def _quoted_name(words: Words, head: Head) -> Found | None:
    """Find the name between quotation marks that follows a head noun: «صحيفة "الوطن"»."""
    if head.noun not in named():
        return None
    first = head.at + 1
    while first < head.at + 3 and words[first].is_joined and has_article(words[first].letters):
        first += 1  # «شبكة الأخبار البريطانية "بي بي سي"»
    if not words[first].begins_quotation or words[first].begins_sentence:
        return None
    for last in range(first, first + _MOST_QUOTED):
        if words[last + 1].is_quoted:
            return Found(first, last, 0, head.kind, Message("suggest.head_and_quoted_name"), 0.9)
        if words[last + 1].gap:
            return None
    return None


def _of_person(words: Words, head: Head) -> Found | None:
    """Find the regime, government or office of a person: «حكومة نواف سلام»."""
    following = words[head.at + 1]
    if head.noun not in of_persons() or not (following.is_joined and begins_surely(following.letters)):
        return None
    end = name_end(words, head.at + 1)
    return None if end is None else head.found(end, Message("suggest.regime_of_person"), 0.97)


def _side(words: Words, head: Head) -> Found | None:
    """Find a state that is called a side: «الجانب التركي», «الدولة السورية»."""
    if not head.is_definite or adjectives_end(words, head.at, head.noun) == head.at:
        return None
    state = people_of(words[head.at + 1].letters)
    if state is None:
        return None
    return Found(head.at, head.at + 1, head.cut, "state", Message("suggest.side"), 0.8, state)


def _regime(words: Words, head: Head) -> Found | None:
    """Find a government, or several states, by an adjective of a people or the name of a person."""
    last = adjectives_end(words, head.at, head.noun) if head.is_definite else head.at
    if last > head.at and head.noun in many():
        is_region = words[head.at + 1].letters.removeprefix(ARTICLE) in _REGIONS
        return Found(head.at, last, head.cut, GROUP, Message("suggest.states"), 0.6) if is_region else None
    if has_people(words, head.at, last):
        return head.found(last, Message("suggest.regime"), 0.92)
    if last > head.at and words[head.at + 1].letters.removeprefix(ARTICLE) in _REGIME_ADJECTIVES:
        return head.found(last, Message("suggest.regime_and_adjective"), 0.8)
    return None


def _definite(words: Words, head: Head) -> Found | None:
    """Find a head noun with the article, and the adjectives that agree with it."""
    last = adjectives_end(words, head.at, head.noun)
    behind = words[last + 1]
    if behind.gap in _HYPHENS and people_of(behind.letters):
        return None  # a thing that two peoples share: «التحالف السوري-الروسي»
    last = purpose_end(words, last, head.noun)
    if last == head.at:
        return None
    if has_people(words, head.at, last):
        return head.found(last, Message("suggest.head_and_people"), 0.92)
    return head.found(last, Message("suggest.head_and_adjective"), 0.6)


def _indefinite(words: Words, head: Head) -> Found | None:
    """Find a head noun without the article, and its complement or adjectives."""
    if not words[head.at + 1].is_joined:
        return None
    return (
        _of_noun(words, head)
        or _of_state(words, head)
        or _with_adjectives(words, head)
        or _named(words, head)
    )


def _of_noun(words: Words, head: Head) -> Found | None:
    at = head.at
    if words[at + 1].letters in common_words() and words[at + 2].is_joined:
        at += 1  # «وزارة شؤون الأسرى»
    letters = words[at + 1].letters
    if not has_article(letters) or letters in particles():
        return None
    last = construct_end(words, at, head.noun)
    if head.noun in ambiguous() and letters.removeprefix(ARTICLE) not in _USUAL_PARTS:
        return head.found(last, Message("suggest.named_head_and_noun"), 0.45)
    return head.found(last, Message("suggest.head_and_noun"), 0.85)


def _of_state(words: Words, head: Head) -> Found | None:
    named_state = state_at(words, head.at + 1)
    if named_state is None or named_state.clitics or named_state.state.is_capital or head.kind == MEDIA:
        return None
    last = named_state.last
    if head.noun in named() and has_article(words[last + 1].letters):
        last = adjectives_end(words, last, _FEMININE)  # «حزب فرنسا الأبية»
    return head.found(last, Message("suggest.head_and_state"), 0.75)


def _with_adjectives(words: Words, head: Head) -> Found | None:
    """Find a group that adjectives describe: «وفد عسكري سوري», «وكالات أنباء روسية»."""
    last = indefinite_end(words, head.at)
    is_delegation = head.noun.startswith("وفد")
    if last == head.at:
        return head.found(last, Message("suggest.delegation_alone"), 0.6) if is_delegation else None
    if is_delegation:
        return head.found(last, Message("suggest.delegation"), 0.85)
    is_of_people = has_people(words, head.at, last)
    if head.kind == ORGANISATION and not is_of_people:
        return None
    return head.found(last, Message("suggest.head_and_indefinite"), 0.5 if is_of_people else 0.4)


def _named(words: Words, head: Head) -> Found | None:
    """Find a name that is no noun of the language behind a head noun: «حركة حماس»."""
    if head.noun in named() and (length := well_known_length(words, head.at + 1)):
        return head.found(head.at + length, Message("suggest.head_and_name"), 0.9)
    last = foreign_name_end(words, head.at, head.noun) if head.noun in named() else head.at
    return None if last == head.at else head.found(last, Message("suggest.head_and_name"), 0.7)
