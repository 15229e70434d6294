"""The tables of one article in its store file."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from hashiya.store.records.rekeying import followed_error
from hashiya.store.records.tables import Condition
from hashiya.store.tinydb.lock import exclusive
from hashiya.store.tinydb.owner import renamed_to
from hashiya.store.tinydb.record_table import Database
from hashiya.store.tinydb.storage import AtomicStorage
from hashiya.store.tinydb.writability import obstacle_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hashiya.errors import HashiyaError
    from hashiya.store.records.tables import Content, Table
    from hashiya.store.tinydb.storage import Locking


class ArticleFile:
    """`Tables` in a store file, which is read again when other programs change it.

    Attributes:
        name: the path of the file, for messages.
        guard: held by the thread that reads or writes.
        path: the store file.
        storage: reads and writes it.
    """

    def __init__(self, path: Path, key: str, exclusive: Locking = exclusive) -> None:
        """Touch no file yet.

        Args:
            path: the store file.
            key: of the article.
            exclusive: holds the lock of the file.
        """
        self.path = path
        self.name = str(path)
        self.storage = AtomicStorage(path, exclusive)
        self.guard = self.storage.guard
        self._key = key
        self._database = Database(storage=lambda: self.storage)
        # None until it is asked; empty if the article was not renamed
        self._renamed_to: str | None = None

    @property
    def generation(self) -> int:
        """Return a number that grows whenever the tables of the file change."""
        self.storage.follow()
        return self.storage.generation

    @property
    def condition(self) -> Condition:
        """Tell whether the file can be written, as far as known without writing."""
        vanished = self.name if self.storage.vanished else ""
        if (damage := self.storage.damage) is not None:
            return Condition(damage.told, damage.advice, vanished, is_older=True)
        if (renamed := self._renamed()) is not None:
            return Condition(renamed.told, renamed.advice, vanished)
        return Condition(obstacle_to(self.path), vanished=vanished)

    def table(self, name: str) -> Table:
        """Return a table by name."""
        return cast("Table", self._database.table(name))

    def content(self) -> Content:
        """Return all tables of the file, those of other programs included."""
        tables = self.storage.read() or {}
        return {
            name: {int(number): record for number, record in table.items()} for name, table in tables.items()
        }

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the lock from the reading until the changes are on the disk.

        Raises:
            HashiyaError: another process kept the lock, the tables could not be saved, or the annotations
                were moved to another key.
        """
        with self.storage.transaction():
            renamed = self._renamed()
            if renamed is not None:
                raise renamed
            yield

    def confirm(self) -> None:
        """Wait until the present file is safe on the disk."""
        self.storage.confirm()

    def _renamed(self) -> HashiyaError | None:
        """Make the error that the annotations were moved to another key; None if they were not."""
        if not self.storage.vanished:
            self._renamed_to = None
            return None
        if self._renamed_to is None:
            self._renamed_to = renamed_to(self.path.parent, self._key)
        if not self._renamed_to:
            return None
        return followed_error(self._key, self._renamed_to)
