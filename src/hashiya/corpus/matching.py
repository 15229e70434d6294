"""Find the exact places of a query in a text; an index only tells in which texts to look."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from hashiya.corpus.clitic_forms import forms_of
from hashiya.corpus.conditions import is_in_period, is_met_by
from hashiya.corpus.places import Places
from hashiya.corpus.query import All, Annotated, Condition, Either, Inside, Near, Without, Words, has_words
from hashiya.text.folded_places import unfolded_spans
from hashiya.text.folding import fold
from hashiya.text.settled import settled_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.corpus.query import Query
    from hashiya.text.spans import Span

_LETTER = r"[^\W_]"
_WORD = re.compile(rf"{_LETTER}+")


class Source(NamedTuple):
    """An article as a query sees it.

    Attributes:
        key: of the article.
        text: its text.
        annotations: of the article, with their places in the text, in order of these.
        date: of the article, ISO 8601; empty if unknown.
    """

    key: str
    text: str
    annotations: Sequence[tuple[Annotation, Span]] = ()
    date: str = ""


class _Match(NamedTuple):
    """A place in the folded text.

    Attributes:
        first: offset of the clitics before it.
        start: offset of the match itself.
        end: offset after it.
    """

    first: int
    start: int
    end: int


def find(query: Query, source: Source) -> Sequence[Span] | None:
    """Find the hits of a query in an article, in order.

    Returns:
        The hits in code points of the text; None if the query does not select the article. A query without
        words and annotations, such as a date alone, selects articles without a hit.
    """
    found = _Finder(source).spans(query)
    return None if found is None else sorted(set(found))


def is_ruled_out(query: Query, key: str, date: str) -> bool:
    """Tell whether the key and the date of an article suffice to rule it out."""
    match query:
        case Condition():
            return not _is_met(query, key, date)
        case Without(part=Condition() as condition):
            return _is_met(condition, key, date)
        case All(parts=parts):
            return any(is_ruled_out(part, key, date) for part in parts)
        case Either(parts=parts):
            return all(is_ruled_out(part, key, date) for part in parts)
        case _:
            return False


class _Finder:
    """Answers the parts of a query for one text, which is folded once."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._folded: str | None = None
        self._word_starts: array[int] | None = None

    def spans(self, query: Query) -> Sequence[Span] | None:
        """Find the hits of a part; None if the part does not select the article."""
        spans: Sequence[Span] | None
        match query:
            case Words():
                spans = self._in_text(self._matches(query)) or None
            case Near():
                spans = self._in_text(self._near(query)) or None
            case Annotated():
                spans = [span for each, span in self._source.annotations if is_met_by(query, each)] or None
            case Condition():
                spans = () if _is_met(query, self._source.key, self._source.date) else None
            case Inside(part=part, annotated=annotated):
                around = self.spans(annotated)
                inner = (self.spans(part) if around else None) or ()
                spans = list(filter(Places(around or ()).cover, inner)) or None
            case Either(parts=parts):
                found = [each for each in map(self.spans, parts) if each is not None]
                spans = [span for each in found for span in each] if found else None
            case All(parts=parts):
                spans = self._of_all(parts)
            case Without(part=part):
                spans = () if self.spans(part) is None else None
        return spans

    def _of_all(self, parts: Sequence[Query]) -> Sequence[Span] | None:
        is_of_words = any(map(has_words, parts))
        spans: list[Span] = []
        for part in parts:
            found = self.spans(part)
            if found is None:
                return None
            if has_words(part) or not is_of_words:
                spans += found
        return spans

    def _text(self) -> str:
        if self._folded is None:
            self._folded = fold(self._source.text)
        return self._folded

    def _matches(self, words: Words) -> Iterator[_Match]:
        """Find words in the folded text."""
        pattern, before = _pattern(words)
        for match in pattern.finditer(self._text()):
            yield _Match(match.start(), match.start() + before[match[1]], match.end())

    def _near(self, near: Near) -> Iterator[_Match]:
        """Find the shortest stretches with a match of each part, and few enough words between them."""
        places = sorted(
            (match, number) for number, part in enumerate(near.parts) for match in self._matches(part)
        )
        last: dict[int, _Match] = {}
        reported = -1
        for match, number in places:
            last[number] = match
            if len(last) < len(near.parts):
                continue
            chosen = sorted(last.values())
            is_near = all(
                one.end <= other.first and self._words_between(one.end, other.first) <= near.distance
                for one, other in pairwise(chosen)
            )
            if is_near and chosen[0].first > reported:
                reported = chosen[0].first
                yield _Match(reported, chosen[0].start, chosen[-1].end)

    def _words_between(self, start: int, end: int) -> int:
        """Count the words of the folded text that begin in a range."""
        if self._word_starts is None:
            self._word_starts = array("L", (match.start() for match in _WORD.finditer(self._text())))
        return bisect_left(self._word_starts, end) - bisect_left(self._word_starts, start)

    def _in_text(self, matches: Iterable[_Match]) -> list[Span]:
        """Find the code points of matches in the folded text, which come in order."""
        return list(unfolded_spans(self._source.text, (each[1:] for each in matches)))


def _is_met(condition: Condition, key: str, date: str) -> bool:
    if condition.field == "folder":
        # macOS writes the marks of a name as letters of their own, and a keyboard does not
        return f"{settled_name(key)}/".startswith(f"{settled_name(condition.value)}/")
    return is_in_period(date, condition.value)


@lru_cache(maxsize=256)
def _pattern(words: Words) -> tuple[re.Pattern[str], Mapping[str, int]]:
    """Make the pattern of words in folded text; its group is the first word.

    Returns:
        The pattern, and by the first word as it is written the number of letters before the word in it.
    """
    forms = first_forms(words)
    first = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    rest = "".join(
        f"{_gap(gap)}{re.escape(word)}" for gap, word in zip(words.gaps, words.words[1:], strict=True)
    )
    end = rf"{_LETTER}*" if words.is_prefix else ""
    return re.compile(rf"(?<!{_LETTER})({first}){rest}{end}(?!{_LETTER})"), forms


def first_forms(words: Words) -> Mapping[str, int]:
    """List the forms of the first word, as `forms_of` does."""
    first = words.words[0]
    return {first: 0} if words.is_exact else forms_of(first, with_article=len(words.words) == 1)


def _gap(gap: str) -> str:
    signs = gap.split()
    return rf" *{' *'.join(map(re.escape, signs))} *" if signs else " +"
