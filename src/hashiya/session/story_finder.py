"""Find the stories of several articles of a library in a thread, so that no key waits for the index."""

from __future__ import annotations

import os
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.corpus import Corpus, index_path
from hashiya.services.stories import story_numbers
from hashiya.session.article_stories import ArticleStories
from hashiya.session.supervised_thread import SupervisedThread, told_of
from hashiya.session.table_articles import TableArticles

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.session.article_table import ArticleTable
    from hashiya.store.repository.protocols import Repository

_PAUSE = 0.05
"""Seconds between two looks whether all articles of the library are found."""


class _EndedError(Exception):
    """The stories are no longer wanted."""


class StoryFinder:
    """Compares the articles of a library by the index of the folder.

    Attributes:
        state: the present work; None if there is none.
        problem: why the last work ended early; None if it did not.
    """

    def __init__(self, store: Callable[[], Repository]) -> None:
        """Find nothing yet.

        Args:
            store: makes a store of the thread's own.
        """
        self._make_store = store
        self._guard = threading.Lock()
        self._turn = 0
        self._found: ArticleStories | None = None
        self.state: Message | None = None
        self.problem: Message | None = None

    @property
    def is_busy(self) -> bool:
        """Whether there is work, or stories not taken yet."""
        with self._guard:
            return self.state is not None or self._found is not None

    def start(self, table: ArticleTable, is_complete: Callable[[], bool]) -> None:
        """Begin to look, unless this is being done.

        Args:
            table: the articles of the library.
            is_complete: tells whether all of them are found.

        Raises:
            HashiyaError: the system starts no thread.
        """
        with self._guard:
            if self.state is not None:
                return
            self._turn += 1
            turn = self._turn
            self._found = self.problem = None
            self.state = Message("session.finding_stories")
        thread = SupervisedThread(
            lambda: self._run(table, is_complete, turn),
            lambda error: self._end(turn, error=error),
            name="hashiya-stories",
        )
        try:
            thread.start()
        except HashiyaError:
            self._end(turn)
            raise

    def cancel(self) -> bool:
        """End the work soon and forget its result; tell whether there was any."""
        with self._guard:
            was_busy = self.state is not None
            self._turn += 1
            self._found = self.state = None
            return was_busy

    def take(self) -> ArticleStories | None:
        """Take the stories, once they are found."""
        with self._guard:
            found, self._found = self._found, None
            return found

    # --- the thread

    def _run(self, table: ArticleTable, is_complete: Callable[[], bool], turn: int) -> None:
        try:
            self._end(turn, found=self._find(table, is_complete, turn))
        except _EndedError:
            return

    def _find(self, table: ArticleTable, is_complete: Callable[[], bool], turn: int) -> ArticleStories:
        def go_on() -> None:
            if turn != self._turn:
                raise _EndedError

        def indexed(done: int, total: int) -> None:
            self._tell(turn, Message("session.indexing", done=done, total=total))
            go_on()

        while not is_complete():
            go_on()
            time.sleep(_PAUSE)
        store = self._make_store()
        articles = TableArticles(table, store, go_on)
        with closing(Corpus(store, (), index_path(store.root, os.environ), articles)) as corpus:
            corpus.update(indexed)
            self._tell(turn, Message("session.finding_stories"))
            return ArticleStories(story_numbers(corpus, go_on))

    def _tell(self, turn: int, state: Message) -> None:
        with self._guard:
            if turn == self._turn:
                self.state = state

    def _end(
        self, turn: int, *, found: ArticleStories | None = None, error: BaseException | None = None
    ) -> None:
        with self._guard:
            if turn == self._turn:
                self._found, self.state = found, None
                self.problem = told_of(error) if error is not None else None
