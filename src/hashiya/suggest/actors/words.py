"""The words of a text in folded letters, and the ways to read them with and without clitics."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hashiya.text.folding import end_of_letter, fold, is_left_out
from hashiya.text.spans import Span
from hashiya.text.words import iter_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

ON = "على"
"""The preposition, which alone is not folded: its folded letters are a name."""

_ALI = "علي"
_SELDOM = 3
_CONJUNCTIONS = "\u0648\u0641"
_PREPOSITIONS = "\u0628\u0644\u0643"
_LAM = "\u0644"
ARTICLE = "\u0627\u0644"
_LEAST_LETTERS = 2
_TANWIN = "\u064b"
_ENDS = frozenset(".!?؟…\n\r\x85\u2028\u2029")
_QUOTES = frozenset("\"'«»“”‘’„‟‹›″")
_BRACKETS = frozenset("()[]{}")


class Word(NamedTuple):
    """A word of a text.

    Attributes:
        start: offset of its first code point.
        end: offset after its last one.
        letters: the word, folded.
        gap: the signs between the word before and this one, without spaces; a line feed for each line's end.
    """

    start: int
    end: int
    letters: str
    gap: str

    @property
    def is_joined(self) -> bool:
        """Whether only spaces are before the word."""
        return not self.gap

    @property
    def begins_sentence(self) -> bool:
        """Whether a full stop or a new line is before the word."""
        return not _ENDS.isdisjoint(self.gap)

    @property
    def is_quoted(self) -> bool:
        """Whether a quotation mark is before the word."""
        return not _QUOTES.isdisjoint(self.gap)

    @property
    def begins_quotation(self) -> bool:
        """Whether a quotation mark that does not end the words before is before the word."""
        behind_first = self.gap[1:] or self.gap
        return not _QUOTES.isdisjoint(behind_first)

    @property
    def is_bracketed(self) -> bool:
        """Whether a bracket is before the word."""
        return not _BRACKETS.isdisjoint(self.gap)


class Reading(NamedTuple):
    """A word less the clitics that it may have.

    Attributes:
        cut: how many letters are before the rest.
        rest: folded; the article is whole, although its alef is not written behind «ل».
        clitics: the letters taken off.
    """

    cut: int
    rest: str
    clitics: str


class Words:
    """The words of a text, in order."""

    def __init__(self, text: str, end: int | None = None) -> None:
        """Read the words of a text.

        Args:
            text: the whole text.
            end: offset after the words that count; all if left out.
        """
        self.text = text
        end = len(text) if end is None else end
        self.all: list[Word] = list(_words_of(text, end))
        last = self.all[-1].end if self.all else 0
        behind = Word(end, end, "", f"{_signs(text[last:end])}\n")
        # an index may go beyond the last word, and with negative numbers before the first one
        self._padded = [*self.all, behind, *[_OUTSIDE] * _PADDING]

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, index: int) -> Word:
        return self._padded[index]

    @cached_property
    def _different(self) -> frozenset[str]:
        return frozenset(word.letters for word in self.all)

    def has(self, letters: str) -> bool:
        """Tell whether a folded word occurs in the text, without any clitic."""
        return letters in self._different

    def is_common(self, letters: str) -> bool:
        """Tell whether the text has a word with the article too, as it has nouns and seldom names."""
        return f"{ARTICLE}{letters}" in self._different

    def start(self, index: int, count: int = 0) -> int:
        """Return the offset of a word after some of its letters.

        Args:
            index: of the word.
            count: letters to leave out, with their marks.
        """
        word = self.all[index]
        offset = word.start
        for _ in range(count):
            while is_left_out(self.text[offset]):
                offset += 1
            offset = end_of_letter(self.text, offset, word.end)
        return offset

    def span(self, first: int, last: int, count: int = 0) -> Span:
        """Return the code points from one word to another one, less the first letters.

        Args:
            first: index of the first word.
            last: index of the last word.
            count: letters of the first word to leave out.
        """
        return Span(self.start(first, count), self.all[last].end)

    def goes_on(self, index: int, wanted: Sequence[str]) -> bool:
        """Tell whether the words from an index on are some folded words, with only spaces between."""
        return all(
            self[index + number].is_joined and self[index + number].letters == letters
            for number, letters in enumerate(wanted)
        )

    def written(self, index: int) -> str:
        """Return a word as it is written."""
        word = self[index]
        return self.text[word.start : word.end]

    def is_indefinite_object(self, index: int) -> bool:
        """Tell whether a word ends with the tanwin of an object, as no name does."""
        end = self._padded[index].end
        return _TANWIN in self.text[max(0, end - 2) : end]


_OUTSIDE = Word(0, 0, "", "\n")
"""Stands before the first word and behind the last one."""

_PADDING = 32


# nouns and verbs of roots with lam, whose first letters are no article
_OF_ROOT = frozenset(
    fold(
        "التزام التزامه التزامها التزم التقى التقت التقاء التقاه إلغاء ألغى ألغت إلزام التماس"
        " التباس إلحاق إلقاء ألقى ألقت إلهام إلى إلا ألف آلاف آلاف ألمان الآن"
    ).split()
)


def has_article(letters: str) -> bool:
    """Tell whether a folded word begins with the article."""
    return letters.startswith(ARTICLE) and letters not in _OF_ROOT


@lru_cache(maxsize=50_000)
def readings(letters: str) -> tuple[Reading, ...]:
    """List the ways to read a word: whole, and less the clitics before it, the fewest first."""
    found = [Reading(0, letters, "")]
    conjunctions = 1 if letters[:1] and letters[0] in _CONJUNCTIONS else 0
    if conjunctions:
        found.append(Reading(1, letters[1:], letters[0]))
    for count in range(conjunctions + 1):
        rest = letters[count:]
        if not rest or rest[0] not in _PREPOSITIONS:
            continue
        if rest[0] == _LAM and rest[1:2] == _LAM:
            # the alef of the article is not written behind the preposition
            found.append(Reading(count + 1, f"\u0627{rest[1:]}", letters[: count + 1]))
        found.append(Reading(count + 1, rest[1:], letters[: count + 1]))
    return tuple(each for each in found if len(each.rest) >= _LEAST_LETTERS)


def reading_in(letters: str, known: Collection[str]) -> Reading | None:
    """Find the first reading of a word whose rest is known; None if there is none."""
    return next((each for each in readings(letters) if each.rest in known), None)


def _words_of(text: str, end_of_words: int) -> Iterator[Word]:
    # where the preposition is seldom written with alef maqsura, «علي» is the preposition
    folded: dict[str, str] = {ON: ON}
    if text.count(f" {_ALI} ") > _SELDOM * text.count(f" {ON} "):
        folded[_ALI] = ON
    before = 0
    for start, end in iter_words(text, 0, end_of_words):
        written = text[start:end]
        letters = folded.get(written)
        if letters is None:
            letters = folded[written] = fold(written)
        gap = text[before:start]
        yield Word(start, end, letters, "" if gap == " " else _signs(gap))
        before = end


def _signs(gap: str) -> str:
    return "".join(each for each in gap if each in _ENDS or not (each.isspace() or is_left_out(each)))
