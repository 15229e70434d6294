"""Names that annotations give actors: in the article itself, and elsewhere in the folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.registry.entries import ACTOR
from hashiya.registry.names import Names
from hashiya.suggest.actors.cited import is_cited_noun
from hashiya.suggest.actors.found import Found
from hashiya.suggest.actors.function_words import common_words, particles
from hashiya.suggest.actors.heads import kinds_by_head
from hashiya.suggest.actors.naming import is_other_word
from hashiya.suggest.actors.states import state_at
from hashiya.suggest.actors.titles import titles
from hashiya.suggest.actors.words import ARTICLE, readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.registry.names import Spelling
    from hashiya.suggest.actors.words import Words
    from hashiya.suggest.evidence import Evidence


def find_known(words: Words, evidence: Evidence) -> Iterator[Found]:
    """Find the names that annotations give, the longest at each word; a state counts by its role instead."""
    here = Names(ACTOR, evidence.annotations)
    elsewhere = evidence.names.get(ACTOR)
    done = -1
    for index in range(len(words)):
        if index <= done or state_at(words, index):
            continue
        found = _known(words, index, here, is_here=True)
        if found is None and elsewhere is not None:
            found = _known(words, index, elsewhere, is_here=False)
        if found is not None:
            yield found
            done = found.last


def _known(words: Words, index: int, names: Names, *, is_here: bool) -> Found | None:
    for reading in readings(words[index].letters):
        for spelling in names.spelled_from(reading.rest):
            if not words.goes_on(index + 1, spelling.words[1:]) or spelling.words[0] in titles():
                continue
            last = index + len(spelling.words) - 1
            reason, score = _reason(spelling, is_here=is_here)
            return Found(index, last, reading.cut, spelling.kind, reason, score, spelling.canonical)
    return None


def _reason(spelling: Spelling, *, is_here: bool) -> tuple[Message, float]:
    count = spelling.frequency
    letters = spelling.words[0]
    is_noun = len(spelling.words) == 1 and is_other_word(letters)
    if is_description(spelling.words) or is_noun:
        if is_here:
            return Message("suggest.described_here", count=count), 0.7
        return Message("suggest.described_elsewhere", count=count), 0.4
    if is_here:
        return Message("suggest.marked_here", count=count), 0.96
    return Message("suggest.marked_elsewhere", count=count), 0.94


def is_description(parts: Sequence[str]) -> bool:
    """Tell whether words are nouns and adjectives that describe another actor in each article."""
    return all(
        bare in common_words() or bare in kinds_by_head() or bare in particles() or is_cited_noun(bare)
        for bare in (part.removeprefix(ARTICLE) for part in parts)
    )
