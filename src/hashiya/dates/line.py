"""The words of a line as rules of dates read them: folded, without clitics, and with their places."""

from __future__ import annotations

import re
from array import array
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hashiya.text.categories import formats, marks
from hashiya.text.folding import end_of_letter, fold
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_WORD = 48
"""Code points of the longest word of a date, its marks and tatweel included."""

_OTHER = "?"
_PADDING = ("",) * 8
_ARTICLE = "ال"
_CLITICS = frozenset(("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك"))
_MOST_CLITICS = 2


class Line(NamedTuple):
    """The words, numbers and signs of a line.

    Attributes:
        text: the whole text.
        words: the folded words; empty ones behind the last, so that a rule may look further, and back.
        starts: the offset of each word, in code points of the text.
        ends: the offset after each word.
    """

    text: str
    words: Sequence[str]
    starts: array[int]
    ends: array[int]

    def span(self, first: int, end: int) -> Span:
        """Return the span of the words from `first` up to `end`."""
        return Span(self.starts[first], self.ends[end - 1])

    def written(self, index: int) -> str:
        """Return a word as it is written."""
        return self.text[self.starts[index] : self.ends[index]]

    def is_glued(self, index: int) -> bool:
        """Tell whether nothing stands between a word and the word before it."""
        return 0 < index < len(self.starts) and self.starts[index] == self.ends[index - 1]


def read_line(text: str, start: int, end: int, known: frozenset[str]) -> Line:
    """Read ``text[start:end]``; a clitic becomes a word of its own where the rest is a known word.

    Args:
        text: the whole text.
        start: the first offset of the line.
        end: the offset after the line.
        known: the folded words of dates.
    """
    words: list[str] = []
    starts, ends = array("q"), array("q")
    for match in _pieces().finditer(text, start, end):
        first, last = match.span()
        word = _folded(match.group()) if last - first <= _LONGEST_WORD else _OTHER
        if not word:
            continue
        length, rest = (0, word) if word in known else _clitics(word, known)
        if length:
            after = first
            for _ in range(length):
                after = end_of_letter(text, after, last)
            words.append(word[:length])
            starts.append(first)
            ends.append(after)
            first = after
        words.append(rest)
        starts.append(first)
        ends.append(last)
    words.extend(_PADDING)
    return Line(text, words, starts, ends)


def _clitics(word: str, known: frozenset[str]) -> tuple[int, str]:
    """Count the clitics of a word, and return the rest; none if the rest is not known.

    «للعام» is «ل» and «العام», though the article is written without its alef.
    """
    for length in range(1, min(_MOST_CLITICS, len(word) - 1) + 1):
        if word[:length] not in _CLITICS:
            break
        rest = word[length:]
        if word[length - 1] == rest[0] == "ل":
            rest = _ARTICLE + rest[1:]
        if rest in known:
            return length, rest
    return 0, word


@lru_cache(maxsize=8192)
def _folded(piece: str) -> str:
    return fold(piece)


@cache
def _pieces() -> re.Pattern[str]:
    """Compile the pattern of words with their marks, of numbers, and of single signs."""
    return re.compile(rf"\d+|[^\W\d_](?:[^\W\d_]|[{marks()}{formats()}])*|[^\w\s]|_")
