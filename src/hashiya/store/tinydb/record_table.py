"""TinyDB's table, whose every change is one transaction of the storage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from tinydb import TinyDB
from tinydb.table import Table as TinyDBTable

from hashiya.store.records.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hashiya.store.tinydb.record_lines import Record
    from hashiya.store.tinydb.storage import AtomicStorage


class RecordTable(TinyDBTable, Table):
    """A table of a store file."""

    def __init__(self, storage: AtomicStorage, name: str, **options: Any) -> None:
        # queries are not cached, since another program may change the file
        super().__init__(storage, name, **{"cache_size": 0, **options})

    def records(self) -> Mapping[str, Record]:
        """Return the records by number, uncopied; the caller must not change them."""
        return cast("Mapping[str, Record]", self._read_table())

    def rewrite(self, update: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        """Let a function change the table; saved at the end of the transaction, or at once."""
        self._update_table(update)

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with cast("AtomicStorage", self._storage).transaction():
            super()._update_table(updater)


class Database(TinyDB):
    """A store file as TinyDB sees it."""

    table_class = RecordTable  # type: ignore[assignment]  # TinyDB means a subclass of its Table
