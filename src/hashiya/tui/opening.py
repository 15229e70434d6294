"""Reading an article in the background, so that no key waits for a page or a disk."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.services.opening import open_article
from hashiya.services.other_reading import other_reading
from hashiya.session.supervised_thread import SupervisedThread

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hashiya.article.article import Article
    from hashiya.services.other_reading import OtherReading
    from hashiya.store.repository.protocols import ArticleRepository, Repository


class Opened(NamedTuple):
    """An article with what the store has of it.

    Attributes:
        article: the article.
        repository: its annotations.
        other: how it is opened otherwise, if an encoding was asked for that gives another text.
    """

    article: Article
    repository: ArticleRepository
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
    article, repository = open_article(store, path, encoding)
    return Opened(article, repository, other_reading(store, article) if encoding else None)


class Opening:
    """An article that is being read in a thread."""

    def __init__(self, read: Callable[[], Opened], done: Callable[[], object]) -> None:
        """Begin to read; in this thread if the system starts no other.

        Args:
            read: reads the article.
            done: called in the thread when `result` can be asked for.
        """
        self._read = read
        self._done = done
        self._has_ended = threading.Event()
        self._opened: Opened | None = None
        self._error: BaseException = HashiyaError("the article is still being read")
        thread = SupervisedThread(self._run, self._failed, name="hashiya-opening")
        try:
            thread.start()
        except HashiyaError:
            thread.run()

    def is_done_within(self, seconds: float) -> bool:
        """Wait for the end, but no longer than some seconds."""
        return self._has_ended.wait(seconds)

    def result(self) -> Opened:
        """Give what was read.

        Raises:
            HashiyaError: the article cannot be read, or is still being read.
            BaseException: whatever else ended the reading.
        """
        if self._opened is None:
            raise self._error
        return self._opened

    def _run(self) -> None:
        self._opened = self._read()
        self._end()

    def _failed(self, error: BaseException) -> None:
        self._error = error
        self._end()

    def _end(self) -> None:
        self._has_ended.set()
        self._done()
