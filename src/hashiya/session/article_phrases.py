"""Phrases of the article that may be the full name of what some words of it mention."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from hashiya.registry.name_forms import with_article, without_article
from hashiya.text.clitics import after_clitic
from hashiya.text.folding import fold
from hashiya.text.words import iter_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hashiya.text.spans import Span

LONGEST_TEXT = 50_000
"""Code points of a text that is looked through; that takes some hundredths of a second, once."""

_LONGEST = 4
"""Words of a phrase at most."""
_SKIPPED = "\u0645\u0646"
"""«من», which a name leaves out: «وفداً من وزارة الدفاع»."""
_LEAST_SIMILARITY = 0.7


_LETTERS_TO_COMPARE = 5

_FUNCTION_WORDS = """
في من إلى على عن مع بين بعد قبل خلال عند لدى حول منذ حتى عبر أمام دون بشأن أن إن أنه أنها بأن كان كانت
قد لم لن لا ما ليس هذا هذه ذلك تلك التي الذي الذين كما حيث بل أو ثم هو هي هم وهو وهي به بها له لها فيه فيها
"""
"""Words that hardly any name has."""


class _Place(NamedTuple):
    """Where a word, or what is left of it without its clitic, begins.

    Attributes:
        number: of the word in the text.
        start: the offset, in code points.
    """

    number: int
    start: int


class ArticlePhrases:
    """The words of a text, found by their folded spelling."""

    def __init__(self, text: str) -> None:
        """Look through the text when a phrase is first asked for."""
        self._text = text if len(text) <= LONGEST_TEXT else ""
        # the last mention with its phrases, which several questions about one key ask for
        self._last: tuple[object, Sequence[str]] = None, ()

    @cached_property
    def _words(self) -> Sequence[Span]:
        return list(iter_words(self._text, 0, len(self._text)))

    @cached_property
    def _places(self) -> Mapping[str, Sequence[_Place]]:
        """The places of each folded word, also of what is left without its clitic."""
        places: defaultdict[str, list[_Place]] = defaultdict(list)
        for number, word in enumerate(self._words):
            starts = [word.start]
            if (start := after_clitic(self._text, word)) is not None:
                starts.append(start)
            for start in starts:
                places[fold(self._text[start : word.end])].append(_Place(number, start))
        return places

    def fuller(self, name: str, end: int) -> Sequence[str]:
        """List phrases that may be the full name of a mention, the likeliest first.

        They hold all of its words or end with the last one in any spelling, are the mention with the words
        behind it, or begin with its first word.

        Args:
            name: the words of the mention.
            end: where the mention ends in the text, in code points.
        """
        words = fold(name).split()
        if not words or not self._words:
            return ()
        if self._last[0] != (name, end):
            around = Counter((*self._around(words), *self._made_definite(name)))
            ending = Counter(self._ending(words))
            longer = (each for counts in (around, ending) for each, _ in counts.most_common())
            found = dict.fromkeys((*longer, *self._behind(name, end), *self._beginning(words[0])))
            folded = {each: fold(each).split() for each in found}
            fuller = [each for each in found if folded[each] != words and _is_name(folded[each])]
            self._last = (name, end), fuller
        return self._last[1]

    def following(self, word: str) -> Sequence[str]:
        """List the words that follow a word, the most frequent first."""
        phrases = filter(None, (self._phrase(place, 2) for place in self._places.get(fold(word), ())))
        return [each for each, _ in Counter(phrase.split()[-1] for phrase in phrases).most_common()]

    @cached_property
    def words(self) -> Sequence[str]:
        """The words of the text, the most frequent first, also without their clitics."""
        counts = Counter(word.cut(self._text) for word in self._words)
        for places in self._places.values():
            for place in places:
                if place.start > (word := self._words[place.number]).start:
                    counts[self._text[place.start : word.end]] += 1
        return [word for word, _ in counts.most_common()]

    def _around(self, words: Sequence[str]) -> Iterator[str]:
        """Generate the phrases that hold all words in their order, others between them."""
        for place in self._places.get(words[0], ()) if len(words) > 1 else ():
            for length in range(len(words) + 1, _LONGEST + 1):
                phrase = self._phrase(place, length)
                folded = fold(phrase).split()
                if phrase and folded[-1] == words[-1] and _holds(folded[1:], words[1:]):
                    yield phrase
                    break

    def _made_definite(self, name: str) -> Iterator[str]:
        """Generate the definite forms of the indefinite phrases that hold all words of a definite name."""
        words = name.split()
        if (indefinite := without_article(words)) != words:
            for phrase in self._around(fold(" ".join(indefinite)).split()):
                yield " ".join(with_article(phrase.split()))

    def _ending(self, words: Sequence[str]) -> Iterator[str]:
        """Generate the phrases that end with the last word in any spelling, and hold the first one."""
        for last in self._alike(words[-1]):
            for place in (
                each for each in self._places[last] if each.start == self._words[each.number].start
            ):
                for length in range(max(len(words), 2), max(len(words), 2) + 2):
                    number = place.number - length + 1
                    if number < 0:
                        break
                    phrase = self._phrase(_Place(number, self._words[number].start), length)
                    first = fold(phrase).split()[-len(words)] if phrase else ""
                    if phrase and (len(words) == 1 or first == words[0]):
                        yield phrase

    def _alike(self, word: str) -> Iterable[str]:
        """Find the words of the text that are another spelling of a word, itself among them."""
        if len(word) < _LETTERS_TO_COMPARE:
            return {word} & self._places.keys()
        from rapidfuzz import process  # 25 ms to load
        from rapidfuzz.distance.OSA import normalized_similarity

        found = process.extract(
            word, list(self._places), scorer=normalized_similarity, score_cutoff=_LEAST_SIMILARITY, limit=None
        )
        return [other for other, _, _ in found]

    def _behind(self, name: str, end: int) -> Iterator[str]:
        """Generate the name with one to four of the words behind the mention, without «من»."""
        first = next((number for number, word in enumerate(self._words) if word.start >= end), None)
        if first is None or self._text[end : end + 1] != " ":
            return
        for length in range(1, _LONGEST + 1):
            phrase = self._phrase(_Place(first, self._words[first].start), length)
            rest = phrase.removeprefix(f"{_SKIPPED} ")
            if rest and rest != _SKIPPED:
                yield f"{name} {rest}"

    def _beginning(self, first: str) -> Iterator[str]:
        """Generate the phrases of two words that begin with a word, the most frequent first."""
        counts = Counter(filter(None, (self._phrase(place, 2) for place in self._places.get(first, ()))))
        return (phrase for phrase, _ in counts.most_common())

    def _phrase(self, place: _Place, length: int) -> str:
        """Return some words from a place on, a space between them; empty if other signs part them."""
        words = self._words[place.number : place.number + length]
        parts = pairwise(words)
        if len(words) < length or any(self._text[one.end : other.start] != " " for one, other in parts):
            return ""
        return self._text[place.start : words[-1].end]


def _is_name(words: Iterable[str]) -> bool:
    return _function_words().isdisjoint(words)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(fold(_FUNCTION_WORDS).split())


def _holds(words: Iterable[str], wanted: Iterable[str]) -> bool:
    """Tell whether all wanted words are among some words, in the same order."""
    rest = iter(words)
    return all(word in rest for word in wanted)
