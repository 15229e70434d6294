"""An article without a store file, handled without importing the modules for reading and writing files."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from hashiya.store.repository.snapshot import Snapshot
from hashiya.store.tinydb.file_names import backup_of
from hashiya.store.tinydb.writability import obstacle_to

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hashiya.annotation.transaction import Transaction
    from hashiya.store.repository.conflict import Conflict, Outcome
    from hashiya.store.repository.draft import Draft
    from hashiya.store.repository.reading import Reading
    from hashiya.store.tinydb.article_store import ArticleStore


class NewArticle:
    """An `ArticleRepository` that becomes an `ArticleStore` at the first save.

    Another program may save first, so each `load` checks whether the file exists by now.

    Attributes:
        key: of the article.
    """

    def __init__(self, path: Path, key: str, opened: Callable[[], ArticleStore]) -> None:
        """Touch no file yet.

        Args:
            path: the store file.
            key: of the article.
            opened: opens the store file.
        """
        self.key = key
        self._path = path
        self._open = opened
        self._guard = threading.Lock()
        self._empty = Snapshot(key)
        self._store: ArticleStore | None = None

    def load(self) -> Snapshot:
        """Return an empty snapshot as long as there is no file."""
        with self._guard:
            if self._store is None and _is_absent(self._path) and _is_absent(backup_of(self._path)):
                obstacle = obstacle_to(self._path)
                if obstacle != self._empty.read_only:
                    self._empty = self._empty._replace(read_only=obstacle)
                return self._empty
        return self._opened().load()

    def commit(self, *transactions: Transaction) -> Sequence[Outcome]:
        """Save transactions as the contract says."""
        return self._opened().commit(*transactions)

    def resolve(self, conflict: Conflict, transaction: Transaction) -> None:
        """Resolve a conflict as the contract says."""
        self._opened().resolve(conflict, transaction)

    def save_reading(self, reading: Reading) -> None:
        """Save the reading position as the contract says."""
        self._opened().save_reading(reading)

    def save_draft(self, draft: Draft | None) -> None:
        """Save an unfinished note as the contract says."""
        self._opened().save_draft(draft)

    def _opened(self) -> ArticleStore:
        with self._guard:
            if self._store is None:
                self._store = self._open()
            return self._store


def _is_absent(path: Path) -> bool:
    """Tell whether a file certainly does not exist."""
    try:
        path.lstat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False
