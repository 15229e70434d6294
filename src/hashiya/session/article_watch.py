"""Watch whether an article's file still holds the open text."""

from __future__ import annotations

import threading
import time
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from hashiya.article.reading import read_article
from hashiya.errors import HashiyaError
from hashiya.files.regular import MissingFileError
from hashiya.session.supervised_thread import SupervisedThread, told_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hashiya.article.article import Article
    from hashiya.messages import Message

CHECK_EVERY = 1.0
"""Seconds between two looks at a file that is watched in a thread."""
_MOMENT = 2_000_000_000
"""Nanoseconds within which two changes of a file may leave the same time on it; FAT counts by two seconds."""


class FileState(Enum):
    """The state of an article's file, compared with the opened text."""

    SAME = auto()
    EDITED = auto()
    GONE = auto()
    UNREADABLE = auto()


class Seen(NamedTuple):
    """The result of looking at a file.

    Attributes:
        state: how it compares with the text that was opened.
        sha256: of the text in the file, hexadecimal; empty without a text.
        problem: why the file cannot be read; None if it can.
    """

    state: FileState
    sha256: str = ""
    problem: Message | None = None


class ArticleWatch:
    """Checks an article's file cheaply: the file is read only if its time, size or inode changed.

    The text on screen, which is annotated, stays the opened one until the article is opened again.

    Attributes:
        seen: the result of the last look.
    """

    def __init__(self, article: Article, read: Callable[[Path, str], Article] = read_article) -> None:
        """Look at the file once, without reading it.

        Args:
            article: as it was opened.
            read: reads a file in an encoding.
        """
        self._article = article
        self._read = read
        self.seen = Seen(FileState.SAME, article.sha256)
        self._signature = self._settled(self._look())
        self._ended = threading.Event()
        self._thread: SupervisedThread | None = None
        self._wanted = False
        self._told: Callable[[], object] = lambda: None

    def start(self, told: Callable[[], object] = lambda: None) -> None:
        """Look in a thread from now on, since a file may be large and its disk slow.

        Where the system starts no more threads, `retry` tries again.

        Args:
            told: called in the thread when another state is seen than before.
        """
        self._told = told
        self._wanted = True
        self.retry()

    def retry(self) -> None:
        """Start the thread if it is wanted and does not run."""
        if not self._wanted or self._thread is not None:
            return
        thread = SupervisedThread(self._run, self._died, name="hashiya-watch")
        try:
            thread.start()
        except HashiyaError:
            return
        self._thread = thread

    def stop(self) -> None:
        """Look no more."""
        self._wanted = False
        self._ended.set()

    def check(self) -> Seen:
        """Check whether the file has changed, and read it if so."""
        signature = self._look()
        if signature != self._signature:
            self._signature = self._settled(signature)
            self.seen = self._compare()
        return self.seen

    def _run(self) -> None:
        while not self._ended.wait(CHECK_EVERY):
            before = self.seen
            if self.check() != before:
                self._told()

    def _died(self, error: BaseException) -> None:
        self.seen = Seen(FileState.UNREADABLE, problem=told_of(error))
        self._thread = None
        self._told()

    def _look(self) -> tuple[int, ...] | None:
        try:
            status = self._article.path.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns

    def _settled(self, signature: tuple[int, ...] | None) -> tuple[int, ...] | None:
        """Return the signature to compare with: empty while the file may change in the same moment."""
        if signature is not None and time.time_ns() - signature[-1] < _MOMENT:
            return ()
        return signature

    def _compare(self) -> Seen:
        try:
            now = self._read(self._article.path, self._article.encoding)
        except MissingFileError:
            return Seen(FileState.GONE)
        except HashiyaError as error:
            return Seen(FileState.UNREADABLE, problem=error.told)
        state = FileState.SAME if now.sha256 == self._article.sha256 else FileState.EDITED
        return Seen(state, now.sha256)
