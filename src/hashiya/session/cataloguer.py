"""Find and read the articles of a library in a thread, those on the screen first."""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING

from hashiya.article.library import list_library
from hashiya.errors import HashiyaError
from hashiya.files.folders import FoundFile
from hashiya.messages import Message
from hashiya.session.article_entry import refused_entry, unread_entry
from hashiya.session.supervised_thread import SupervisedThread, told_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from hashiya.session.article_entry import ArticleEntry

_PATIENCE = 0.05
"""Seconds for which the start waits for articles to be found."""
_AT_ONCE = 50
"""Files that are found before those on the screen have their turn again."""


class Cataloguer:
    """Works in the background, so that no key waits for a disk or a page of HTML.

    Until `start` is called, and where the system starts no more threads, `take` does the work in the caller's
    thread instead, for a moment at a time. An article that ends the thread gets the reason as its problem,
    and another thread goes on with the next one.

    Attributes:
        problem: the reason why the search for files ended early; None if it did not.
    """

    def __init__(self, paths: Sequence[Path], look: Callable[[Path], ArticleEntry]) -> None:
        """Begin with nothing.

        Args:
            paths: articles, and folders to search for articles.
            look: looks into an article; called in the thread.
        """
        self._look = look
        self._guard = threading.Lock()
        self._files: Iterator[FoundFile] | None = _files_at(paths)
        self._unread: dict[Path, None] = {}  # as they were found
        self._first: Sequence[Path] = ()
        self._again: deque[Path] = deque()
        self._news: list[ArticleEntry] = []
        self._now: Path | None = None
        self._has_threads = False
        self._thread: SupervisedThread | None = None
        self.problem: Message | None = None

    @property
    def state(self) -> Message | None:
        """The work in progress, for the screen; None when all is done."""
        if self._files is not None:
            return Message("session.looking")
        return Message("session.reading") if self._unread or self._again else None

    @property
    def is_busy(self) -> bool:
        """Whether `take` may bring something yet."""
        with self._guard:
            return bool(self.state or self._now or self._news)

    def start(self) -> None:
        """Look for articles for a moment, so that a key typed at once finds some; then go on in a thread."""
        end = time.monotonic() + _PATIENCE
        while self._files is not None and time.monotonic() < end:
            self._supervised(self._find).run()
        with self._guard:
            self._has_threads = True
            self._wake()

    def stop(self) -> None:
        """Stop after the article in work."""
        with self._guard:
            self._files, self._unread = None, {}
            self._again.clear()

    def look_first(self, paths: Sequence[Path]) -> None:
        """Name the articles that go before the others, instead of those named so far."""
        self._first = paths

    def look_again(self, path: Path) -> None:
        """Look into an article that may have changed, before all others."""
        with self._guard:
            self._again.append(path)
            self._wake()

    def take(self, seconds: float = 0.0) -> list[ArticleEntry]:
        """Take the results since the last call: new entries, and new versions of known ones.

        Args:
            seconds: for how long the work is done here if no thread does it; one piece of it at least.
        """
        if self._thread is None:
            self._supervised(lambda: self._run(time.monotonic() + seconds)).run()
        with self._guard:
            news, self._news = self._news, []
        return news

    def _wake(self) -> None:
        """Start a thread for the work unless one runs; the guard is held."""
        if self._thread is not None or not self._has_threads or not self.state:
            return
        thread = self._supervised(self._run)
        try:
            thread.start()
        except HashiyaError:
            self._has_threads = False
        else:
            self._thread = thread

    def _supervised(self, work: Callable[[], object]) -> SupervisedThread:
        return SupervisedThread(work, self._died, name="hashiya-library")

    def _run(self, end: float = math.inf) -> None:
        """Work until nothing is to be done, or until a time of the monotonic clock."""
        while self._work() and time.monotonic() < end:
            pass

    def _died(self, error: BaseException) -> None:
        """Record why the thread ended, and go on with the rest of the work."""
        with self._guard:
            if self._now is None:
                self._files, self.problem = None, told_of(error)
            else:
                self._unread.pop(self._now, None)
                self._news.append(refused_entry(self._now, told_of(error)))
                self._now = None
            self._thread = None
            self._wake()

    def _work(self) -> bool:
        """Do one piece of the work; return False, to end the thread, if no work is left."""
        with self._guard:
            path = self._now = self._next()
            if path is None and self._files is None:
                self._thread = None
                return False
        if path is not None:
            entry = self._look(path)
            with self._guard:
                self._unread.pop(path, None)
                self._now = None
                self._news.append(entry)
        else:
            self._find()
        return True

    def _next(self) -> Path | None:
        """Choose the article to look into; None while others must be found first."""
        if self._again:
            return self._again.popleft()
        first = next((path for path in self._first if path in self._unread), None)
        if first is not None or self._files is not None:
            return first
        return next(iter(self._unread), None)

    def _find(self) -> None:
        """Look for some more articles."""
        entries = [
            refused_entry(path, Message("files.cannot_read", path=path, cause=problem))
            if problem
            else unread_entry(path)
            for path, problem in islice(self._files or (), _AT_ONCE)
        ]
        with self._guard:
            if self._files is None:  # stopped meanwhile
                return
            self._news += entries
            self._unread.update((entry.path, None) for entry in entries if not entry.known)
            if len(entries) < _AT_ONCE:
                self._files = None


def _files_at(paths: Iterable[Path]) -> Iterator[FoundFile]:
    for path in paths:
        if path.is_dir():
            yield from list_library(path)
        else:
            yield FoundFile(path)
