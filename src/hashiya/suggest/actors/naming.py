"""Where the name of a person ends: the names of a language have no sign of their own in Arabic."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from hashiya.suggest.actors.function_words import common_words, particles
from hashiya.suggest.actors.given_names import compounding, given_names, has_foreign_ending
from hashiya.suggest.actors.heads import kinds_by_head
from hashiya.suggest.actors.states import people_of, state_at
from hashiya.suggest.actors.titles import titles
from hashiya.suggest.actors.usual_words import usual_words
from hashiya.suggest.actors.verbs import verbs
from hashiya.suggest.actors.words import ARTICLE, has_article, readings

if TYPE_CHECKING:
    from hashiya.suggest.actors.words import Words

_MOST_PARTS = 5
_MOST_WORDS_OF_PART = 4
_HOUSES = frozenset(("صباح", "نهيان", "سعود", "خليفه", "مكتوم"))
_FAMILY = "ال"
"""«آل», folded: any word may follow, as in «آل ثاني»."""

_AND = "و"
_WITH_CLITIC_AND_ARTICLE = re.compile("[وفبك]ال\\w{3}|لل\\w")
_YEH = "\u064a"
_LEAST_OF_BOTH_HALVES = 6
_LEAST_OF_OBJECT = 5
_FIRST_HALVES = frozenset(("عبد", "ابو"))
_SECOND_HALVES = frozenset(("الدين", "الله", "الاسلام", "الزمان", "الحق"))
_HYPHENS = ("-", "\u2010", "\u2011")
# future and present of verbs, verbal nouns of long stems, and words with a pronoun at the end
_NOT_A_NAME = re.compile(
    "ي\\w{4,}(?:ون|ها|هم)|\\w{3,}(?:ها|هما|وا|اته|اتها|ته)|است\\w{3,}|[تا]\\w{2}ي\\w|\\w{5,}ات|\\w*\\d\\w*"
)
_FUTURE = re.compile("س[يتن]\\w{3}")
_PRESENT = re.compile("ي\\w{3,}")


def name_end(words: Words, first: int, cut: int = 0, *, is_titled: bool = False) -> int | None:
    """Find the last word of a person's name that begins at a word; None if it begins no name.

    Args:
        words: of the text.
        first: index of the first word of the name.
        cut: letters of the first word that are clitics.
        is_titled: whether a title is before the name, which then seldom is a given name alone.
    """
    letters = words[first].letters[cut:]
    if not _begins_name(words, first, letters):
        return None
    last = _part_end(words, first, letters)
    if last is None:
        return None
    part = first
    for place in range(1, _MOST_PARTS):
        index = last + 1
        if not _is_next(words, index):
            break
        is_second = place == 1 and is_titled and _is_second_name(words, index, part)
        if not is_second and not _goes_on(words, index, part, place):
            break
        end = _part_end(words, index, words[index].letters)
        if end is None:
            break
        part, last = index, end
    return last


def _part_end(words: Words, index: int, letters: str) -> int | None:
    """Find the last word of a part of a name, such as «عبد الله»; None if its second half is missing."""
    for last in range(index, index + _MOST_WORDS_OF_PART):
        following = words[last + 1]
        if following.is_joined and following.letters in _SECOND_HALVES:
            return last + 1
        if letters not in compounding():
            return last
        if letters == _FAMILY and following.is_joined:
            return last + 1
        if not following.is_joined or following.letters in particles():
            return last if letters in given_names() else None
        letters = following.letters
    return None


def is_second_half(letters: str) -> bool:
    """Tell whether a word is the second half of a name such as «عبد الله»."""
    return letters in _SECOND_HALVES


def begins_surely(letters: str) -> bool:
    """Tell whether a folded word is a usual given name or the first half of one."""
    is_both_halves = len(letters) > _LEAST_OF_BOTH_HALVES and (
        letters.startswith("عبدال") or letters.endswith("الدين")
    )
    return letters in given_names() or letters in _FIRST_HALVES or is_both_halves


def is_given_name(letters: str) -> bool:
    """Tell whether a word is a usual given name that has no other frequent meaning."""
    return begins_surely(letters) and not is_other_word(letters)


def _is_next(words: Words, index: int) -> bool:
    word = words[index]
    return bool(word.letters) and (word.is_joined or word.gap in _HYPHENS)


def _is_built_of_known(letters: str) -> bool:
    """Tell whether a word consists of a clitic and a particle, as «وهو» and «وبين»."""
    return any(each.rest in particles() for each in readings(letters)[1:])


def _begins_name(words: Words, index: int, letters: str) -> bool:
    if letters in particles():
        return False
    if begins_surely(letters) or letters in compounding():
        return True
    return (
        not letters.startswith(_AND)
        and not has_article(letters)
        and not _is_built_of_known(letters)
        and could_be_name(words, index, letters)
    )


def could_be_name(words: Words, index: int, letters: str) -> bool:
    """Tell whether a word may be part of a name, since it is no other known word and looks like none."""
    if letters in particles() or not letters.isalpha():
        return False
    if _FUTURE.match(letters) and words[index + 1].is_joined:
        return False
    if has_foreign_ending(letters):
        return letters not in verbs() and letters not in common_words() | usual_words()
    return not (
        is_other_word(letters)
        or _NOT_A_NAME.fullmatch(letters)
        or _PRESENT.fullmatch(letters)
        or words.is_indefinite_object(index)
        or words.is_common(letters)
        or len(letters) < 2
    )


def _goes_on(words: Words, index: int, part: int, place: int) -> bool:
    """Tell whether a word goes on with a name.

    Args:
        words: of the text.
        index: of the word.
        part: index of the first word of the part before.
        place: number of the parts before.
    """
    letters = words[index].letters
    if letters in compounding() or _is_house(words, index):
        return True
    is_son_of = has_article(letters) and letters.removeprefix(ARTICLE) in given_names() | _HOUSES
    is_after_family = place > 1 and has_article(words[part].letters) and not is_son_of
    if is_after_family or _is_state(words, index) or _WITH_CLITIC_AND_ARTICLE.match(letters):
        return False
    if letters in given_names() and (place == 1 or not is_other_word(letters)):
        return True
    if has_article(letters):
        return _is_family_name(words, index, place)
    is_sure = place == 1 and (begins_surely(words[part].letters) or words[part].letters in compounding())
    if is_sure and words[index + 1].gap and not _ends_any_name(letters):
        return True
    return _is_foreign_part(words, index, place) and (
        is_sure
        or has_foreign_ending(letters)
        or _ends_there(words, index)
        or (place == 1 and _is_foreign_part(words, index + 1, place + 1) and _ends_there(words, index + 1))
    )


def _is_house(words: Words, index: int) -> bool:
    """Tell whether a word is a house or a name of its sons, before another one: «محمد صباح السالم»."""
    following = words[index + 1]
    name = following.letters.removeprefix(ARTICLE)
    is_followed = following.is_joined and has_article(following.letters) and name in given_names() | _HOUSES
    return words[index].letters in _HOUSES and is_followed


def _is_second_name(words: Words, index: int, part: int) -> bool:
    """Tell whether a word may be the second of a name behind a title, even if it is a noun: «يحيى رسول»."""
    letters = words[index].letters
    is_noun = (
        not has_article(letters) and not letters.endswith("ا") and not _is_clitic_and_known(words, letters)
    )
    return begins_surely(words[part].letters) and is_noun and not _ends_any_name(letters)


def _ends_any_name(letters: str) -> bool:
    """Tell whether a word is in no name, even between a given name and a comma: «تميم خلاف،» has a noun."""
    is_verb_or_particle = any(each.rest in particles() or each.rest in verbs() for each in readings(letters))
    is_head = letters in titles() or letters in kinds_by_head() or people_of(letters) is not None
    return is_verb_or_particle or is_head or _NOT_A_NAME.fullmatch(letters) is not None


def _is_foreign_part(words: Words, index: int, place: int) -> bool:
    """Tell whether an unknown word may be a part of a name, and begins with no conjunction."""
    letters = words[index].letters
    is_joined_on = place > 1 and letters.startswith(_AND)
    is_known = _is_clitic_and_known(words, letters)
    return could_be_name(words, index, letters) and not is_joined_on and not is_known


def _is_family_name(words: Words, index: int, place: int) -> bool:
    """Tell whether a word with the article is a family name, and no title or adjective behind the name."""
    letters = words[index].letters
    bare = letters.removeprefix(ARTICLE)
    if bare in given_names() or bare in _HOUSES:
        return True  # «الأحمد الصباح»
    is_noun = bare in common_words() or bare in kinds_by_head() or words.has(bare)
    if is_noun or letters in titles() or letters in particles():
        return False
    if letters.endswith(_YEH):
        return True  # of a tribe or a place: «الحربي»
    if place == 1 and words[index + 1].gap:
        return letters not in verbs()
    return not is_other_word(letters) and (place == 1 or _ends_there(words, index))


def _is_state(words: Words, index: int) -> bool:
    state = state_at(words, index)
    return state is not None and not state.state.is_people and not state.state.is_ambiguous


def _ends_there(words: Words, index: int) -> bool:
    """Tell whether the word after another one shows that a name has ended before it."""
    following = words[index + 1]
    if following.gap or following.letters.startswith(_AND):
        return True
    return any(is_other_word(each.rest) for each in readings(following.letters))


def _is_clitic_and_known(words: Words, letters: str) -> bool:
    """Tell whether a word consists of a clitic and a known word, as «وبوتين» and «بزيارة»."""
    return any(
        each.rest in given_names() or is_other_word(each.rest) or words.has(each.rest)
        for each in readings(letters)[1:]
    )


def is_other_word(letters: str) -> bool:
    """Tell whether a folded word is a known word of the language other than a name."""
    is_object = len(letters) >= _LEAST_OF_OBJECT and letters.endswith("ا")
    return _is_listed(letters) or (is_object and _is_listed(letters[:-1]))  # «رئيسا»


@lru_cache(maxsize=50_000)
def _is_listed(letters: str) -> bool:
    bare = letters.removeprefix(ARTICLE)
    return (
        letters in particles()
        or letters in verbs()
        or letters in titles()
        or bare in common_words()
        or letters in usual_words()
        or bare in usual_words()
        or letters in kinds_by_head()
        or (len(bare) > 2 and people_of(letters) is not None and not has_article(letters))
    )
