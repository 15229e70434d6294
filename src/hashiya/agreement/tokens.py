"""The labels of tokens, for measures that compare annotators word by word.

A token is a word as the reader finds it. A span labels each word of which it covers a code point, so that a
clitic left out of the span makes no difference. The category of a word is the *set* of the labels that its
spans have: a word of an ACTOR within a QUOTE has the category {ACTOR, QUOTE}, which differs from {QUOTE}. So
nested and overlapping spans count, in no order; a second span of one label changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from hashiya.agreement.categories import NO_LABEL
from hashiya.text.words import iter_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hashiya.agreement.categories import Category, Given
    from hashiya.agreement.pieces import Piece


class Tokens(NamedTuple):
    """The tokens of a text.

    Attributes:
        starts: offset of the first code point of each.
        ends: offset after the last of each.
    """

    starts: Sequence[int]
    ends: Sequence[int]


def tokens_of(text: str) -> Tokens:
    """Divide a text into tokens."""
    starts_and_ends = [*zip(*iter_words(text, 0, len(text)), strict=True)]
    return Tokens(*starts_and_ends) if starts_and_ends else Tokens((), ())


def count_tokens(categories: Sequence[Sequence[Category]]) -> Mapping[Given, int]:
    """Count the tokens by the categories that the annotators give them, in the order of the annotators."""
    return Counter(zip(*categories, strict=True))


def labelled(tokens: Tokens, pieces: Sequence[Piece]) -> Sequence[Category]:
    """Return the category that the pieces of an annotator's units give each token."""
    categories: list[Category] = [NO_LABEL] * len(tokens.starts)
    for start, end, labels in pieces:
        for token in range(bisect_right(tokens.ends, start), bisect_left(tokens.starts, end)):
            if categories[token] != labels:
                categories[token] = tuple(sorted({*categories[token], *labels}))
    return categories
