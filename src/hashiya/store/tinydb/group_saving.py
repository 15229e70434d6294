"""Save a transaction over many articles, some at a time with one wait for the disk."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.store.repository.receipt import attempt, receipt_of
from hashiya.store.tinydb.article_store import ArticleStore
from hashiya.store.tinydb.lock_group import LockGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hashiya.annotation.transaction import Transaction
    from hashiya.store.repository.receipt import Receipt, Result
    from hashiya.store.tinydb.store import Store

_FIRST, _MOST = 16, 128
"""Articles saved together at first, and at most: each needs an open file, and some systems allow 256."""
_SHORT = 0.25
"""Seconds of a group; a slow disk saves fewer articles together, so that other writers wait no longer."""


def commit_in_groups(
    store: Store, transaction: Transaction, keys: Sequence[str], saved: Callable[[int], object]
) -> Receipt:
    """Save the edits of some articles, those of each all or none; a failure in one does not stop the others.

    Args:
        store: the store.
        transaction: the edits.
        keys: of the articles.
        saved: called with the number of articles done, after each group.
    """
    results: dict[str, Result] = {}
    size = _FIRST
    while len(results) < len(keys):
        begun = time.monotonic()
        group = keys[len(results) : len(results) + size]
        results |= _commit(store, transaction, group)
        saved(len(results))
        size = min(2 * size, _MOST) if time.monotonic() - begun < _SHORT else max(1, size // 2)
    return receipt_of(results)


def _commit(store: Store, transaction: Transaction, keys: Sequence[str]) -> Mapping[str, Result]:
    """Save the edits of some articles together; those that another writer has locked, one by one afterwards.

    The transaction is reported once its changes are on the disk, and before the first one can be read, so
    that no killed program leaves a change that cannot be undone.
    """
    files = {key: store.file_of(key) for key in keys}
    results: dict[str, Result] = {}
    with suppress(HashiyaError, OSError):  # an error without which no lock can be made is told of below
        locks = LockGroup(store.folder, list(files.values()))
        try:
            for key, path in files.items():
                if path in locks:
                    results[key] = attempt(ArticleStore(path, key, exclusive=locks.exclusive), transaction)
            locks.sync()
            store.told(transaction)
            locks.put()
        finally:
            locks.release()
        results |= {key: locks.failed[path] for key, path in files.items() if path in locks.failed}
    for key in keys:
        if key not in results:
            results[key] = attempt(store.open_key(key), transaction)
    return results
