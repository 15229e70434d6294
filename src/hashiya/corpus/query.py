"""A query as a value: it selects articles, and places in them.

`All`, `Either` and `Without` join words, phrases and conditions on annotations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator


class Words(NamedTuple):
    """A word, or the words of a phrase, in their order.

    Attributes:
        words: folded; at least one.
        gaps: the signs before each word but the first, folded; a space stands for any run of spaces.
        is_prefix: whether the last word may go on.
        is_exact: whether the first word has no clitics before it.
    """

    words: tuple[str, ...]
    gaps: tuple[str, ...] = ()
    is_prefix: bool = False
    is_exact: bool = False


class Near(NamedTuple):
    """Words that are near each other, in any order.

    Attributes:
        parts: two at least.
        distance: the most words between two neighbours.
    """

    parts: tuple[Words, ...]
    distance: int


class Condition(NamedTuple):
    """A condition on one field of an annotation or of an article.

    Attributes:
        field: its name, such as ``label`` or ``date``.
        value: folded; dates in ISO 8601, also as a range ``2025-10..2025-12``.
        is_prefix: whether the value may go on.
    """

    field: str
    value: str
    is_prefix: bool = False


class Annotated(NamedTuple):
    """An annotation that meets all conditions."""

    conditions: tuple[Condition, ...]


class Inside(NamedTuple):
    """Words within an annotation: the hits of a part that an annotation covers."""

    part: Query
    annotated: Annotated


class All(NamedTuple):
    """Articles that all parts select. If some parts have words, the hits are theirs alone."""

    parts: tuple[Query, ...]


class Either(NamedTuple):
    """Articles that at least one part selects, with the hits of all parts."""

    parts: tuple[Query, ...]


class Without(NamedTuple):
    """Articles that a part does not select; it has no hits, and is always a part of an `All`."""

    part: Query


Query: TypeAlias = "Words | Near | Condition | Annotated | Inside | All | Either | Without"
"""A `Condition` outside `Annotated` is a condition on the article."""


def parts_of(query: Query) -> Iterator[Query]:
    """Generate a query and all queries in it."""
    yield query
    match query:
        case Near(parts=parts) | All(parts=parts) | Either(parts=parts):
            inner: tuple[Query, ...] = parts
        case Without(part=part):
            inner = (part,)
        case Inside(part=part, annotated=annotated):
            inner = (part, annotated)
        case _:
            inner = ()
    for each in inner:
        yield from parts_of(each)


def has_words(query: Query) -> bool:
    """Tell whether the hits of a query are those of words, and not annotations or whole articles."""
    match query:
        case Words() | Near() | Inside():
            return True
        case All(parts=parts) | Either(parts=parts):
            return any(map(has_words, parts))
        case _:
            return False


def needs_annotation(query: Query) -> bool:
    """Tell whether only an article with annotations can have hits."""
    match query:
        case Annotated() | Inside():
            return True
        case All(parts=parts):
            return any(map(needs_annotation, parts))
        case Either(parts=parts):
            return all(map(needs_annotation, parts))
        case _:
            return False


def uses_annotations(query: Query) -> bool:
    """Tell whether annotations decide on the hits."""
    return any(isinstance(each, Annotated) for each in parts_of(query))
