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
    from hashiya.store.tinydb.article_store import ArticleStore
    from hashiya.store.tinydb.store import Store


def add_encoding(parser: argparse.ArgumentParser, *, changes: bool = False) -> None:
    """Declare the option that says how articles are decoded.

    Args:
        parser: the command's.
        changes: whether the command makes annotations, so that it may put another encoding on record.
    """
    parser.add_argument(
        "--encoding",
        metavar="NAME",
        type=encoding,
        default=None,
        help=f"how it is encoded: {', '.join(CANDIDATES[:3])}, … (default: found out, or guessed)",
    )
    if changes:
        parser.add_argument(
            "--change-encoding",
            action="store_true",
            help="put the encoding on record although the article has another one",
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


def refuse_other_reading(arguments: argparse.Namespace, store: Store, article: Article) -> None:
    """Refuse to put another encoding on record than an article's own, unless that is asked for.

    Raises:
        OtherReadingError: the article has been read in another encoding, which is not a mere guess.
    """
    if not arguments.encoding or arguments.change_encoding:
        return
    from hashiya.store.other_reading import OtherReadingError, other_reading

    other = other_reading(store, article)
    if other is not None and other.is_certain:
        raise OtherReadingError(other, "leave out --encoding, or add --change-encoding")


def print_notices(article: Article) -> None:
    """Say what the analyst must know of how an article was read."""
    for notice in article.notices:
        print_message(f"{article.path}: {notice}")
