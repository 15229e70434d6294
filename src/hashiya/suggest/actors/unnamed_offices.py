"""Holders of an office who act without a name: «قال وزير الخارجية التركي إن»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.suggest.actors.found import PERSON, Found
from hashiya.suggest.actors.function_words import particles
from hashiya.suggest.actors.heads import kinds_by_head
from hashiya.suggest.actors.states import people_of, state_at
from hashiya.suggest.actors.titles import domains, offices
from hashiya.suggest.actors.verbs import speech_verbs, verbs
from hashiya.suggest.actors.words import has_article, reading_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.suggest.actors.words import Words

_ON_BEHALF = "باسم"
_MOST_WORDS = 7


def find_unnamed_offices(words: Words, persons: Sequence[Found]) -> Iterator[Found]:
    """Find the offices that say or do something, and have no name behind them.

    An office that has a name elsewhere in the article means the person of that name.

    Args:
        words: of the text.
        persons: found by their names.
    """
    by_first = {each.first: each for each in persons}
    names: dict[tuple[str, ...], str] = {}
    done = -1
    for index in range(len(words)):
        reading = reading_in(words[index].letters, offices()) if index > done else None
        if reading is None:
            continue
        last = done = _end(words, index)
        office = (reading.rest, *(words[at].letters for at in range(index + 1, last + 1)))
        # an adjective such as «السابق» may be between
        person = next((by_first[at] for at in range(last + 1, last + 4) if at in by_first), None)
        if person is not None and not words[last + 1].begins_sentence:
            names[office] = person.canonical or person.span(words).cut(words.text)
        elif last > index and _is_told(words, index, last):
            score = 0.7 if _acts(words, index, last) else 0.3
            name = names.get(office, "")
            yield Found(index, last, reading.cut, PERSON, Message("suggest.unnamed_office"), score, name)


def _end(words: Words, index: int) -> int:
    """Find the last word of an office: of nouns and adjectives with the article, states, and ministries."""
    last = index
    while last - index < _MOST_WORDS:
        following = words[last + 1]
        letters = following.letters
        if not following.is_joined or letters in particles():
            break
        is_noun = letters in domains() or letters in kinds_by_head() or letters == _ON_BEHALF
        if state := state_at(words, last + 1):
            if state.clitics:
                break
            last = state.last
        elif has_article(letters) or letters.startswith("وال") or is_noun:
            last += 1
        else:
            break
    return last


def _is_told(words: Words, first: int, last: int) -> bool:
    """Tell whether an office says whose it is."""
    return any(
        people_of(words[index].letters) or state_at(words, index) or words[index].letters == _ON_BEHALF
        for index in range(first + 1, last + 1)
    )


def _acts(words: Words, first: int, last: int) -> bool:
    is_behind = words[first].is_joined and reading_in(words[first - 1].letters, verbs()) is not None
    following = words[last + 1]
    is_before = following.is_joined and following.letters in speech_verbs()
    return is_behind or is_before
