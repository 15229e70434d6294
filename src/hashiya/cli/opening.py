"""Opens the article that the command line names, and says what must be known of how it was read."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hashiya.cli.output import print_message
from hashiya.cli.usage import UsageError
from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    import argparse

    from hashiya.article import Article
    from hashiya.store.tinydb.article_store import ArticleStore
    from hashiya.store.tinydb.store import Store


def add_change_encoding(parser: argparse.ArgumentParser) -> None:
    """Declare the option that lets a command put another encoding on record."""
    parser.add_argument(
        "--change-encoding",
        action="store_true",
        help="put the encoding on record although the article has another one",
    )


def open_named(arguments: argparse.Namespace, store: Store) -> tuple[Article, ArticleStore]:
    """The article ``FILE`` and its annotations; its notices go to standard error.

    Raises:
        HashiyaError: the article cannot be read.
    """
    from hashiya.services.opening import open_article

    article, article_store = open_article(store, arguments.file, arguments.encoding or "")
    print_notices(article)
    return article, article_store


def read_named(arguments: argparse.Namespace, store: Store) -> Article:
    """The article ``FILE`` where its annotations are no matter; its notices go to standard error.

    Raises:
        HashiyaError: the article cannot be read.
    """
    from hashiya.article.reading import read_article

    with suppress(HashiyaError):  # what is wrong with the file itself is told by the line below
        if not arguments.encoding and store.file_of(store.key_of(arguments.file)).exists():
            return open_named(arguments, store)[0]
    article = read_article(arguments.file, arguments.encoding or "")
    print_notices(article)
    return article


def refuse_other_reading(arguments: argparse.Namespace, store: Store, article: Article) -> None:
    """Refuse to put another encoding on record than an article's own, unless that is asked for.

    Raises:
        UsageError: no encoding is named that could be put on record.
        OtherReadingError: the article has been read in another encoding, which is not a mere guess.
    """
    if arguments.change_encoding and not arguments.encoding:
        raise UsageError("--change-encoding needs --encoding")
    if not arguments.encoding or arguments.change_encoding:
        return
    from hashiya.services.other_reading import OtherReadingError, other_reading

    other = other_reading(store, article)
    if other is not None and other.is_certain:
        raise OtherReadingError(other, "leave out --encoding, or add --change-encoding")


def print_notices(article: Article) -> None:
    """Say what the analyst must know of how an article was read."""
    for notice in article.notices:
        print_message(f"{article.path}: {notice}")
