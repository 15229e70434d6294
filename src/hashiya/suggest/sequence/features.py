"""The features of the words of an article: the words themselves, and the proposals of all sources."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from hashiya.suggest.actors.function_words import common_words, particles
from hashiya.suggest.actors.verbs import speech_verbs, verbs
from hashiya.suggest.actors.words import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hashiya.suggest.actors.words import Word, Words
    from hashiya.suggest.proposal import Proposal
    from hashiya.text.spans import Span

_MOST_WORDS = 150
"""Of a sequence, so that a text without a full stop is processed in parts."""

_LONGEST_WORD = 30
_FULL_STOPS = frozenset(".!?؟…\n")
_COMMAS = frozenset("،,؛;:")


def sequences(words: Words) -> Iterator[range]:
    """Divide the words of a text into sentences of at most 150 words."""
    first = 0
    for index in range(len(words)):
        if index > first and (words[index].begins_sentence or index - first == _MOST_WORDS):
            yield range(first, index)
            first = index
    if first < len(words):
        yield range(first, len(words))


def words_of(words: Words, span: Span) -> range:
    """Return the indices of the words that a span covers, at least partly."""
    first = bisect_right(words.all, span.start, key=_start) - 1
    return range(max(0, first), bisect_left(words.all, span.end, key=_start))


def features_of(words: Words, proposals: Iterable[Proposal]) -> list[list[str]]:
    """List the features of each word of a text.

    Args:
        words: the words.
        proposals: of all sources; a word has a feature for each rule that proposes it or a part of it.
    """
    own = [_kinds(words, index) for index in range(len(words))]
    features = [_context(words, own, index) for index in range(len(words))]
    for proposal in proposals:
        covered = words_of(words, proposal.span)
        rule = f"{proposal.label} {proposal.reason.id}"
        for index in covered:
            features[index].append(f"{'B' if index == covered[0] else 'I'} {rule}")
        if covered and covered[-1] + 1 < len(features):
            features[covered[-1] + 1].append(f"E {rule}")
    return features


def _context(words: Words, own: Sequence[Sequence[str]], index: int) -> list[str]:
    letters = words[index].letters[:_LONGEST_WORD]
    features = [
        f"w={letters}",
        f"p2={letters[:2]}",
        f"p3={letters[:3]}",
        f"s1={letters[-1:]}",
        f"s2={letters[-2:]}",
    ]
    features += own[index]
    for distance in (-2, -1, 1, 2):
        neighbour = words[index + distance].letters[:_LONGEST_WORD]
        features.append(f"{distance}w={neighbour}")
    for distance in (-1, 1):
        if 0 <= index + distance < len(own):
            features += [f"{distance}{kind}" for kind in own[index + distance]]
    features.append(f"before={_sign(words[index].gap)}")
    features.append(f"after={_sign(words[index + 1].gap)}")
    return features


def _kinds(words: Words, index: int) -> list[str]:
    """List the kinds that a word is known to have, and its ending."""
    letters = words[index].letters
    kinds = []
    bare = letters.removeprefix(ARTICLE)
    if bare != letters:
        kinds.append("article")
    if letters in particles():
        kinds.append("particle")
    elif bare in common_words():
        kinds.append("common")
    if letters in speech_verbs():
        kinds.append("says")
    elif letters in verbs():
        kinds.append("verb")
    if letters.isdigit():
        kinds.append("digits")
    if bare.endswith(("ي", "يه")):
        kinds.append("relating")
    return kinds


def _start(word: Word) -> int:
    return word.start


def _sign(gap: str) -> str:
    """Name the kind of the signs between two words."""
    if not gap:
        return ""
    if not _FULL_STOPS.isdisjoint(gap):
        return "stop"
    return "comma" if not _COMMAS.isdisjoint(gap) else "other"
