"""Read a query by its grammar, from text that a person typed.

    query     = every ("OR" every)*                   also written "|"
    every     = part (["AND"] part)*
    part      = ("NOT" | "-") part | near ["IN" near]
    near      = unit ("NEAR" ["/" number] unit)*
    unit      = "(" query ")" | "NEAR" "(" words+ ["," number] ")" | words | field ":" words
    words     = word | phrase, each with "=" before it, or "*" behind it

Conditions that follow each other are conditions on one annotation.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from hashiya.corpus.query import All, Annotated, Condition, Either, Inside, Near, Without, Words, parts_of
from hashiya.corpus.tokens import Kind, QueryError, Token, tokens_of
from hashiya.corpus.words import as_words
from hashiya.messages import Message
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from hashiya.corpus.query import Query

OF_ARTICLE = ("date", "folder")
"""The fields of articles."""
OF_ANNOTATION = ("label", "note", "event-date")
"""The fields of annotations, besides their attributes."""

MOST_CODE_POINTS = 4_096
MOST_WORDS = 64
_MOST_NESTED = 16
_DISTANCE = 10
_MOST_DISTANCE = 100
_MOST_DIGITS = 3
_LEAST_OF_PREFIX = 2
_DATES = ("date", "event-date")
_DATE = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
_PERIOD = re.compile(rf"(?:{_DATE})?\.\.(?:{_DATE})?|{_DATE}")


def parse_query(text: str, attributes: Collection[str] = ()) -> Query:
    """Read a query.

    Args:
        text: as it was typed.
        attributes: names of the attributes that annotations may have.

    Raises:
        QueryError: tells the first place that cannot be read, or that the query is too long.
    """
    if len(text) > MOST_CODE_POINTS:
        raise QueryError(MOST_CODE_POINTS, Message("corpus.query_too_long", most=MOST_CODE_POINTS))
    return _Parser(text, attributes).whole()


class _Parser:
    """Reads the tokens of one query, from the first to the last."""

    def __init__(self, text: str, attributes: Collection[str]) -> None:
        self._attributes = attributes
        self._tokens = tokens_of(text, attributes)
        self._next = next(self._tokens)
        self._words = 0
        self._nested = 0

    def whole(self) -> Query:
        if self._is_at(Kind.END):
            raise QueryError(0, Message("corpus.query_empty"))
        query = self._either()
        if not self._is_at(Kind.END):  # only a bracket ends a query before its end
            raise QueryError(self._next.at, Message("corpus.bracket_not_opened"))
        return query

    def _is_at(self, *kinds: Kind) -> bool:
        return self._next.kind in kinds

    def _take(self) -> Token:
        token = self._next
        if token.kind is not Kind.END:
            self._next = next(self._tokens)
        return token

    def _either(self) -> Query:
        parts = [self._every()]
        while self._is_at(Kind.OR):
            self._take()
            parts.append(self._every())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _every(self) -> Query:
        first = self._next
        parts = [self._part()]
        while not self._is_at(Kind.OR, Kind.CLOSE, Kind.END):
            if self._is_at(Kind.AND):
                self._take()
            parts.append(self._part())
        if all(isinstance(part, Without) for part in parts):
            raise QueryError(first.at, Message("corpus.only_without"))
        merged = tuple(_merged(parts))
        return merged[0] if len(merged) == 1 else All(merged)

    def _part(self) -> Query:
        if self._is_at(Kind.NOT):
            at = self._take().at
            if self._is_at(Kind.NOT):
                raise QueryError(at, Message("corpus.not_twice"))
            return Without(self._part())
        part = self._near()
        if not self._is_at(Kind.IN):
            return part
        at = self._take().at
        around = [self._unit()]
        while self._is_at(Kind.FIELD) and self._next.text not in OF_ARTICLE:
            around.append(self._unit())
        (annotated,) = _merged(each.parts[0] if isinstance(each, All) else each for each in around)
        if not isinstance(annotated, Annotated) or not _has_only_words(part):
            raise QueryError(at, Message("corpus.in_annotation"))
        return Inside(part, annotated)

    def _near(self) -> Query:
        start = self._next.at
        found = self._unit()
        if not self._is_at(Kind.NEAR):
            return found
        parts, distance = [found], 0
        while self._is_at(Kind.NEAR):
            token = self._take()
            distance = max(distance, self._distance(token.text, token.at))
            parts.append(self._unit())
        return self._nearby(parts, distance, start)

    def _unit(self) -> Query:
        token = self._take()
        match token.kind:
            case Kind.OPEN:
                return self._nested_query(token)
            case Kind.NEAR_LIST:
                return self._near_list(token)
            case Kind.WORD | Kind.PHRASE:
                return self._words_of(token)
            case Kind.FIELD:
                return self._condition(token)
            case Kind.END:
                raise QueryError(token.at, Message("corpus.word_missing"))
            case _:
                raise QueryError(token.at, Message("corpus.word_missing_here"))

    def _nested_query(self, opening: Token) -> Query:
        self._nested += 1
        if self._nested > _MOST_NESTED:
            raise QueryError(opening.at, Message("corpus.query_too_deep", most=_MOST_NESTED))
        query = self._either()
        if not self._is_at(Kind.CLOSE):
            raise QueryError(opening.at, Message("corpus.bracket_not_closed"))
        self._take()
        self._nested -= 1
        # in brackets of its own, an annotation is not that of the conditions beside the brackets
        return All((query,)) if isinstance(query, Annotated) else query

    def _near_list(self, token: Token) -> Query:
        """Read the words in brackets behind NEAR, with the distance as the last word behind a comma."""
        opening = self._take()
        words: list[Query] = []
        distance, is_last = self._distance(token.text, token.at), False
        while self._is_at(Kind.WORD, Kind.PHRASE) and not is_last:
            each = self._take()
            before, comma, number = each.text.replace("\u060c", ",").rpartition(",")
            if each.kind is Kind.WORD and comma:
                is_last = True
                at = each.at
                if not number and self._is_at(Kind.WORD):
                    at, number = self._next.at, self._take().text
                distance = self._distance(number, at)
                each = each._replace(text=before)
            if each.text:
                words.append(self._words_of(each))
        if not self._is_at(Kind.CLOSE):
            raise QueryError(opening.at, Message("corpus.bracket_not_closed"))
        self._take()
        return self._nearby(words, distance, token.at)

    def _nearby(self, parts: list[Query], distance: int, at: int) -> Query:
        words = [each for each in parts if isinstance(each, Words)]
        if len(words) < len(parts) or len(words) < 2:
            raise QueryError(at, Message("corpus.near_words"))
        return Near(tuple(words), distance)

    def _distance(self, number: str, at: int) -> int:
        if not number:
            return _DISTANCE
        if not number.isdecimal() or len(number) > _MOST_DIGITS or int(number) > _MOST_DISTANCE:
            raise QueryError(at, Message("corpus.near_distance", most=_MOST_DISTANCE))
        return int(number)

    def _words_of(self, token: Token) -> Words:
        text = token.text
        is_exact, is_prefix = text.startswith("="), text.endswith("*")
        text = fold(text.removeprefix("=").removesuffix("*")).strip()
        if "*" in text:
            raise QueryError(token.at, Message("corpus.star_not_last"))
        spans = [match.span() for match in re.finditer(r"[^\W_]+", text)]
        if not spans:
            raise QueryError(token.at, Message("corpus.no_letter"))
        self._words += len(spans)
        if self._words > MOST_WORDS:
            raise QueryError(token.at, Message("corpus.too_many_words", most=MOST_WORDS))
        words = tuple(text[start:end] for start, end in spans)
        if is_prefix and len(words[-1]) < _LEAST_OF_PREFIX:
            raise QueryError(token.at, Message("corpus.prefix_too_short", least=_LEAST_OF_PREFIX))
        gaps = tuple(" ".join(text[one[1] : other[0]].split()) or " " for one, other in pairwise(spans))
        return Words(words, gaps, is_prefix, is_exact)

    def _condition(self, token: Token) -> Query:
        name = token.text if token.text in self._attributes else token.text.lower()
        if name not in (*OF_ARTICLE, *OF_ANNOTATION, *self._attributes):
            known = tuple(dict.fromkeys((*OF_ARTICLE, *OF_ANNOTATION, *sorted(self._attributes))))
            raise QueryError(token.at, Message("corpus.unknown_field", field=name, names=known))
        if not self._is_at(Kind.WORD, Kind.PHRASE):
            raise QueryError(token.at, Message("corpus.value_missing", field=name))
        value = self._take()
        self._words += 1
        if self._words > MOST_WORDS:
            raise QueryError(token.at, Message("corpus.too_many_words", most=MOST_WORDS))
        condition = Condition(name, *self._value(name, value))
        return condition if name in OF_ARTICLE else Annotated((condition,))

    def _value(self, name: str, token: Token) -> tuple[str, bool]:
        if name == "folder":
            return token.text.strip("/"), False
        if name in _DATES:
            value = fold(token.text).strip()
            if not _PERIOD.fullmatch(value) or value == "..":
                raise QueryError(token.at, Message("corpus.not_a_date", text=token.text[:40]))
            return value, False
        is_prefix = token.text.endswith("*")
        value = " ".join(as_words(token.text).split())
        if not value:
            raise QueryError(token.at, Message("corpus.no_letter"))
        return value, is_prefix


def _merged(parts: Iterable[Query]) -> Iterable[Query]:
    """Join conditions on an annotation that follow each other."""
    conditions: tuple[Condition, ...] = ()
    for part in parts:
        if isinstance(part, Annotated):
            conditions += part.conditions
            continue
        if conditions:
            yield Annotated(conditions)
            conditions = ()
        yield part
    if conditions:
        yield Annotated(conditions)


def _has_only_words(query: Query) -> bool:
    return all(isinstance(each, Words | Near | All | Either) for each in parts_of(query))
