"""Stores that keep the texts of articles, too, and find some of them; the articles of others are files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from hashiya.store.repository.added_article import AddedArticle


class Within(NamedTuple):
    """Bounds that an article must be in, all of them.

    Attributes:
        folders: without a slash at the end; an article in a folder of a folder is in both.
        periods: a year, a month or a day, or two of them with ``..`` between, one of which may be missing;
            the first day of an interval counts, and an article without a date is in none.
    """

    folders: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()


ANYWHERE = Within()


class KeptArticles(Protocol):
    """The articles of a store that a person may read; each method raises a HashiyaError if it is away."""

    def found(
        self, words: str, keys: Collection[str] | None = None, within: Within = ANYWHERE
    ) -> Iterator[tuple[str, str]]:
        """Generate the keys and dates of at least the articles with some words, in any order.

        Args:
            words: an expression of `hashiya.corpus.expression.TSQUERY`; empty for any words.
            keys: of the articles among which to look; None for all.
            within: the folders and periods of the articles.
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
