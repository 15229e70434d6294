"""The tokens of a query, with their places."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_CLOSING = {"«": "»", '"': '"', "“": "“”„", "”": "“”„", "„": "“”„", "＂": "＂"}
_OPENING = "".join(_CLOSING)
_SPACE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_WORD = re.compile(rf"[^\s()|»{_OPENING}]+")
_FIELD = re.compile(r"([^\W\d][\w-]*):")
_NEAR = re.compile(r"NEAR(?:/(.*))?")
_EXACT_PHRASE = re.compile(rf"=[{_OPENING}]")
_MINUS = re.compile(r"[-\u2212][^\s)|]")


class Kind(StrEnum):
    """The kinds of tokens."""

    AND = "and"
    OR = "or"
    NOT = "not"
    IN = "in"
    NEAR = "near"
    NEAR_LIST = "near("
    OPEN = "("
    CLOSE = ")"
    FIELD = "field"
    WORD = "word"
    PHRASE = "phrase"
    END = "end"


_SIGNS = {"(": Kind.OPEN, ")": Kind.CLOSE, "|": Kind.OR}
_OPERATORS = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT, "IN": Kind.IN}


class Token(NamedTuple):
    """A token of a query.

    Attributes:
        kind: its kind.
        at: its offset in the query, in code points.
        text: of a word, of a phrase between its marks, the name of a field, the distance of NEAR.
    """

    kind: Kind
    at: int
    text: str = ""


class QueryError(HashiyaError):
    """A query that cannot be read.

    Attributes:
        at: offset of the first code point that cannot be read.
    """

    def __init__(self, at: int, reason: Message) -> None:
        """Tell the reason, and the place as a number that counts from 1."""
        self.at = at
        super().__init__(
            Message("corpus.bad_query", position=at + 1, reason=reason), Message("corpus.query_help")
        )


def tokens_of(query: str, names: Collection[str]) -> Iterator[Token]:
    """Generate the tokens of a query; the last is END.

    Args:
        query: the query.
        names: of fields that need not be Latin letters; another word before a colon is only a word.

    Raises:
        QueryError: a quotation mark has no partner.
    """
    at = 0
    while at < len(query):
        if space := _SPACE.match(query, at):
            at = space.end()
            continue
        token, at = _token_at(query, at, names)
        yield token
    yield Token(Kind.END, len(query))


def _token_at(query: str, at: int, names: Collection[str]) -> tuple[Token, int]:
    """Read a token, and return it with the offset after it."""
    if query[at] in _SIGNS:
        return Token(_SIGNS[query[at]], at), at + 1
    if query[at] in _CLOSING:
        return _phrase_at(query, at)
    if _EXACT_PHRASE.match(query, at):
        token, end = _phrase_at(query, at + 1)
        return token._replace(at=at, text=f"={token.text}"), end
    if _MINUS.match(query, at):
        return Token(Kind.NOT, at), at + 1
    if (field := _FIELD.match(query, at)) and (field[1].isascii() or field[1] in names):
        return Token(Kind.FIELD, at, field[1]), field.end()
    return _word_at(query, at)


def _word_at(query: str, at: int) -> tuple[Token, int]:
    word = _WORD.match(query, at)
    if word is None:  # a mark that only closes
        raise QueryError(at, Message("corpus.quotation_not_opened", mark=query[at]))
    if near := _NEAR.fullmatch(word[0]):
        kind = Kind.NEAR_LIST if query.startswith("(", word.end()) else Kind.NEAR
        return Token(kind, at, near[1] or ""), word.end()
    if operator := _OPERATORS.get(word[0]):
        return Token(operator, at), word.end()
    return Token(Kind.WORD, at, word[0]), word.end()


def _phrase_at(query: str, at: int) -> tuple[Token, int]:
    closing = _CLOSING[query[at]]
    end = next((index for index in range(at + 1, len(query)) if query[index] in closing), None)
    if end is None:
        raise QueryError(at, Message("corpus.quotation_not_closed", mark=query[at]))
    after = end + (query[end + 1 : end + 2] == "*")
    return Token(Kind.PHRASE, at, query[at + 1 : end] + "*" * (after - end)), after + 1
