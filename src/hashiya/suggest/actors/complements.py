"""How far a name goes on behind its head noun, by nouns and adjectives that may follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.suggest.actors.function_words import common_words, particles
from hashiya.suggest.actors.heads import (
    acts,
    bare_purposes,
    kinds_by_head,
    naming_adjectives,
    not_naming,
    purposes,
    with_acts,
)
from hashiya.suggest.actors.naming import could_be_name
from hashiya.suggest.actors.states import people_of, state_at
from hashiya.suggest.actors.titles import titles
from hashiya.suggest.actors.usual_words import usual_words
from hashiya.suggest.actors.verbs import verbs
from hashiya.suggest.actors.words import ARTICLE, has_article, reading_in, readings

if TYPE_CHECKING:
    from hashiya.suggest.actors.words import Words

_MOST_WORDS = 7
_MOST_ADJECTIVES = 3
_AND = "و"
_FEMININE = "\u0647"
_FEMININE_PLURALS = (
    "ات",
    "قوي",
    "عواصم",
    "دول",
    "فصايل",
    "كتايب",
    "مراكز",
    "احزاب",
    "وفود",
    "اطراف",
    "صحف",
    "ميليشيا",
    "مليشيا",
    "سرايا",
)
_FEMININE_ADJECTIVES = ("عليا", "كبري", "عظمي", "حمراء", "خضراء", "سوداء")
_RELATIONS = ("ي", "يه", "يين", "يون")
"""Endings of adjectives of relation, folded."""

_NOUNS_OF_PLURALS = frozenset(("انباء", "اخبار", "ابحاث", "دراسات"))
_WITH_TWO_FIELDS = ("وزار", "هيي", "لجن", "حزب", "حركه")


def has_people(words: Words, first: int, last: int) -> bool:
    """Tell whether one of the words behind the first is the adjective of a people."""
    return any(people_of(words[index].letters) for index in range(first + 1, last + 1))


def adjectives_end(words: Words, index: int, noun: str) -> int:
    """Find the last of the definite adjectives that agree with a definite head noun."""
    is_feminine = noun.endswith((_FEMININE, *_FEMININE_PLURALS))
    last = index
    while last - index < _MOST_ADJECTIVES and _has_article(words, last + 1):
        letters = words[last + 1].letters
        if letters.endswith((_FEMININE, *_FEMININE_ADJECTIVES)) != is_feminine:
            break
        last += 1
    return last


def construct_end(words: Words, index: int, noun: str) -> int:
    """Find the end of the complement of a head noun: «وزارة الخارجية والمغتربين السورية»."""
    last = index + 1
    while last - index < _MOST_WORDS:
        is_second = _is_second_field(words, last + 1, index, noun) or _is_second_adjective(words, last + 1)
        if not (_has_article(words, last + 1) or is_second):
            break
        last += 1
    return purpose_end(words, last, noun)


def purpose_end(words: Words, last: int, noun: str) -> int:
    """Go on over «ل» and the purpose of an institution: «المرصد السوري لحقوق الإنسان»."""
    word, behind = words[last + 1], words[last + 2]
    found = {each.rest for each in readings(word.letters) if each.clitics == "ل"} if word.is_joined else set()
    is_act = noun in with_acts() and not found.isdisjoint(acts())
    if is_act and behind.is_joined and has_article(behind.letters):
        last += 2
    elif found.isdisjoint(purposes()):
        return last
    else:
        last += 1
        if behind.is_joined and behind.letters.removeprefix(ARTICLE) in bare_purposes():
            last += 1
    while _has_article(words, last + 1):
        last += 1
    return last


def indefinite_end(words: Words, index: int) -> int:
    """Find the last of the indefinite adjectives of relation behind a head noun: «وفد عسكري سوري»."""
    begin = index
    if words[index + 1].is_joined and words[index + 1].letters in _NOUNS_OF_PLURALS:
        begin += 1  # «وكالات أنباء روسية»
    last = begin
    while last - begin < _MOST_ADJECTIVES and _is_relation(words, last + 1, is_next=last > begin):
        last += 1
    return last if last > begin else index


def foreign_name_end(words: Words, index: int, noun: str) -> int:
    """Find the end of a name that is no noun of the language, with the adjective of a people behind it."""
    last = index
    while last - index < 3:
        word = words[last + 1]
        is_free = could_be_name(words, last + 1, word.letters) and word.letters not in verbs()
        if not word.is_joined or not is_free or state_at(words, last + 1):
            break
        last += 1
    if last == index:
        return index
    while _has_article(words, last + 1) and (
        people_of(words[last + 1].letters) or has_article(words[last].letters)
    ):
        last += 1
    return purpose_end(words, last, noun)


def _has_article(words: Words, index: int) -> bool:
    """Tell whether a word with the article may go on with the name, since it looks like an adjective."""
    word = words[index]
    if not word.is_joined or not has_article(word.letters) or _ends_name(word.letters):
        return False
    return word.letters.endswith(_RELATIONS) or word.letters.removeprefix(ARTICLE) in naming_adjectives()


def _ends_name(letters: str) -> bool:
    return (
        letters in particles()
        or letters in titles()
        or letters in not_naming()
        or letters.removeprefix(ARTICLE) in kinds_by_head()
    )


def _is_second_field(words: Words, index: int, first: int, noun: str) -> bool:
    """Tell whether a noun behind «و» is the other half of a name: «وزارة الخارجية والمغتربين»."""
    word = words[index]
    return (
        index == first + 2
        and noun.startswith(_WITH_TWO_FIELDS)
        and word.is_joined
        and word.letters.startswith(_AND + ARTICLE)
        and not _ends_name(word.letters[1:])
        and state_at(words, index) is None
    )


def _is_second_adjective(words: Words, index: int) -> bool:
    """Tell whether «و» joins two adjectives of relation: «الدراسات الاستراتيجية والدولية»."""
    word = words[index]
    return (
        word.is_joined
        and word.letters.startswith(_AND + ARTICLE)
        and word.letters.endswith("يه")
        and words[index - 1].letters.endswith("يه")
    )


def _is_relation(words: Words, index: int, *, is_next: bool) -> bool:
    """Tell whether a word is an indefinite adjective of relation, or another one behind «و»."""
    word = words[index]
    if not word.is_joined:
        return False
    letters = word.letters
    if is_next and letters.startswith(_AND) and reading_in(letters, common_words()):
        letters = letters.removeprefix(_AND)
    if words.is_indefinite_object(index):
        letters = letters.removesuffix("ا")
    is_known = letters in common_words() or letters in usual_words() or people_of(letters) is not None
    return is_known and letters.endswith(_RELATIONS)
