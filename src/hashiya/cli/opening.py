"""Open the article named on the command line, and report its decoding if that matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.cli.arguments import Option
from hashiya.cli.telling import print_message
from hashiya.cli.usage import UsageError
from hashiya.messages import Message
from hashiya.services.opening import open_article, read_as_opened
from hashiya.services.other_reading import refuse_other_reading

if TYPE_CHECKING:
    from types import SimpleNamespace

    from hashiya.article.article import Article
    from hashiya.store.opened_store import OpenedStore
    from hashiya.store.repository.protocols import ArticleRepository


CHANGE_ENCODING = Option(("--change-encoding",), Message("cli.option_change_encoding"))
"""Lets a command record another encoding for an article."""


def open_named(arguments: SimpleNamespace, store: OpenedStore) -> tuple[Article, ArticleRepository]:
    """Open the article ``FILE`` and its annotations, and print its notices.

    Raises:
        HashiyaError: the article cannot be read.
    """
    article, repository = open_article(store, arguments.file, arguments.encoding or "")
    print_notices(article)
    return article, repository


def read_named(arguments: SimpleNamespace, store: OpenedStore) -> Article:
    """Read the article ``FILE`` without its annotations, and print its notices.

    Raises:
        HashiyaError: the article cannot be read.
    """
    article = read_as_opened(store, arguments.file, arguments.encoding or "")
    print_notices(article)
    return article


def check_change_encoding(arguments: SimpleNamespace) -> None:
    """Refuse ``--change-encoding`` where no encoding is named.

    Raises:
        UsageError: ``--encoding`` is missing.
    """
    if arguments.change_encoding and not arguments.encoding:
        raise UsageError(Message("cli.change_encoding_alone"))


def refuse_other_encoding(arguments: SimpleNamespace, store: OpenedStore, article: Article) -> None:
    """Refuse to change the recorded encoding of an article without ``--change-encoding``.

    Raises:
        UsageError: ``--change-encoding`` is given without an encoding.
        OtherReadingError: the article has been read in another encoding that was more than a guess.
    """
    check_change_encoding(arguments)
    if arguments.encoding and not arguments.change_encoding:
        refuse_other_reading(store, article, Message("cli.keep_or_change_encoding"))


def print_notices(article: Article) -> None:
    """Print the notices about how an article was decoded."""
    for number, notice in enumerate(article.notices, 1):
        is_last = number == len(article.notices)
        advice = Message("cli.read_otherwise") if article.guessed and is_last else None
        print_message(Message("article.notice", path=article.path, notice=notice), advice)
