"""Which actor or event some words may mean: by folded spelling, parts of names and spelling distance."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hashiya.registry.entries import CANONICAL
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.coded import Coded

_SAME, _PART, _ALIKE = 3, 2, 1
_LEAST_LETTERS = 2
"""A name of one letter stands in too many words to mean an actor."""

_LETTERS_TO_COMPARE = 5
_LEAST_SIMILARITY = 0.7
"""Of two words that may be spellings of one: «يكفيروف» and «يفيكروف» have 0.71."""

_WORD = re.compile(r"\w+")
_Words = tuple[str, ...]


class Known(NamedTuple):
    """The meaning of some words.

    Attributes:
        canonical: the canonical name.
        kind: the kind that most annotations of the name give, or an empty string.
    """

    canonical: str
    kind: str


class Spelling(NamedTuple):
    """Words by which annotations call an actor or event.

    Attributes:
        words: folded.
        canonical: the canonical name; empty if the words mean several.
        kind: the kind that most annotations of the name give, or an empty string.
        frequency: how many annotations have these words or this name.
    """

    words: tuple[str, ...]
    canonical: str
    kind: str
    frequency: int


class Names:
    """The canonical names of one label, and the words by which annotations call them."""

    def __init__(self, label: str, annotations: Iterable[Annotation | Coded] = ()) -> None:
        """Learn the names of some annotations.

        Args:
            label: of the annotations whose names count.
            annotations: annotations of any label.
        """
        self._label = label
        self._meant_by: defaultdict[_Words, Counter[str]] = defaultdict(Counter)
        self._with_word: defaultdict[str, set[_Words]] = defaultdict(set)
        self._kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._count: Counter[str] = Counter()
        for annotation in annotations:
            self.learn(annotation)

    def __iter__(self) -> Iterator[str]:
        """Generate the canonical names, the most frequent first."""
        return (name for name, _ in self._count.most_common())

    def learn(self, annotation: Annotation | Coded, count: int = 1) -> None:
        """Learn the canonical name, the words and the kind of an annotation, if it has a name.

        Args:
            annotation: the annotation.
            count: how often it counts; -1 for a version that is out of date.
        """
        canonical = annotation.attributes.get(CANONICAL)
        if annotation.label != self._label or not isinstance(canonical, str) or not canonical.strip():
            return
        _add(self._count, canonical, count)
        if isinstance(kind := annotation.attributes.get("kind"), str) and kind:
            _add(self._kinds[canonical], kind, count)
        for words in {_words(canonical), _words(annotation.text)}:
            if sum(map(len, words)) >= _LEAST_LETTERS:
                _add(self._meant_by[words], canonical, count)
                for word in words:
                    self._with_word[word].add(words)

    def kind_of(self, canonical: str) -> str:
        """Return the kind that most annotations of a canonical name give, or an empty string."""
        kinds = self._kinds.get(canonical)
        return kinds.most_common(1)[0][0] if kinds else ""

    def meant_by(self, name: str) -> Known | None:
        """Find the one actor or event that a name means; None if none is called so, or several are."""
        found = self._meant_by.get(_words(name), ())
        return Known(canonical := next(iter(found)), self.kind_of(canonical)) if len(found) == 1 else None

    def is_within_longer(self, before: str, name: str, after: str) -> bool:
        """Tell whether a name is here a part of a longer one that is known, as «محمد» is in «محمد علي».

        Args:
            before: the text before the name.
            name: the words.
            after: the text behind the name.
        """
        words = _words(name)
        known = self._with_word.get(words[0], ()) if words else ()
        longer = [each for each in known if len(each) > len(words) and self._meant_by.get(each)]
        if not longer:
            return False
        front, back = (tuple(_WORD.findall(fold(text))) for text in (before, after))
        return any(
            each[at : at + len(words)] == words
            and front[len(front) - at :] == each[:at]
            and back[: len(each) - at - len(words)] == each[at + len(words) :]
            for each in longer
            for at in range(len(each) - len(words) + 1)
        )

    def spelled_from(self, word: str) -> list[Spelling]:
        """List the known words that begin with a folded word, the longest first."""
        if word not in self._with_word:
            return []
        found = [each for each in self._with_word[word] if each[0] == word and self._meant_by[each]]
        found.sort(key=lambda words: (-len(words), words))
        return [self._spelling(words) for words in found]

    def _spelling(self, words: _Words) -> Spelling:
        meant = self._meant_by[words]
        (canonical, count), *others = meant.most_common(2)
        kind = self.kind_of(canonical)
        return Spelling(words, "" if others else canonical, kind, count)

    def likely(self, name: str) -> list[str]:
        """List the canonical names that a name may mean, the most likely first.

        One that is called exactly so comes before one that has the name as a part of its own («بوتين» in
        «فلاديمير بوتين»), and that one before one with a similar spelling. Equals are ordered by frequency.
        """
        wanted = _words(name)
        if sum(map(len, wanted)) < _LEAST_LETTERS:
            return []
        alike = {word: self._alike(word) for word in wanted}
        near = {words for each in alike.values() for word in each for words in self._with_word[word]}
        weights: Counter[str] = Counter()
        for words in near:
            weight = _likeness(wanted, words, alike)
            for canonical in self._meant_by[words] if weight else ():
                weights[canonical] = max(weights[canonical], weight)
        return sorted(weights, key=lambda each: (-weights[each], -self._count[each], each))

    def _alike(self, word: str) -> set[str]:
        """Find the known words that are a word or another spelling of it."""
        same = {word} & self._with_word.keys()
        if len(word) < _LETTERS_TO_COMPARE:
            return same
        from rapidfuzz import process  # 25 ms to load
        from rapidfuzz.distance.OSA import normalized_similarity

        found = process.extract(
            word,
            list(self._with_word),
            scorer=normalized_similarity,
            score_cutoff=_LEAST_SIMILARITY,
            limit=None,
        )
        return same.union(other for other, _, _ in found if len(other) >= _LETTERS_TO_COMPARE)


def _add(counter: Counter[str], key: str, count: int) -> None:
    counter[key] += count
    if counter[key] <= 0:
        del counter[key]


def _likeness(wanted: _Words, words: _Words, alike: Mapping[str, Collection[str]]) -> int:
    if wanted == words:
        return _SAME
    if set(wanted) <= set(words) or set(words) <= set(wanted):
        return _PART
    is_alike = len(wanted) == len(words) and all(
        other in alike[word] for word, other in zip(wanted, words, strict=True)
    )
    return _ALIKE if is_alike else 0


@lru_cache(maxsize=10_000)
def _words(name: str) -> _Words:
    return tuple(fold(name).split())
