"""The file of the waiting changes, which several programs of one person share."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.annotation import timestamp
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store.pending.operation import REPLACED, Operation, decoded, encoded
from hashiya.store.pending.pending_database import locked, opened, prepared, told, transaction, unusable
from hashiya.store.repository.waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_NAME, _SENDING = "pending.sqlite3", "sending.sqlite3"
_ADD = """
    INSERT INTO operation (article, kind, made, content) SELECT ?1, ?2, ?3, ?4
    WHERE NOT EXISTS (SELECT 1 FROM operation WHERE article = ?1 AND kind = ?2 AND content = ?4)
"""


class Kept(NamedTuple):
    """An operation that waits.

    Attributes:
        number: its place in the order of all.
        operation: the change.
    """

    number: int
    operation: Operation


class PendingFile:
    """The operations of one annotator on one store, in order; safe on the disk when a call returns.

    The file is made when the first operation is kept. Any thread may call any method.

    Attributes:
        path: the file.
    """

    def __init__(self, folder: Path) -> None:
        """Touch no file yet.

        Args:
            folder: of the file; only its user may use it.
        """
        self.path = folder / _NAME
        self._guard = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._changes = 0
        # what was read last, and the state of the file at that moment
        self._read_at: tuple[int, int] | None = None
        self._by_article: Mapping[str, Sequence[Kept]] = {}
        self._waiting = Waiting()

    def by_article(self) -> Mapping[str, Sequence[Kept]]:
        """Return the operations by the key of their article, in the order of the first of each.

        Raises:
            HashiyaError: the file cannot be read.
        """
        with self._used(makes=False) as connection:
            if connection is None:
                return {}
            self._follow(connection)
            return self._by_article

    def of(self, key: str) -> Sequence[Kept]:
        """Return the operations of an article, in order.

        Raises:
            HashiyaError: the file cannot be read.
        """
        return self.by_article().get(key, ())

    def waiting(self) -> Waiting:
        """Summarise the operations.

        Raises:
            HashiyaError: the file cannot be read.
        """
        return self._waiting if self.by_article() else Waiting()

    def keep(self, operations: Mapping[str, Sequence[Operation]]) -> None:
        """Keep operations after all others, by the keys of their articles; one that waits already stays once.

        Raises:
            HashiyaError: an annotation cannot be stored, or the file cannot be written; nothing is kept.
        """
        made = timestamp()
        rows = [
            (_spelled(key), each.kind, made, encoded(each))
            for key, group in operations.items()
            for each in group
        ]
        replaced = [(key, kind) for key, kind, *_ in rows if kind in REPLACED]
        with self._used(makes=True) as connection:
            connection.executemany("DELETE FROM operation WHERE article = ? AND kind = ?", replaced)
            connection.executemany(_ADD, rows)
            self._changes += 1

    def remove(self, kept: Sequence[Kept]) -> None:
        """Remove operations that the store has acknowledged.

        Raises:
            HashiyaError: the file cannot be written; nothing is removed.
        """
        self._remove([each.number for each in kept])

    def _remove(self, numbers: Sequence[int]) -> None:
        with self._used(makes=True) as connection:
            connection.executemany("DELETE FROM operation WHERE number = ?", [(each,) for each in numbers])
            self._changes += 1

    def take_over(self, other: PendingFile) -> None:
        """Move the operations of another file here, behind all that wait here.

        A program that is killed meanwhile leaves them in both files, so that none is lost.

        Raises:
            HashiyaError: a file cannot be read or written.
        """
        with other._used(makes=False) as source:
            if source is None:
                return
            rows = source.execute(
                "SELECT article, kind, made, content, number FROM operation ORDER BY number"
            ).fetchall()
        if not rows:
            return
        with self._used(makes=True) as connection:
            connection.executemany(_ADD, [row[:4] for row in rows])
            self._changes += 1
        other._remove([row[4] for row in rows])

    def refuse(self, kept: Sequence[Kept], problem: Message) -> None:
        """Put on record why operations could not be sent.

        Raises:
            HashiyaError: the file cannot be written.
        """
        from hashiya.annotation.strict_json import encode

        plain = encode(problem.to_plain())
        with self._used(makes=True) as connection:
            connection.executemany(
                "UPDATE operation SET problem = ? WHERE number = ? AND problem IS NOT ?",
                [(plain, each.number, plain) for each in kept],
            )
            self._changes += 1

    @contextmanager
    def sending(self) -> Iterator[bool]:
        """Send for all programs until the end of a block; whether no other program does so now.

        Raises:
            HashiyaError: the file that tells other programs cannot be used.
        """
        path = self.path.with_name(_SENDING)
        with told(path):
            lock = opened(path, patience=0)
            try:
                is_mine = locked(lock)
            except sqlite3.Error:
                lock.close()
                raise
        try:
            yield is_mine
        finally:
            lock.close()

    # --- within

    @contextmanager
    def _used(self, *, makes: bool) -> Iterator[Any]:
        """Lend the connection in a transaction; None if there is no file and none is made.

        Raises:
            HashiyaError: the file cannot be used.
        """
        with self._guard, told(self.path):
            if self._connection is None:
                if not makes and not os.path.lexists(self.path):
                    yield None
                    return
                self._connection = prepared(self.path)
            if not makes:
                yield self._connection
                return
            with transaction(self._connection):
                yield self._connection

    def _follow(self, connection: sqlite3.Connection) -> None:
        """Read the operations again if any program has changed them."""
        (others,) = connection.execute("PRAGMA data_version").fetchone()
        state = others, self._changes
        if state == self._read_at:
            return
        by_article: dict[str, list[Kept]] = {}
        first, problem, count = "", None, 0
        rows = connection.execute(
            "SELECT number, article, kind, made, content, problem FROM operation ORDER BY number"
        )
        for number, article, kind, made, content, plain in rows:
            try:
                by_article.setdefault(_unspelled(article), []).append(Kept(number, decoded(kind, content)))
                if plain is not None and problem is None:
                    problem = _message_from(plain)
            except (HashiyaError, ValueError, TypeError, KeyError, AttributeError) as error:
                raise unusable(self.path, Message("store.pending_damaged", number=number)) from error
            first, count = first or str(made), count + 1
        self._by_article, self._waiting = by_article, Waiting(count, first, problem)
        self._read_at = state


def _message_from(plain: bytes) -> Message:
    from hashiya.annotation.strict_json import decode

    return Message.from_plain(decode(plain))


def _spelled(key: str) -> bytes:
    return key.encode("utf-8", "surrogatepass")


def _unspelled(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogatepass")
