"""TinyDB's table with the operations that annotations need: whole records replaced by id, under the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from tinydb.table import Document, Table

from hashiya.store.tinydb.store_file import LARGEST_NUMBER

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from tinydb.queries import QueryLike

    from hashiya.store.tinydb.storage import AtomicStorage
    from hashiya.store.tinydb.store_file import Record


_NO_RECORD: Mapping[str, Any] = {}


def _free_numbers(taken: Collection[int]) -> Iterator[int]:
    """The numbers after the largest that is taken; once there are no more of these, those between."""
    yield from range(max(taken, default=0) + 1, LARGEST_NUMBER + 1)
    yield from (number for number in range(1, LARGEST_NUMBER + 1) if number not in taken)


class RecordTable(Table):
    """A table whose every change is one transaction of the storage."""

    def __init__(self, storage: AtomicStorage, name: str, **options: Any) -> None:
        super().__init__(storage, name, **options)
        self._cached_generation = storage.generation

    def records(self) -> Mapping[str, Record]:
        """The records by number, without copying; they are not to be changed."""
        return cast("Mapping[str, Record]", self._read_table())

    def only(self) -> Mapping[str, Any]:
        """The record of a table that holds one; an empty one if there is none yet."""
        return next(iter(self.records().values()), _NO_RECORD)

    def set_only(self, record: Mapping[str, Any]) -> None:
        """Make this the table's one record; of several, as only a damaged file has, the first gives way."""

        def update(table: dict[int, Mapping[str, Any]]) -> None:
            table[next(iter(table), 1)] = record

        self._update_table(update)

    def set_numbered(self, number: int | str | None, record: Mapping[str, Any] | None) -> None:
        """Put a record in the place of that number, or of a new one; no record takes it away."""

        def update(table: dict[int, Mapping[str, Any]]) -> None:
            place = next(_free_numbers(table)) if number is None else int(number)
            if record is None:
                table.pop(place, None)
            else:
                table[place] = record

        self._update_table(update)

    def change(self, records: Iterable[Mapping[str, Any]], removed: Collection[str] = ()) -> None:
        """Remove the records of some ids; put others in the place of those of the same id, or at the end."""

        def update(table: dict[int, Mapping[str, Any]]) -> None:
            # of records with one id (a damaged file) the first is meant
            numbers = {
                identifier: number
                for number, record in reversed(table.items())
                if isinstance(identifier := record.get("id"), str)
            }
            for identifier in removed:
                table.pop(numbers.pop(identifier), None)
            free = _free_numbers(frozenset(table))
            for record in records:
                number = numbers.get(record["id"])
                if number is None:
                    number = numbers[record["id"]] = next(free)
                table[number] = record

        self._update_table(update)

    def search(self, cond: QueryLike) -> list[Document]:
        """The records that match; what was found before is forgotten once the file has changed."""
        storage = cast("AtomicStorage", self._storage)
        storage.read()
        if self._cached_generation != storage.generation:
            self._cached_generation = storage.generation
            self.clear_cache()
        return super().search(cond)

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with cast("AtomicStorage", self._storage).transaction():
            super()._update_table(updater)
