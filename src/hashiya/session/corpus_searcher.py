"""Search the articles of a folder in a thread, and arrange the hits, so that no key waits for either."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.corpus import index_path
from hashiya.services.hit_order import FOLDER, copies_in
from hashiya.services.packed_hits import arranged, labels_in, pack
from hashiya.services.searchable import open_searchable
from hashiya.services.searching import annotations_at, search
from hashiya.session.supervised_thread import SupervisedThread, told_of

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from hashiya.corpus.query import Query
    from hashiya.services.packed_hits import Block, PackedHits
    from hashiya.services.searchable import Searchable
    from hashiya.services.searching import Hit
    from hashiya.store.repository.protocols import Repository

MOST_HITS = 200_000
"""Hits that are found at most, since nobody looks through more."""
_PUBLISHED_EVERY = 0.1
"""Seconds between two groups of hits that are handed over."""


class Wanted(NamedTuple):
    """A search that is asked for.

    Attributes:
        query: the query.
        paths: articles and folders.
        has_index: whether the index is used; one article is read without it.
    """

    query: Query
    paths: Sequence[Path]
    has_index: bool


class Arrangement(NamedTuple):
    """The rows of a list of hits.

    Attributes:
        numbers: of the hits, in order.
        copies: by key of an article, how many others have the same story and are left out.
    """

    numbers: array[int]
    copies: Mapping[str, int]


class News(NamedTuple):
    """The results since the last look.

    Attributes:
        blocks: hits that were found.
        arrangement: the order that was asked for; None if there is no new one.
        labels: by number of a hit, its labels as they are now.
        error: why the work ended early.
        notices: facts about the index, and articles that cannot be read, once a search is over.
    """

    blocks: Sequence[Block] = ()
    arrangement: Arrangement | None = None
    labels: Mapping[int, tuple[str, ...]] = {}
    error: Message | None = None
    notices: Sequence[Message] = ()


class _EndedError(Exception):
    """The work is no longer wanted."""


class CorpusSearcher:
    """Does one piece of work after another in a thread, which ends when none is left.

    Attributes:
        progress: the present work, as a message; None if there is none.
        is_cut: whether the search ended at `MOST_HITS`.
    """

    def __init__(self, store: Callable[[], Repository], before: Callable[[], object]) -> None:
        """Do nothing yet.

        Args:
            store: makes a store of the thread's own.
            before: called in the thread before annotations are read, to have them saved.
        """
        self._make_store = store
        self._before = before
        self._guard = threading.Lock()
        self._work: deque[Callable[[Callable[[], None]], None]] = deque()
        self._runs = False
        self._turn = 0
        self._corpus: Searchable | None = None
        self._news = News()
        self.progress: Message | None = None
        self.is_cut = False

    @property
    def is_busy(self) -> bool:
        """Whether `take` may bring something yet."""
        with self._guard:
            return self._runs or self._news != News()

    @property
    def paths(self) -> Mapping[str, Path]:
        """The files of the articles that are searched, or were last, by their keys."""
        corpus = self._corpus
        return {} if corpus is None else corpus.paths

    def take(self) -> News:
        """Take the results since the last call."""
        with self._guard:
            news, self._news = self._news, News()
            return news

    def cancel(self) -> None:
        """End the present work soon, and forget all other work and results."""
        with self._guard:
            self._turn += 1
            self._work.clear()
            self._news = News()
            self.progress = None

    def search(self, wanted: Wanted) -> None:
        """Search instead of all other work.

        Raises:
            HashiyaError: the system starts no thread.
        """
        self.cancel()
        self._do(lambda go_on: self._search(wanted, go_on))

    def arrange(self, hits: PackedHits, order: str, *, once: bool) -> None:
        """Put hits, to which none are added meanwhile, in order; with `once` a story counts once.

        Raises:
            HashiyaError: the system starts no thread.
        """
        self._do(lambda go_on: self._arrange(hits, order, go_on, once=once))

    def look_again(self, hits: PackedHits, articles: Iterable[int]) -> None:
        """Look at the annotations of articles again, by their numbers in `hits`.

        Raises:
            HashiyaError: the system starts no thread.
        """
        self._do(lambda go_on: self._look_again(hits, list(articles), go_on))

    def close(self) -> None:
        """End all work, and close the index in the thread.

        Raises:
            HashiyaError: the system starts no thread.
        """
        self.cancel()
        self._do(lambda _: self._close())

    # --- the thread

    def _do(self, work: Callable[[Callable[[], None]], None]) -> None:
        with self._guard:
            self._work.append(work)
            if self._runs:
                return
            self._runs = True
        try:
            SupervisedThread(self._run, self._died, name="hashiya-search").start()
        except HashiyaError:
            with self._guard:
                self._runs = False
                self._work.clear()
            raise

    def _run(self) -> None:
        while True:
            with self._guard:
                if not self._work:
                    self._runs = False
                    self.progress = None
                    return
                work, turn = self._work.popleft(), self._turn

            def go_on(turn: int = turn) -> None:
                if turn != self._turn:
                    raise _EndedError

            try:
                work(go_on)
            except _EndedError:
                continue
            except HashiyaError as error:
                self._publish(turn, error=error.told)

    def _died(self, error: BaseException) -> None:
        with self._guard:
            self._runs = False
            self._work.clear()
            self.progress = None
            self._news = self._news._replace(error=told_of(error))

    def _publish(
        self,
        turn: int,
        *,
        blocks: Iterable[Block] = (),
        arrangement: Arrangement | None = None,
        labels: Mapping[int, tuple[str, ...]] | None = None,
        error: Message | None = None,
        notices: Sequence[Message] = (),
    ) -> None:
        packed = list(blocks)
        with self._guard:
            if turn == self._turn:
                old = self._news
                self._news = News(
                    [*old.blocks, *packed],
                    arrangement or old.arrangement,
                    {**old.labels, **(labels or {})},
                    error or old.error,
                    [*old.notices, *notices],
                )

    def _search(self, wanted: Wanted, go_on: Callable[[], None]) -> None:
        turn = self._turn
        self.is_cut = False
        self._close()
        self._tell(go_on, Message("session.looking"))
        self._before()
        store = self._make_store()
        index = index_path(store.root, os.environ) if wanted.has_index else None

        def indexed(done: int, total: int) -> None:
            self._tell(go_on, Message("session.indexing", done=done, total=total))

        def searched(done: int, total: int) -> None:
            self._tell(go_on, Message("session.searched", done=done, total=total))

        corpus = self._corpus = open_searchable(store, wanted.paths, index, indexed)
        found: list[Hit] = []
        count, published = 0, time.monotonic()
        for group in search(corpus, wanted.query, searched):
            found += group[: MOST_HITS - count]
            count += len(group)
            if count >= MOST_HITS or time.monotonic() > published + _PUBLISHED_EVERY:
                self._publish(turn, blocks=pack(found))
                found, published = [], time.monotonic()
            if count >= MOST_HITS:
                self.is_cut = True
                break
            go_on()
        self._publish(turn, blocks=pack(found), notices=_notices(corpus))

    def _tell(self, go_on: Callable[[], None], progress: Message) -> None:
        go_on()
        self.progress = progress

    def _arrange(self, hits: PackedHits, order: str, go_on: Callable[[], None], *, once: bool) -> None:
        turn = self._turn
        left_out: frozenset[int] = frozenset()
        copies: Mapping[str, int] = {}
        if once and self._corpus is not None:
            self._tell(go_on, Message("session.finding_stories"))
            keys = hits.articles
            dates = {key: hits[hits.of_article(number)[0]].date for number, key in enumerate(keys)}
            others = copies_in(self._corpus.fingerprints(keys), dates)
            copies = {first: len(each) for first, each in others.items()}
            out = {key for each in others.values() for key in each}
            left_out = frozenset(number for number, key in enumerate(keys) if key in out)
        if order != FOLDER:
            self._tell(go_on, Message("session.sorting"))
        self._publish(turn, arrangement=Arrangement(arranged(hits, order, left_out, go_on), copies))

    def _look_again(self, hits: PackedHits, articles: Sequence[int], go_on: Callable[[], None]) -> None:
        corpus, turn = self._corpus, self._turn
        if corpus is None:
            return
        self._before()
        keys = hits.articles
        for number in articles:
            go_on()
            numbers = hits.of_article(number)
            spans = [hits[each].span for each in numbers]
            records = annotations_at(corpus, keys[number], spans)
            self._publish(turn, labels=dict(zip(numbers, map(labels_in, records), strict=True)))

    def _close(self) -> None:
        if self._corpus is not None:
            self._corpus.close()
            self._corpus = None


def _notices(corpus: Searchable) -> Sequence[Message]:
    """Tell what is to be known about the index, and the first of the articles that cannot be read."""
    notices = [*corpus.notices, *(each.told for each in corpus.problems[:1])]
    others = len(corpus.problems) - 1
    return [*notices, Message("session.more_problems", count=others)] if others > 0 else notices
