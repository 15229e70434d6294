"""Attributes that are typed on one line: ``kind:state canonical:"الأمم المتحدة"``, as in a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.corpus.tokens import Kind, QueryError, tokens_of
from hashiya.errors import HashiyaError
from hashiya.messages import Message, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hashiya.codebook.coding import Attribute

_MOST = 9
"""Completions that are listed at most."""


def read_attributes(text: str, attributes: Sequence[Attribute]) -> Mapping[str, str]:
    """Read the attributes of an annotation.

    Args:
        text: as it was typed; empty for no attribute.
        attributes: those that the label has.

    Raises:
        HashiyaError: an attribute or a value is not known, or has no value.
    """
    known = {each.name: each for each in attributes}
    found: dict[str, str] = {}
    tokens = tokens_of(text, known)
    for token in tokens:
        if token.kind is Kind.END:
            break
        if token.kind is not Kind.FIELD or token.text not in known:
            names = tuple(known)
            raise QueryError(token.at, Message("session.not_an_attribute", names=names))
        value = next(tokens)
        if value.kind not in (Kind.WORD, Kind.PHRASE):
            raise QueryError(value.at, Message("corpus.value_missing", field=token.text))
        found[token.text] = _value(known[token.text], value.text)
    return found


def _value(attribute: Attribute, text: str) -> str:
    """Find the value that is meant by its name or title.

    Raises:
        HashiyaError: the attribute has values, and this is none of them.
    """
    text = " ".join(text.split())
    for value in attribute.values:
        title = sentence(value.title) if isinstance(value.title, Message) else value.title
        if text.casefold() in (value.name.casefold(), title.casefold()):
            return value.name
    if attribute.values:
        names = tuple(value.name for value in attribute.values)
        raise HashiyaError(
            Message("session.not_a_value", attribute=attribute.name, value=text[:40], values=names)
        )
    return text


def attribute_completions(text: str, attributes: Sequence[Attribute]) -> Sequence[str]:
    """List completions of the last word, in capitals or not: names of attributes, or the values of one."""
    before, _, last = text.rpartition(" ")
    start = f"{before} " if before else ""
    return [start + each for each in _words(last, attributes) if each != last][:_MOST]


def _words(last: str, attributes: Sequence[Attribute]) -> Iterator[str]:
    name, colon, value = last.partition(":")
    for each in attributes:
        if not colon and _begins(each.name, name):
            yield f"{each.name}:"
        elif colon and each.name == name:
            yield from (f"{name}:{one.name}" for one in each.values if _begins(one.name, value))


def _begins(name: str, typed: str) -> bool:
    return name.casefold().startswith(typed.casefold())
