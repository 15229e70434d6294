"""The store file of one article as the tables that it holds."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from hashiya.store.records.rekeying import followed_error
from hashiya.store.records.tables import Condition
from hashiya.store.tinydb.owner import renamed_to
from hashiya.store.tinydb.record_table import Database
from hashiya.store.tinydb.storage import AtomicStorage
from hashiya.store.tinydb.writability import obstacle_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hashiya.errors import HashiyaError
    from hashiya.store.records.tables import Table


class ArticleFile:
    """`Tables` in a store file, which is followed on the disk.

    Attributes:
        name: the path of the file, for messages.
        guard: held by the thread that reads or writes.
        path: the store file.
        storage: reads and writes it.
    """

    def __init__(self, path: Path, key: str) -> None:
        """Touch no file yet."""
        self.path = path
        self.name = str(path)
        self.storage = AtomicStorage(path)
        self.guard = self.storage.guard
        self._key = key
        self._database = Database(storage=lambda: self.storage)
        # None until it is asked; empty if the article was not renamed
        self._renamed_to: str | None = None

    @property
    def generation(self) -> int:
        """A number that grows whenever the file's tables change."""
        self.storage.follow()
        return self.storage.generation

    @property
    def condition(self) -> Condition:
        """What is known of whether the file can be written."""
        vanished = self.name if self.storage.vanished else ""
        if (damage := self.storage.damage) is not None:
            return Condition(damage.told, damage.advice, vanished, is_older=True)
        if (renamed := self._renamed()) is not None:
            return Condition(renamed.told, renamed.advice, vanished)
        return Condition(obstacle_to(self.path) or "", vanished=vanished)

    def table(self, name: str) -> Table:
        """The table of a name."""
        return cast("Table", self._database.table(name))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the lock, so that what is read stays true until what is written is on the disk.

        Raises:
            HashiyaError: the lock was not to be had, or the tables could not be saved, or the file is gone
                because its annotations followed the article.
        """
        with self.storage.transaction():
            renamed = self._renamed()
            if renamed is not None:
                raise renamed
            yield

    def confirm(self) -> None:
        """Wait until the file that is there is on the disk for sure, whoever put it there."""
        self.storage.confirm()

    def _renamed(self) -> HashiyaError | None:
        """Why a file is not written anew that is gone, if its annotations followed the article."""
        if not self.storage.vanished:
            self._renamed_to = None
            return None
        if self._renamed_to is None:
            self._renamed_to = renamed_to(self.path.parent, self._key)
        if not self._renamed_to:
            return None
        return followed_error(self._key, self._renamed_to)
