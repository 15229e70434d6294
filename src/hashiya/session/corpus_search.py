"""A search over the folder or the open article: the query, the list of hits, and those that are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.codebook.built_in import coding_of
from hashiya.corpus.parsing import parse_query
from hashiya.corpus.tokens import QueryError
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.hit_order import FOLDER, ORDERS
from hashiya.services.packed_hits import PackedHits
from hashiya.session.corpus_searcher import Wanted

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence
    from pathlib import Path

    from hashiya.codebook.label import LabelSet
    from hashiya.services.searching import Hit
    from hashiya.session.corpus_searcher import CorpusSearcher


class CorpusSearch:
    """The state of the search screen, which outlives the screen.

    Attributes:
        labels: the labels in use.
        query: the text of the query.
        order: one of `hit_order.ORDERS`.
        is_once: whether of each story the hits of one article are listed.
        is_folder: whether the folder is searched, or the open article alone.
        here: the open article; None in the library.
        chosen: numbers of the chosen hits.
        cursor: the row of the cursor.
        error: why the query cannot be read, or why the last search ended early.
        notices: facts about the index, and articles that cannot be read.
    """

    def __init__(
        self, searcher: CorpusSearcher, folders: Callable[[], Sequence[Path]], labels: LabelSet
    ) -> None:
        """Search for nothing yet.

        Args:
            searcher: does the work.
            folders: names the articles and folders that are searched.
            labels: the labels in use.
        """
        self._searcher = searcher
        self._folders = folders
        self.labels = labels
        self.query = ""
        self.order = FOLDER
        self.is_once = False
        self.is_folder = True
        self.here: Path | None = None
        self.chosen: set[int] = set()
        self.cursor = 0
        self.error: HashiyaError | None = None
        self.notices: Sequence[Message] = ()
        self._hits = PackedHits()
        self._rows: array[int] | None = None
        self._copies: Mapping[str, int] = {}
        self._searched: Path | None = None
        self._is_searching = False
        self._last_chosen = 0

    # --- the query

    def enter(self, here: Path | None) -> None:
        """Come from an article, or from the library; a search in another article starts again."""
        self.here = here
        if here is None:
            self.is_folder = True
        if not self.is_folder and here != self._searched and self.query:
            self.submit(self.query)

    def check(self, text: str) -> None:
        """Read a query while it is typed, and keep the error; an empty one has none.

        The first place that cannot be read often only lacks its end, so nothing else depends on the error.
        """
        self.error = None
        if text.strip():
            try:
                parse_query(text, self._attributes)
            except QueryError as error:
                self.error = error

    def submit(self, text: str) -> bool:
        """Search for a query; return whether it can be read.

        Raises:
            HashiyaError: the system starts no thread.
        """
        self.check(text)
        self.query = text
        if self.error is not None or not text.strip():
            return False
        self._begin()
        paths, query = self._paths, parse_query(text, self._attributes)
        self._is_searching = True
        self._searcher.search(Wanted(query, paths, has_index=self.is_folder))
        return True

    def change_scope(self) -> None:
        """Search the folder instead of the article, or the article instead of the folder.

        Raises:
            HashiyaError: no article is open, or the system starts no thread.
        """
        if self.here is None:
            raise HashiyaError(Message("commands.only_folder"))
        self.is_folder = not self.is_folder
        if self.query:
            self.submit(self.query)

    def cancel(self) -> bool:
        """End the work and keep the hits that were found; return whether there was any work."""
        was_busy = self._searcher.progress is not None or self._is_searching
        self._searcher.cancel()
        self._is_searching = False
        return was_busy

    @property
    def _paths(self) -> Sequence[Path]:
        if not self.is_folder and self.here is not None:
            self._searched = self.here
            return [self.here]
        return self._folders()

    @property
    def _attributes(self) -> set[str]:
        return {each.name for label in self.labels for each in coding_of(label).attributes}

    def _begin(self) -> None:
        self._hits = PackedHits()
        self._rows, self._copies = None, {}
        self.chosen.clear()
        self.cursor = self._last_chosen = 0
        self.notices = ()

    def close(self) -> None:
        """End all work; raises HashiyaError if the system starts no thread."""
        self._searcher.close()

    @property
    def paths(self) -> Mapping[str, Path]:
        """The files of the articles that were searched, by their keys."""
        return self._searcher.paths

    # --- results

    @property
    def progress(self) -> Message | None:
        """The work that is being done; None if there is none."""
        return self._searcher.progress

    @property
    def is_busy(self) -> bool:
        """Whether `take` may bring something yet."""
        return self._searcher.is_busy

    @property
    def is_over(self) -> bool:
        """Whether a search was done to its end."""
        return bool(self.query) and self.error is None and not self._is_searching

    @property
    def is_cut(self) -> bool:
        """Whether there are more hits than are listed."""
        return self._searcher.is_cut and bool(len(self._hits))

    def take(self) -> bool:
        """Take in results; return whether there were any."""
        was_busy = self._searcher.is_busy
        news = self._searcher.take()
        for block in news.blocks:
            self._hits.add(block)
        for number, labels in news.labels.items():
            self._hits.labels[number] = labels
        if news.error is not None:
            self.error = HashiyaError(news.error)
            self._is_searching = False
        self.notices = [*self.notices, *news.notices]
        if news.arrangement is not None:
            held = self.number_at(self.cursor) if self.cursor else None  # the top stays the top
            self._rows, self._copies = news.arrangement
            self._hold(held)
        if self._is_searching and not self._searcher.is_busy:
            self._is_searching = False
            if self.order != FOLDER or self.is_once:
                self._arrange()
        return was_busy

    def _hold(self, number: int | None) -> None:
        """Put the cursor on the row of a hit if that is still listed."""
        rows = self._rows
        if number is not None and rows is not None:
            self.cursor = rows.index(number) if number in rows else 0

    # --- the list

    @property
    def count(self) -> int:
        """The number of rows."""
        return len(self._hits) if self._rows is None else len(self._rows)

    @property
    def article_count(self) -> int:
        """The number of articles whose hits are listed."""
        return self._hits.article_count - sum(self._copies.values())

    def number_at(self, row: int) -> int:
        """Return the number of the hit in a row."""
        return row if self._rows is None else self._rows[row]

    def hit(self, number: int) -> Hit:
        """Return a hit, without its annotations."""
        return self._hits[number]

    def labels_of(self, number: int) -> tuple[str, ...]:
        """Return the labels of the annotations that overlap a hit."""
        return self._hits.labels[number]

    def copies_of(self, key: str) -> int:
        """Count the articles with the story of an article that are left out."""
        return self._copies.get(key, 0)

    def next_order(self) -> None:
        """Sort in the next order; raises HashiyaError if the system starts no thread."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self._arrange()

    def toggle_once(self) -> None:
        """List a story once, or every article of it; raises HashiyaError if the system starts no thread."""
        self.is_once = not self.is_once
        self._arrange()

    def _arrange(self) -> None:
        if not self._is_searching and len(self._hits):
            self._searcher.arrange(self._hits, self.order, once=self.is_once)

    # --- choosing

    def choose(self, row: int) -> None:
        """Choose the hit of a row, or no longer if it is chosen."""
        self.chosen ^= {self.number_at(row)}
        self._last_chosen = row

    def choose_to(self, row: int) -> None:
        """Choose the hits from the row that was chosen last to another."""
        first, last = sorted((self._last_chosen, row))
        self.chosen.update(self.number_at(each) for each in range(first, last + 1))
        self._last_chosen = row

    def choose_all(self) -> None:
        """Choose all listed hits, or none if all are chosen."""
        every = {self.number_at(row) for row in range(self.count)}
        self.chosen = set() if self.chosen >= every else every

    def keep_chosen(self, keys: Container[str]) -> None:
        """Keep chosen only the hits of some articles, such as those that could not be labelled."""
        self.chosen = {number for number in self.chosen if self._hits[number].article in keys}

    @property
    def meant(self) -> Sequence[Hit]:
        """The chosen hits; if there are none, the hit of the cursor."""
        if self.chosen:
            return [self._hits[number] for number in sorted(self.chosen)]
        return [self._hits[self.number_at(self.cursor)]] if self.count else ()

    def look_again(self, keys: Iterable[str]) -> None:
        """Look again at the annotations of articles; raises HashiyaError if the system starts no thread."""
        wanted = set(keys)
        articles = [number for number, key in enumerate(self._hits.articles) if key in wanted]
        if articles:
            self._searcher.look_again(self._hits, articles)
