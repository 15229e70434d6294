"""Save a transaction over many articles, some at a time with one wait for the disk."""

from __future__ import annotations

import os
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

from hashiya.annotation.edits import owned
from hashiya.errors import HashiyaError
from hashiya.store.records.first_records import first_tables
from hashiya.store.repository.receipt import attempt, receipt_of
from hashiya.store.tinydb.article_store import ArticleStore
from hashiya.store.tinydb.file_names import BACKUP
from hashiya.store.tinydb.lock_group import WAITERS, LockGroup
from hashiya.store.tinydb.record_lines import encode_record, encode_tables
from hashiya.store.tinydb.storage import not_saved_error

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from hashiya.annotation.transaction import Transaction
    from hashiya.store.repository.receipt import Receipt, Result
    from hashiya.store.tinydb.store import Store

_FIRST, _MOST = 16, 128
"""Articles saved together at first, and at most: each needs an open file, and some systems allow 256."""
_SHORT = 0.25
"""Seconds of a wait for the disk; after a longer one, fewer articles keep other writers waiting together."""


def commit_in_groups(
    store: Store, transaction: Transaction, keys: Sequence[str], saved: Callable[[int], object]
) -> Receipt:
    """Save the edits of some articles, those of each all or none; a failure in one does not stop the others.

    While one group waits for the disk, the next one is written. An article that another writer has locked is
    saved at the end: a program that waits for a lock must hold none.

    Args:
        store: the store.
        transaction: the edits.
        keys: of the articles.
        saved: called with the number of articles done, after each group.
    """
    results: dict[str, Result] = {}
    begun, size = 0, _FIRST
    ahead: deque[_Group] = deque()
    try:
        with ThreadPoolExecutor(WAITERS) as helpers:
            while begun < len(keys) or ahead:
                if begun < len(keys):
                    group = _Group(store, transaction, keys[begun : begun + size])
                    ahead.append(group)
                    begun += size
                    group.write()
                    # one group alone has nothing to wait beside
                    group.sync(helpers if begun < len(keys) or len(ahead) > 1 else None)
                if begun >= len(keys) or len(ahead) > 1:
                    group = ahead.popleft()
                    group.put()
                    results |= group.results
                    saved(len(results))
                    size = min(2 * size, _MOST) if group.seconds < _SHORT else max(1, size // 2)
    finally:
        for group in ahead:
            group.release()
    for key in keys:
        if key not in results:
            results[key] = attempt(store.open_key(key), transaction)
            saved(len(results))
    return receipt_of(results)


class _Group:
    """Some articles of a transaction.

    Attributes:
        results: of the articles that no other writer has locked.
        seconds: from the beginning of the wait for the disk until its end was noticed.
    """

    def __init__(self, store: Store, transaction: Transaction, keys: Sequence[str]) -> None:
        self._store = store
        self._transaction = transaction
        self._files = {key: store.file_of(key) for key in keys}
        self._locks = LockGroup(store.folder)
        self._waits: Sequence[Future[None]] = ()
        self._begun = 0.0
        self.results: dict[str, Result] = {}
        self.seconds = 0.0

    def write(self) -> None:
        """Take the free locks, and write the new contents."""
        with suppress(OSError):  # who waits for the lock of one file is told why
            self._store.sign()
            self._locks.take(self._files.values())
        for key, path in self._files.items():
            if path in self._locks:
                self.results[key] = self._save(key, path)

    def _save(self, key: str, path: Path) -> Result:
        try:
            if not os.path.lexists(path) and not os.path.lexists(f"{path}{BACKUP}"):
                lock = self._locks[path]
                edits = owned(self._transaction.edits[key], self._store.annotator)
                tables = first_tables(key, edits) if lock.read() is None else None
                if tables is not None:
                    lines = {
                        name: [encode_record(number, record) for number, record in table.items()]
                        for name, table in tables.items()
                    }
                    lock.replace(encode_tables(lines))
                    return ()
        except HashiyaError as error:
            return error
        except OSError as error:
            return not_saved_error(path, error)
        store = ArticleStore(path, key, exclusive=self._locks.exclusive, annotator=self._store.annotator)
        return attempt(store, self._transaction)

    def sync(self, helpers: ThreadPoolExecutor | None) -> None:
        """Begin to wait until the new contents are on the disk.

        Args:
            helpers: wait in their threads; None waits here, as if the system starts no thread.
        """
        self._begun = time.monotonic()
        if helpers is not None:
            try:
                self._waits = [helpers.submit(self._locks.sync, share, WAITERS) for share in range(WAITERS)]
            except RuntimeError:  # no thread can be started
                helpers.shutdown()
        if not self._waits:
            self._locks.sync()

    def put(self) -> None:
        """Report the transaction, put the new contents in place, and release the locks.

        The transaction is reported before its first change can be read, so that no killed program leaves a
        change that cannot be undone.
        """
        try:
            for each in self._waits:
                each.result()
            self.seconds = time.monotonic() - self._begun
            self._store.told(self._transaction)
            self._locks.put()
        finally:
            self.release()
        for key, path in self._files.items():
            if (error := self._locks.failed.get(path)) is not None:
                self.results[key] = error

    def release(self) -> None:
        """Release the locks."""
        self._locks.release()
