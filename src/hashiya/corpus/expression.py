"""A query as an expression of FTS5, which finds at least all texts with hits.

An expression consists of folded letters and digits in quotation marks and of operators; nothing that a person
typed can be read as syntax.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.corpus.matching import first_forms
from hashiya.corpus.query import All, Either, Inside, Near, Without, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.corpus.query import Query


def expression_of(query: Query) -> str:
    """Write the expression; empty if a query says nothing about the words of a text."""
    match query:
        case Words():
            return _words(query)
        case Near(parts=near):
            return _joined("AND", near)
        case Inside(part=part):
            return expression_of(part)
        case All(parts=parts):
            wanted = _joined("AND", parts)
            unwanted = [_words(each) for part in parts if (each := _exactly_without(part))]
            return " NOT ".join((wanted, *unwanted)) if wanted else ""
        case Either(parts=parts):
            written = [expression_of(each) for each in parts]
            return f"({' OR '.join(written)})" if all(written) else ""
        case _:
            return ""


def _exactly_without(query: Query) -> Words | None:
    """Return a word that may not occur; of a phrase the expression finds texts with other signs in it."""
    match query:
        case Without(part=Words(words=(_,)) as word):
            return word
        case _:
            return None


def _joined(operator: str, parts: Sequence[Query]) -> str:
    written = [each for each in map(expression_of, parts) if each]
    return f"({f' {operator} '.join(written)})" if written else ""


def _words(words: Words) -> str:
    end = '"*' if words.is_prefix else '"'
    phrases = [" ".join((form, *words.words[1:])) for form in first_forms(words)]
    return f"({' OR '.join([f'{chr(34)}{phrase}{end}' for phrase in phrases])})"
