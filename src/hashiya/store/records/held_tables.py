"""Tables kept in memory as whole values, so that changes can be taken back."""

from __future__ import annotations

import threading
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hashiya.store.records.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

HeldRecords = dict[int, MappingProxyType[str, Any]]
"""The records of a table by number; a table is replaced as a whole, never changed in place."""


class HeldTables:
    """The tables of one article in memory; a subclass saves them in `transaction`.

    Attributes:
        name: of the article, for messages.
        guard: held by the thread that reads or writes.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.guard = threading.RLock()
        self._tables: dict[str, HeldRecords] = {}

    def transaction(self) -> AbstractContextManager[None]:
        """Exclude other writers; an error takes all changes back."""
        raise NotImplementedError

    def content(self) -> Mapping[str, HeldRecords]:
        """Return all tables by name, each with its records by number."""
        with self.guard:
            return dict(self._tables)

    def table(self, name: str) -> HeldTable:
        """Return a table by name."""
        return HeldTable(self, name)

    def records(self, name: str) -> HeldRecords:
        """Return the records of a table by number."""
        with self.guard:
            return self._tables.get(name, {})

    def replace(self, name: str, records: Mapping[int, Mapping[str, Any]]) -> None:
        """Replace the records of a table when the transaction ends, or at once outside of one."""
        with self.transaction():
            self._tables[name] = {number: _fixed(record) for number, record in records.items()}


class HeldTable(Table):
    """One table of `HeldTables`."""

    def __init__(self, tables: HeldTables, name: str) -> None:
        self._tables = tables
        self._name = name

    def records(self) -> Mapping[str, Mapping[str, Any]]:
        """Return the records by number."""
        return {str(number): record for number, record in self._tables.records(self._name).items()}

    def rewrite(self, update: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        """Replace the table by a copy that a function has changed."""
        with self._tables.transaction():
            copy: dict[int, Mapping[str, Any]] = dict(self._tables.records(self._name))
            update(copy)
            self._tables.replace(self._name, copy)


def _fixed(record: Mapping[str, Any]) -> MappingProxyType[str, Any]:
    return record if isinstance(record, MappingProxyType) else MappingProxyType(dict(record))
