"""Opens the article that the command line names, and says what must be known of how it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.cli.output import print_message
from hashiya.cli.usage import UsageError
from hashiya.messages import Message
from hashiya.services.opening import open_article, read_as_opened
from hashiya.services.other_reading import refuse_other_reading

if TYPE_CHECKING:
    import argparse

    from hashiya.article import Article
    from hashiya.store import Store
    from hashiya.store.repository.protocols import ArticleRepository


def add_change_encoding(parser: argparse.ArgumentParser) -> None:
    """Declare the option that lets a command put another encoding on record."""
    parser.add_argument(
        "--change-encoding",
        action="store_true",
        help="put the encoding on record although the article has another one",
    )


def open_named(arguments: argparse.Namespace, store: Store) -> tuple[Article, ArticleRepository]:
    """The article ``FILE`` and its annotations; its notices go to standard error.

    Raises:
        HashiyaError: the article cannot be read.
    """
    article, repository = open_article(store, arguments.file, arguments.encoding or "")
    print_notices(article)
    return article, repository


def read_named(arguments: argparse.Namespace, store: Store) -> Article:
    """The article ``FILE`` where its annotations are no matter; its notices go to standard error.

    Raises:
        HashiyaError: the article cannot be read.
    """
    article = read_as_opened(store, arguments.file, arguments.encoding or "")
    print_notices(article)
    return article


def check_change_encoding(arguments: argparse.Namespace) -> None:
    """Refuse ``--change-encoding`` where no encoding is named that could be put on record.

    Raises:
        UsageError: it stands alone.
    """
    if arguments.change_encoding and not arguments.encoding:
        raise UsageError("--change-encoding needs --encoding")


def refuse_other_encoding(arguments: argparse.Namespace, store: Store, article: Article) -> None:
    """Refuse to put another encoding on record than an article's own, unless that is asked for.

    Raises:
        UsageError: no encoding is named that could be put on record.
        OtherReadingError: the article has been read in another encoding, which is not a mere guess.
    """
    check_change_encoding(arguments)
    if arguments.encoding and not arguments.change_encoding:
        refuse_other_reading(store, article, "leave out --encoding, or add --change-encoding")


def print_notices(article: Article) -> None:
    """Say what the analyst must know of how an article was read."""
    *others, last = article.notices or ("",)
    for notice in others:
        print_message(Message("article.notice", path=article.path, notice=notice))
    if last:
        told = Message("article.notice", path=article.path, notice=last)
        print_message(told, "--encoding NAME reads it as another" * article.guessed)
