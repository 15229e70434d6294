"""Read an index of a search as a whole, for comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hashiya.corpus.index import Index, Indexed


def articles_in(index: Index) -> Mapping[str, Indexed]:
    """Read all articles, by their keys."""
    return index.some_articles(list(index.each_key()))


def fingerprints_in(index: Index) -> Mapping[int, bytes]:
    """Read the fingerprints of all texts, by their numbers."""
    return dict(index.each_fingerprint())


def texts_with(index: Index, expression: str) -> frozenset[int]:
    """Find the numbers of the texts for which an expression of FTS5 holds."""
    return frozenset(index.each_text_with(expression))
