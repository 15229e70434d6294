"""A query as an expression of FTS5 or of PostgreSQL, which finds at least all texts with hits.

An expression consists of folded letters and digits in quotation marks and of operators; nothing that a person
typed can be read as syntax.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.corpus.matching import first_forms
from hashiya.corpus.query import All, Either, Inside, Near, Without, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hashiya.corpus.query import Query

LONGEST_WORD = 2000
"""Bytes of a word that PostgreSQL indexes; the rest of a longer word is left out."""


class Language(NamedTuple):
    """A language of expressions.

    Attributes:
        both: the operator between parts that a text must have.
        either: the operator between parts of which a text must have one.
        without: the operator before a part that a text may not have.
        phrase: writes words that follow each other, the last of which may go on; empty for any text.
    """

    both: str
    either: str
    without: str
    phrase: Callable[[Sequence[str], bool], str]


def _quoted(words: Sequence[str], is_prefix: bool) -> str:
    return f'"{" ".join(words)}"{"*" if is_prefix else ""}'


def _lexemes(words: Sequence[str], is_prefix: bool) -> str:
    """Write the words of a phrase in any order, since a tsvector lacks places in a long text."""
    written = [f"'{word}'" for word in words if len(word.encode()) <= LONGEST_WORD]
    if is_prefix and len(words[-1].encode()) <= LONGEST_WORD:
        written[-1] += ":*"
    return f"({' & '.join(written)})" if written else ""


FTS5 = Language(" AND ", " OR ", " NOT ", _quoted)
TSQUERY = Language(" & ", " | ", " & !", _lexemes)


def expression_of(query: Query, language: Language = FTS5) -> str:
    """Write the expression; empty if a query says nothing about the words of a text."""
    match query:
        case Words():
            return _words(query, language)
        case Near(parts=near):
            return _all(near, language)
        case Inside(part=part):
            return expression_of(part, language)
        case All(parts=parts):
            wanted = _all(parts, language)
            words = (_words(each, language) for part in parts if (each := _exactly_without(part)))
            return language.without.join((wanted, *filter(None, words))) if wanted else ""
        case Either(parts=parts):
            return _either([expression_of(each, language) for each in parts], language)
        case _:
            return ""


def _exactly_without(query: Query) -> Words | None:
    """Return a word that may not occur; of a phrase the expression finds texts with other signs in it."""
    match query:
        case Without(part=Words(words=(_,)) as word):
            return word
        case _:
            return None


def _all(parts: Sequence[Query], language: Language) -> str:
    written = [each for part in parts if (each := expression_of(part, language))]
    return f"({language.both.join(written)})" if written else ""


def _either(written: Sequence[str], language: Language) -> str:
    return f"({language.either.join(written)})" if all(written) else ""


def _words(words: Words, language: Language) -> str:
    phrases = [(form, *words.words[1:]) for form in first_forms(words)]
    return _either([language.phrase(phrase, words.is_prefix) for phrase in phrases], language)
