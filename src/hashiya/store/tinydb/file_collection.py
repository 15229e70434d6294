"""A collection in its own file, which is replaced atomically like a store file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store.records.article_record import SCHEMA, is_newer, newer_error
from hashiya.store.repository.collection import check_expected, check_name, settled
from hashiya.store.repository.file_health import Damage
from hashiya.store.tinydb.file_names import COLLECTIONS, SUFFIX
from hashiya.store.tinydb.folder_contents import collection_files
from hashiya.store.tinydb.lock import exclusive
from hashiya.store.tinydb.migrations import COLLECTION
from hashiya.store.tinydb.record_table import Database
from hashiya.store.tinydb.restoring import has_good_backup
from hashiya.store.tinydb.storage import AtomicStorage
from hashiya.store.tinydb.store_file import damaged_advice, missing_error, read_store_file

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.store.records.tables import Table
    from hashiya.store.tinydb.storage import Locking

_RECORDS = "records"
"""The table of the records, each with its id."""


def file_of(store: Path, name: str) -> Path:
    """Return the path of the file of a collection, existing or not."""
    return store / COLLECTIONS / f"{name}{SUFFIX}"


def damage_in(store: Path) -> dict[str, Damage]:
    """Find the collections of a store whose files are unusable, by name.

    Raises:
        HashiyaError: their folder cannot be read.
    """
    found = {}
    for path in collection_files(store):
        try:
            records_in(path)
        except HashiyaError as error:
            found[path.name.removesuffix(SUFFIX)] = Damage(str(path), error, has_good_backup(path))
    return found


def records_in(path: Path) -> Mapping[str, Mapping[str, Any]]:
    """Read the records in the file of a collection, by id.

    Raises:
        HashiyaError: the file is damaged or missing.
    """
    content = read_store_file(path)
    if content is None:
        raise missing_error(path)
    return _by_id(path, content.tables.get(_RECORDS, {}))


def _by_id(path: Path, kept: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
    """Return the records of a table by their ids.

    Raises:
        HashiyaError: one has no id, or is no record.
    """
    for number, each in kept.items():
        if not isinstance(each.get("id"), str) or not isinstance(each.get("record"), Mapping):
            told = Message("store.bad_record", table=_RECORDS, number=number)
            raise HashiyaError(Message("store.damaged", path=path, cause=told), damaged_advice(path))
    return {each["id"]: MappingProxyType(each["record"]) for each in kept.values()}


class FileCollection:
    """A `Collection` in a file, which is read again when other programs change it.

    Attributes:
        name: of the collection.
    """

    def __init__(self, store: Path, name: str, exclusive: Locking = exclusive) -> None:
        """Touch no file yet.

        Args:
            store: the folder of the store, in which the collections have a folder of their own.
            name: of this one.
            exclusive: holds the lock of its file.

        Raises:
            HashiyaError: no collection can have this name.
        """
        self.name = check_name(name)
        self._storage = AtomicStorage(file_of(store, name), exclusive)
        database = Database(storage=lambda: self._storage)
        self._table = cast("Table", database.table(_RECORDS))
        self._description = cast("Table", database.table(COLLECTION))
        self._generation = -1
        self._records: Mapping[str, Mapping[str, Any]] = MappingProxyType({})

    def records(self) -> Mapping[str, Mapping[str, Any]]:
        """Read all records by id; for a damaged file, those of its backup.

        Raises:
            HashiyaError: the file cannot be read.
        """
        with self._storage.guard:
            self._storage.follow()
            generation = self._storage.generation
            if self._generation != generation:
                self._records = MappingProxyType(_by_id(self._storage.path, self._table.records()))
                self._generation = generation
            return self._records

    def put(
        self,
        records: Mapping[str, Mapping[str, Any] | None],
        expected: Mapping[str, Mapping[str, Any] | None] | None = None,
    ) -> None:
        """Save records, all or none; the time grows with the size of the collection.

        Raises:
            ChangedError: another writer has changed a record that was expected; nothing is saved.
            HashiyaError: they could not be read or saved; nothing is changed.
        """
        wanted = settled(records)
        with self._storage.guard, self._storage.transaction():
            if is_newer(self._description.only()):
                raise newer_error(str(self._storage.path))
            stored = self.records()
            check_expected(stored, expected or {})
            changed = {key: record for key, record in wanted.items() if stored.get(key) != record}
            if not changed:
                self._storage.confirm()  # an earlier attempt may have written them and failed afterwards
                return
            kept = [{"id": key, "record": dict(each)} for key, each in changed.items() if each is not None]
            self._table.change(kept, [key for key, each in changed.items() if each is None])
            described = {"name": self.name, "schema": SCHEMA}
            if dict(self._description.only()) != described:
                self._description.set_only(described)
