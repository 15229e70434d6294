"""Opens the article that the command line names, and says what must be known of how it was read."""

from __future__ import annotations

import argparse
from contextlib import suppress
from typing import TYPE_CHECKING

from hashiya.article.encodings import CANDIDATES, canonical_name
from hashiya.cli.output import print_message
from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from hashiya.article import Article
    from hashiya.store.article_store import ArticleStore
    from hashiya.store.store import Store


def add_encoding(parser: argparse.ArgumentParser) -> None:
    """Declare the option that says how articles are decoded."""
    parser.add_argument(
        "--encoding",
        metavar="NAME",
        type=encoding,
        default=None,
        help=f"how it is encoded: {', '.join(CANDIDATES[:3])}, … (default: found out, or guessed)",
    )


def encoding(argument: str) -> str:
    """The one name of an encoding from the command line.

    Raises:
        argparse.ArgumentTypeError: there is no such encoding; lists the usual ones.
    """
    known = canonical_name(argument)
    if not known:
        msg = f"there is no encoding {argument[:40]!r}; the usual ones are {', '.join(CANDIDATES)}"
        raise argparse.ArgumentTypeError(msg)
    return known


def open_named(arguments: argparse.Namespace, store: Store) -> tuple[Article, ArticleStore]:
    """The article ``FILE`` and its annotations; its notices go to standard error.

    Raises:
        HashiyaError: the article cannot be read.
    """
    from hashiya.store.opening import open_article

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


def print_notices(article: Article) -> None:
    """Say what the analyst must know of how an article was read."""
    for notice in article.notices:
        print_message(f"{article.path}: {notice}")
