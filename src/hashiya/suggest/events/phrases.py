"""How far the words reach that name an event: its noun with the complement that identifies it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.suggest.actors.function_words import particles
from hashiya.suggest.actors.words import ARTICLE
from hashiya.suggest.events.forms import noun_forms
from hashiya.suggest.events.parts_of_speech import is_adjective, is_prefixed, is_verb
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hashiya.suggest.actors.words import Words

MOST_WORDS = 6
_MOST_WITH_PREPOSITION = 5
_AND = "و"
_FOR = "لل"
_HYPHENS = frozenset(("-", "–", "—"))
_NOT = fold("غير")
_FEMININE = ("ة", "ات", "ى", "اء")
_RELATING = ("يه", "ي", "يا")
_ORDINALS = frozenset(
    fold(
        "الأول الأولى الثاني الثانية الثالث الثالثة الرابع الرابعة الخامسة الأخير الأخيرة السابق"
        " السابقة المقبل المقبلة"
    ).split()
)


class Complements:
    """The complements of nouns in a text, found by its words and the actors in it."""

    def __init__(self, words: Words, actor_ends: Mapping[int, int]) -> None:
        """Prepare the search.

        Args:
            words: the words of the text.
            actor_ends: for the first word of each actor, its last one.
        """
        self._words = words
        self._actor_ends = actor_ends
        self._ends_of_actors = frozenset(actor_ends.values())

    def end_of_definite(self, noun: int, *, is_feminine: bool) -> int:
        """Find the last word of a definite noun, its adjectives, and whom it is for.

        Examples: «القمة الروسية العربية الأولى», «الزيارة المرتقبة للرئيس السوري».

        Args:
            noun: the index of the noun.
            is_feminine: whether its adjectives are feminine.
        """
        last = self._end_of_adjectives(noun, noun, is_feminine=is_feminine)
        return self._with_whom_it_is_for(noun, last) if last > noun else last

    def end_of_indefinite(self, noun: int) -> int:
        """Find the last word of an indefinite noun with its adjectives, or with the noun that it belongs to.

        Examples: «محادثات عسكرية وأمنية», «زيارة الوفد الروسي», «سقوط نظام الأسد».
        """
        last = noun
        while self._goes_on(noun, last):
            last = self._actor_ends.get(last + 1, last + 1)
            if self._is_definite(last) or last in self._ends_of_actors:
                last = self._end_of_owner(noun, last)
                break
        else:
            last = self._with_whom_it_is_for(noun, last) if last > noun else last
        return min(last, noun + MOST_WORDS - 1)

    def end_of_governed(self, last: int, preposition: str, most: int = _MOST_WITH_PREPOSITION) -> int:
        """Find the last word of the complement that a preposition leads to; `last` if there is none.

        Examples: «الاتفاق الأمني مع إسرائيل», «الإطاحة بنظام الأسد», «زيارة الشرع إلى البيت الأبيض».

        Args:
            last: the index of the word before the preposition.
            preposition: as it is written, alone or together with the next word.
            most: words that the complement may have, the preposition among them.
        """
        wanted = fold(preposition)
        first = last + 1
        word = self._words[first]
        if not word.is_joined:
            return last
        if word.letters == wanted:
            first += 1
        elif len(wanted) > 1 or not self._begins_with(wanted, first):
            return last
        if not self._words[first].is_joined or self._words[first].letters in particles():
            return last
        end = self._actor_ends.get(first, first)
        if self._is_definite(end) or self._words[end].letters.startswith((wanted + ARTICLE, _FOR)):
            end = self._end_of_adjectives(last, end, is_feminine=None)
        elif end == first:
            end = self.end_of_indefinite(first)
        return end if end - last <= most else last

    def end_of_subject(self, verb: int) -> int:
        """Find the last word of the subject right behind a verb; `verb` if there is none."""
        first = verb + 1
        word = self._words[first]
        if not word.is_joined or not self._is_nominal(first):
            return verb
        end = self._actor_ends.get(first, first)
        end = self._end_of_owner(verb, end) if self._is_definite(end) else self.end_of_indefinite(first)
        return min(end, verb + 3)

    def _end_of_owner(self, noun: int, last: int) -> int:
        """Add the adjectives of a definite word, and the name behind a title: «الرئيس السوري أحمد الشرع»."""
        last = self._end_of_adjectives(noun, last, is_feminine=None)
        following = last + 1
        if self._words[following].is_joined:
            last = self._actor_ends.get(following, last)
        return last

    def _with_whom_it_is_for(self, noun: int, last: int) -> int:
        """Add the owner that «لل» leads to: «بيان رسمي للكرملين»."""
        following = self._words[last + 1]
        if following.is_joined and following.letters.startswith(_FOR):
            return self._end_of_adjectives(noun, last + 1, is_feminine=None)
        return last

    def _goes_on(self, noun: int, last: int) -> bool:
        """Tell whether the word behind an indefinite one belongs to it."""
        index = last + 1
        if not self._words[index].is_joined or index - noun >= MOST_WORDS:
            return False
        if last > noun and is_adjective(self._words[last].letters) and self._is_definite(index):
            return False
        return (
            index in self._actor_ends or self._is_nominal(index) or (last > noun and self._is_further(index))
        )

    def _is_further(self, index: int) -> bool:
        """Tell whether a word is another adjective behind an adjective: «عسكرية وأمنية»."""
        before, letters = self._words[index - 1].letters, self._words[index].letters
        return letters.startswith(_AND) and letters.endswith(_RELATING) and before.endswith(_RELATING)

    def _is_nominal(self, index: int) -> bool:
        """Tell whether a word is likely to be a noun, an adjective or a name without a preposition."""
        letters = self._words[index].letters
        if len(letters) < 2 or letters == _NOT:
            return letters == _NOT
        if letters in particles() or is_prefixed(letters):
            return letters in _ORDINALS
        return not (is_verb(letters))

    def _end_of_adjectives(self, noun: int, last: int, *, is_feminine: bool | None) -> int:
        while last + 1 - noun < MOST_WORDS and self._is_adjective(last + 1, is_feminine=is_feminine):
            last += 2 if self._words[last + 1].letters == _NOT else 1
        return last

    def _is_adjective(self, index: int, *, is_feminine: bool | None) -> bool:
        """Tell whether a definite word may be an adjective of the definite word before it."""
        word = self._words[index]
        if not (word.is_joined or word.gap in _HYPHENS):
            return False
        if word.letters == _NOT:
            return self._words[index + 1].letters.startswith(ARTICLE)
        letters = word.letters.removeprefix(_AND)
        if not letters.startswith(ARTICLE) or letters.removeprefix(ARTICLE) in noun_forms():
            # behind «و» another noun of an event may share the adjectives: «الزيارات والمباحثات»
            return word.letters != letters and letters.startswith(ARTICLE) and is_feminine is not None
        if letters in particles() and letters not in _ORDINALS:
            return False
        return is_feminine is None or self._words.written(index).endswith(_FEMININE) == is_feminine

    def _is_definite(self, index: int) -> bool:
        return self._words[index].letters.startswith((ARTICLE, _AND + ARTICLE))

    def _begins_with(self, preposition: str, index: int) -> bool:
        """Tell whether a preposition of one letter is written together with a word that is known."""
        letters = self._words[index].letters
        return letters.startswith(preposition) and (
            letters.startswith((preposition + ARTICLE, _FOR)) or is_prefixed(letters)
        )
