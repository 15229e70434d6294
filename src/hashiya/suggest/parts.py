"""The parts of a long text in which proposals are found one after the other."""

from __future__ import annotations

from itertools import pairwise

from hashiya.text.spans import Span

_LENGTH = 30_000
"""Code points of a part: far more than a news article, and proposed in within a fraction of a second."""


def parts_of(text: str) -> list[Span]:
    """List the parts of a text; a news article is one part."""
    return [part for part in parts_between(text, 0, len(text)) if part.start < part.end]


def parts_between(text: str, start: int, end: int) -> list[Span]:
    """List the parts that ``[start, end)`` touches, and the one after them.

    A part ends at the end of a line, else between words. The parts of a text are always the same.
    """
    count = max(1, len(text) // _LENGTH)
    first = min(start // _LENGTH, count - 1)
    last = min(end // _LENGTH + 1, count - 1)
    edges = [_edge(text, number, count) for number in range(max(0, first - 1), last + 2)]
    parts = [Span(*each) for each in pairwise(edges)]
    return [each for each in parts if each.end > start]


def _edge(text: str, number: int, count: int) -> int:
    """Return the offset at which a part begins; a part that is the last one takes the rest."""
    if number >= count:
        return len(text)
    at = number * _LENGTH
    for separator in "\n ":
        found = text.find(separator, at, at + _LENGTH // 2)
        if number and found >= 0:
            return found + 1
    return at
