"""Open an article with its annotations, decoded as when they were made."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hashiya.article.encodings import canonical_name
from hashiya.article.reading import read_article
from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.article.article import Article
    from hashiya.store.repository.protocols import ArticleRepository, Repository
    from hashiya.store.repository.snapshot import Snapshot


def open_article(store: Repository, path: Path, encoding: str = "") -> tuple[Article, ArticleRepository]:
    """Open an article and its annotations.

    Args:
        store: the store.
        path: the article's file.
        encoding: how to decode the article; if empty, as `read_as_annotated` does.

    Raises:
        HashiyaError: the article cannot be read, or there is no such encoding. Annotations that cannot be
            read raise nothing before they are loaded.
    """
    article = read_article(path, encoding)
    if not store.is_kept(store.find_key(article)):
        return _with_lost(store, article), store.open_new(article)
    annotations = store.open(article)
    if encoding:
        return article, annotations
    annotated = _as_annotated(article, annotations.load())
    return (article, annotations) if annotated is article else (annotated, store.open(annotated))


def read_as_opened(store: Repository, path: Path, encoding: str = "") -> Article:
    """Read an article as `open_article` does, for callers that do not need its annotations.

    The store is asked only if it keeps something of the article.

    Raises:
        HashiyaError: the article cannot be read, or there is no such encoding.
    """
    with suppress(HashiyaError):  # an error of the article itself is raised by the line below
        if not encoding and store.is_kept(store.key_of(path)):
            return open_article(store, path)[0]
    return read_article(path, encoding)


def _with_lost(store: Repository, article: Article) -> Article:
    """Add a notice to an article without annotations, if a missing article had the same text."""
    lost = lost_keys(store, article.sha256)
    if not lost:
        return article
    notice = Message("services.annotations_left", articles=tuple(lost), path=article.path)
    return article._replace(notices=(*article.notices, notice))


def lost_keys(store: Repository, sha256: str) -> list[str]:
    """Find the missing articles, below the root, that have annotations of a text.

    Args:
        store: the store.
        sha256: hash of the text.
    """
    places = ((key, store.path_of(key)) for key in store.keys_of_text(sha256))
    return [key for key, path in places if path is not None and not path.exists()]


def read_listed(store: Repository, path: Path) -> Article:
    """Read an article for a list, which holds many: the store is asked only if the encoding is a guess.

    Raises:
        HashiyaError: the article cannot be read.
    """
    article = read_article(path)
    return _as_annotated(article, store.open(article).load()) if article.guessed else article


def read_as_annotated(snapshot: Snapshot, path: Path) -> Article:
    """Read an article in the encoding of its annotations.

    The stored encoding is used if it gives the annotated text, as its hash shows. Otherwise bytes
    that show their encoding decide, since the file may have been converted; a guess gives way to the store.

    Raises:
        HashiyaError: the article cannot be read.
    """
    return _as_annotated(read_article(path), snapshot)


def _as_annotated(article: Article, snapshot: Snapshot) -> Article:
    try:
        name = canonical_name(snapshot.encoding)
    except HashiyaError:  # an encoding that this program does not know
        return article
    if name in ("", article.encoding) or snapshot.sha256 == article.sha256:
        return article
    annotated = read_article(article.path, name)
    if annotated.sha256 != snapshot.sha256 and not article.guessed:
        return article
    notice = Message("services.read_as_annotated", encoding=name)
    return annotated._replace(notices=(notice, *annotated.notices))
