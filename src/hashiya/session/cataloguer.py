"""Find and read the articles of a library in a thread, those on the screen first."""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.article_entry import refused_entry
from hashiya.session.article_table import ArticleTable
from hashiya.session.supervised_thread import SupervisedThread, told_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hashiya.files.folders import FoundFolder
    from hashiya.session.article_entry import ArticleEntry
    from hashiya.session.article_source import ArticleSource

_PATIENCE = 0.05
"""Seconds for which the start waits for articles to be found."""
_MOMENT = 0.01
"""Seconds of finding articles, before those on the screen have their turn again."""


class Cataloguer:
    """Works in the background, so that no key waits for a disk or a page of HTML.

    Until `start` is called, and where the system starts no more threads, `work` does the work in the caller's
    thread instead, for a moment at a time. An article that ends the thread gets the reason as its problem,
    and another thread goes on with the next one.

    Attributes:
        table: the articles found; their entries come as `news`.
        problem: the reason why the search for files ended early; None if it did not.
    """

    def __init__(self, source: ArticleSource) -> None:
        """Begin with nothing.

        Args:
            source: lists the articles and looks into them; called in the thread.
        """
        self.table = ArticleTable()
        self._source = source
        self._guard = threading.Lock()
        self._is_walked = threading.Event()
        self._finding: Iterator[None] | None = self._steps(source.folders())
        self._is_read = bytearray()
        self._unread = 0  # the first article that may be unread
        self._first: Sequence[int] = ()
        self._again: deque[int] = deque()
        self._news: dict[int, ArticleEntry] = {}
        self._now: int | None = None
        self._has_threads = self._is_stopped = False
        self._thread: SupervisedThread | None = None
        self.problem: Message | None = None

    @property
    def state(self) -> Message | None:
        """The work in progress, for the screen; None when all is done."""
        if self._finding is not None:
            return Message("session.looking")
        return Message("session.reading") if self._again or self._next_unread() is not None else None

    @property
    def is_finding(self) -> bool:
        """Whether more articles may be found; any thread may ask."""
        return self._finding is not None

    @property
    def is_busy(self) -> bool:
        """Whether there is work, or news not taken yet."""
        with self._guard:
            return bool(self.state or self._first or self._now is not None or self._news or self._is_behind)

    @property
    def _is_behind(self) -> bool:
        return self.table.found > self.table.count

    def start(self) -> None:
        """Start the thread, and wait a moment, so that a key typed at once finds articles."""
        with self._guard:
            self._has_threads = True
            self._wake()
        if self._thread is not None:
            self._is_walked.wait(_PATIENCE)

    def stop(self) -> None:
        """Stop after the article in work."""
        with self._guard:
            self._finding, self._first, self._is_stopped = None, (), True
            self._again.clear()

    def look_first(self, numbers: Sequence[int]) -> None:
        """Name the articles that go before the others, instead of those named so far."""
        with self._guard:
            self._first = numbers
            self._wake()

    def look_again(self, number: int) -> None:
        """Look into an article that may have changed, before all others."""
        with self._guard:
            self._again.append(number)
            self._wake()

    def work(self, seconds: float) -> None:
        """Do the work for a time if no thread does it; one piece of it at least."""
        if self._thread is None:
            self._supervised(lambda: self._run(time.monotonic() + seconds)).run()

    def news(self) -> Mapping[int, ArticleEntry]:
        """Take the articles that were looked into since the last call, by their numbers."""
        with self._guard:
            news, self._news = self._news, {}
        return news

    def _wake(self) -> None:
        """Start a thread for the work unless one runs; the guard is held."""
        if self._thread is not None or not self._has_threads or not (self.state or self._first):
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
                self._finding, self.problem = None, told_of(error)
            else:
                self._is_read[self._now] = True
                self._news[self._now] = refused_entry(self.table.path(self._now), told_of(error))
                self._now = None
            self._thread = None
            self._wake()

    def _work(self) -> bool:
        """Do one piece of the work; return False, to end the thread, if no work is left."""
        with self._guard:
            number = self._now = self._next()
            if number is None and self._finding is None:
                self._thread = None
                return False
        if number is not None:
            entry = self._source.look_into(self.table.path(number))
            with self._guard:
                self._is_read[number] = not entry.is_provisional
                self._unread = min(self._unread, number)
                self._now = None
                self._news[number] = entry
                self._first = [each for each in self._first if each != number]
        else:
            self._find()
        return True

    def _next(self) -> int | None:
        """Choose the article to look into; None while others must be found first."""
        if self._again:
            return self._again.popleft()
        first = next((number for number in self._first if number not in self._news), None)
        if first is not None or self._finding is not None:
            return first
        return self._next_unread()

    def _next_unread(self) -> int | None:
        number = self._is_read.find(0, self._unread)
        self._unread = number if number >= 0 else len(self._is_read)
        return number if number >= 0 and not self._is_stopped else None

    def _find(self) -> None:
        """Look for some more articles."""
        end = time.monotonic() + _MOMENT
        for _ in self._finding or ():
            if self._is_stopped:
                break
            if time.monotonic() >= end:
                return
        self._finding = None
        self._is_walked.set()

    def _steps(self, folders: Iterable[FoundFolder]) -> Iterator[None]:
        """Add all articles, and sort each folder that comes in several parts after the last of them."""
        for found in folders:
            if found.names or found.problem is not None:
                self._add(found)
            yield
            if not found.goes_on:
                yield from self.table.sort_last_folder()

    def _add(self, found: FoundFolder) -> None:
        """Add articles without holding the guard, since a folder may have a million."""
        is_readable = found.problem is None
        names, problems = (found.names, found.problems) if is_readable else ([""], {"": found.problem})
        first = self.table.found
        self.table.add(found.folder, names)
        self._is_read.extend(bytes(len(names)))
        for number, name in enumerate(names, first) if problems else ():
            if (problem := problems.get(name)) is not None:
                path = found.folder / name
                self._is_read[number] = True
                with self._guard:
                    told = Message("files.cannot_read", path=path, cause=problem)
                    self._news[number] = refused_entry(path, told)
