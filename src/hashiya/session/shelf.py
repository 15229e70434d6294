"""The library of a folder: every article with what is known of it, sorted and filtered."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from hashiya.article.heading import heading_of
from hashiya.article.reading import read_article
from hashiya.errors import HashiyaError
from hashiya.store.opening import open_article
from hashiya.store.reading import UNREAD
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from hashiya.store.store import Store

STATUSES = ("all", "unread", "in progress", "done")
ORDERS = ("name", "title", "date", "length", "annotations", "status")


@dataclass(frozen=True, slots=True)
class Book:
    """One article of the library.

    Attributes:
        path: its file.
        title: the article's, or the file's name while it has not been read.
        date: the article's, ISO 8601, or an empty string.
        length: code points; None when it could not be read.
        counts: label → number of annotations.
        status: ``unread``, ``in progress`` or ``done``.
        problem: why it cannot be read, or its annotations cannot, or an empty string.
        known: whether the file has been looked into.
        searched: its title and its file's name, folded for the filter.
    """

    path: Path
    title: str
    date: str = ""
    length: int | None = None
    counts: dict[str, int] = field(default_factory=dict)
    status: str = "unread"
    problem: str = ""
    known: bool = False
    searched: str = ""


class Shelf:
    """The articles of a library, in the order and with the filter chosen.

    Attributes:
        order: one of `ORDERS`; ``name`` is the order in which the articles were given, for the library has
            sorted them, and decides between equals.
        reverse: whether the order is turned round.
        status: one of `STATUSES`; which articles are shown.
        query: words that title or file name must hold, compared after search folding.
    """

    def __init__(self, paths: Iterable[Path], store: Store) -> None:
        self._store = store
        self._books = [Book(path, path.name, searched=fold(path.name)) for path in dict.fromkeys(paths)]
        self._positions = {book.path: position for position, book in enumerate(self._books)}
        # every book before this position is known
        self._next = 0
        self._shown: list[Book] | None = None
        self.order = "name"
        self.reverse = False
        self.status = "all"
        self.query = ""

    def __len__(self) -> int:
        return len(self._books)

    @property
    def shown(self) -> list[Book]:
        """The articles that pass the filter, in order."""
        if self._shown is None:
            wanted = fold(self.query).split()
            books = [book for book in self._books if self._passes(book, wanted)]
            key = _KEYS.get(self.order)
            if key is not None:
                books.sort(key=key)
            self._shown = books[::-1] if self.reverse else books
        return self._shown

    def look_into(self, first: Iterable[Book] = (), *, seconds: float) -> bool:
        """Reads articles not looked into yet, one at least.

        Args:
            first: those to be read before the others.
            seconds: after which no other is begun.

        Returns:
            Whether some are left.
        """
        end = time.monotonic() + seconds
        for book in chain(first, self._rest()):
            if not self._books[self._positions[book.path]].known:
                self.refresh(book.path)
                if time.monotonic() >= end:
                    break
        return next(self._rest(), None) is not None

    def _rest(self) -> Iterator[Book]:
        """The articles not looked into yet, as they were given."""
        while self._next < len(self._books):
            if not self._books[self._next].known:
                yield self._books[self._next]
            if self._books[self._next].known:
                self._next += 1

    def refresh(self, path: Path) -> None:
        """Takes in what changed about an article while it was open."""
        position = self._positions.get(path)
        if position is not None:
            self._books[position] = self._read(self._books[position])
            self._shown = None

    def arrange(
        self,
        *,
        order: str | None = None,
        reverse: bool | None = None,
        status: str | None = None,
        query: str | None = None,
    ) -> None:
        """Changes the order or the filter; what is not named stays."""
        self.order = order if order is not None else self.order
        self.reverse = reverse if reverse is not None else self.reverse
        self.status = status if status is not None else self.status
        self.query = query if query is not None else self.query
        self._shown = None

    def _passes(self, book: Book, wanted: list[str]) -> bool:
        if self.status not in ("all", book.status):
            return False
        return all(word in book.searched for word in wanted)

    def _read(self, book: Book) -> Book:
        summary = self._store.summary(book.path)
        book = replace(
            book, counts=dict(summary.counts), status=summary.status, problem=summary.problem, known=True
        )
        try:
            article = read_article(book.path)
            if article.guessed:
                article, _ = open_article(self._store, book.path)
        except HashiyaError as error:
            return replace(book, title=book.path.name, length=None, problem=error.message)
        if summary.status == UNREAD and (former := self._store.former_key(article.sha256)) is not None:
            summary = self._store.summary(former)
            book = replace(book, counts=dict(summary.counts), status=summary.status, problem=summary.problem)
        heading = heading_of(article)
        title = heading.title or book.path.name
        searched = fold(f"{title}\n{book.path.name}")
        return replace(book, title=title, date=heading.date, length=len(article.text), searched=searched)


_KEYS: dict[str, Callable[[Book], str | int]] = {
    "title": lambda book: fold(book.title),
    "date": lambda book: book.date,
    "length": lambda book: book.length or 0,
    "annotations": lambda book: sum(book.counts.values()),
    "status": lambda book: STATUSES.index(book.status),
}
