"""An article as a reader opens it: with its annotations, and with how it is opened otherwise."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from hashiya.article.encodings import CANDIDATES, next_candidate
from hashiya.errors import HashiyaError
from hashiya.services.opening import open_article
from hashiya.services.other_reading import other_reading

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.article.article import Article
    from hashiya.services.other_reading import OtherReading
    from hashiya.store.repository.protocols import ArticleRepository, Repository


class Opened(NamedTuple):
    """An article with what is known of it.

    Attributes:
        article: the article.
        annotations: the repository of its annotations, which has been read once.
        other: how it is opened otherwise, if an encoding was asked for that gives another text.
    """

    article: Article
    annotations: ArticleRepository
    other: OtherReading | None


def read_to_open(store: Repository, path: Path, encoding: str) -> Opened:
    """Read an article and what its reader must know.

    Args:
        store: the store.
        path: the article's file.
        encoding: how it is decoded; if empty, as when it was annotated, or found out.

    Raises:
        HashiyaError: the article cannot be read.
    """
    article, annotations = open_article(store, path, encoding)
    annotations.load()
    return Opened(article, annotations, other_reading(store, article) if encoding else None)


def read_in_next_encoding(store: Repository, path: Path, present: str) -> Opened:
    """Read an article in the next encoding in which it can be read, at last the same.

    Args:
        store: the store.
        path: the article's file.
        present: the encoding in which it is read now.

    Raises:
        HashiyaError: it cannot be read any more.
    """
    name = present
    for _ in CANDIDATES:
        name = next_candidate(name)
        with suppress(HashiyaError):
            return read_to_open(store, path, name)
    return read_to_open(store, path, present)
