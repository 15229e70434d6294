"""Stores that keep the texts of articles, too, and find some of them; the articles of others are files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from hashiya.store.repository.added_article import AddedArticle


class KeptArticles(Protocol):
    """The articles of a store that a person may read; each method raises a HashiyaError if it is away."""

    def found(self, words: str, keys: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
        """Generate the keys and dates of at least the articles with some words, in any order.

        Args:
            words: an expression of `hashiya.corpus.expression.TSQUERY`; empty for any words.
            keys: of the articles among which to look; None for all.
        """

    def coded(self, person: str, attributes: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Generate the records of a person's annotations with some attributes, as JSON behind their keys."""

    def texts(self, keys: Sequence[str]) -> Iterator[AddedArticle]:
        """Generate the articles of some keys in any order, without the bytes of their files."""


@runtime_checkable
class KeepsArticles(Protocol):
    """A repository whose store may keep articles; others do not have this protocol."""

    def kept_articles(self) -> KeptArticles | None:
        """Return the articles; None if the articles are files of the user."""
