"""A collection of records in the database of a team."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hashiya.annotation.strict_json import encode
from hashiya.messages import Message
from hashiya.store.postgresql.json_column import damaged, object_in
from hashiya.store.repository.collection import check_expected, check_name, settled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hashiya.store.postgresql.works import Works

_READ = """
    SELECT generation, CASE WHEN generation <> %(known)s THEN records END FROM hashiya.collection
    WHERE project = %(project)s AND person = %(person)s AND name = %(name)s
"""
_MAKE = """
    INSERT INTO hashiya.collection (project, person, name) VALUES (%(project)s, %(person)s, %(name)s)
    ON CONFLICT (project, person, name) DO NOTHING
"""
_WRITE = """
    UPDATE hashiya.collection SET generation = generation + 1, records = %(records)s
    WHERE project = %(project)s AND person = %(person)s AND name = %(name)s
"""

_Records = MappingProxyType[str, "Mapping[str, Any]"]


class TeamCollection:
    """A `Collection` in one row, read again when other programs change it.

    Attributes:
        name: of the collection.
    """

    def __init__(self, works: Works, name: str) -> None:
        """Read nothing yet.

        Args:
            works: of the person.
            name: of the collection.

        Raises:
            HashiyaError: no collection can have this name.
        """
        self.name = check_name(name)
        self._works = works
        self._known: tuple[int, _Records] = (-1, MappingProxyType({}))

    def records(self) -> Mapping[str, Mapping[str, Any]]:
        """Read all records by id.

        Raises:
            HashiyaError: they cannot be read.
        """
        generation, records = self._known
        person = self._works.person
        if person is None:
            return records
        values = {"project": self._works.server.project, "person": person, "name": self.name}
        for present, text in self._works.server.fetch(_READ, {**values, "known": generation}):
            if text is not None:
                records = _records_in(self.name, text)
                self._known = (present, records)
        return records

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
        self._works.server.repeated(lambda: self._put(wanted, expected or {}))

    def _put(
        self,
        wanted: Mapping[str, Mapping[str, Any] | None],
        expected: Mapping[str, Mapping[str, Any] | None],
    ) -> None:
        person = self._works.writable(self.name).person
        values = {"project": self._works.server.project, "person": person, "name": self.name}
        with self._works.server.borrowed() as connection, connection.transaction():
            connection.execute(_MAKE, values)
            row = connection.execute(f"{_READ} FOR UPDATE", {**values, "known": -1}).fetchone()
            stored = _records_in(self.name, row[1] if row else "{}")
            check_expected(stored, expected)
            merged = {**stored, **wanted}
            kept = {key: dict(record) for key, record in merged.items() if record is not None}
            if kept != stored:
                connection.execute(_WRITE, {**values, "records": encode(kept).decode()})


def _records_in(name: str, text: str) -> _Records:
    """Parse the records of a collection.

    Raises:
        HashiyaError: they are damaged.
    """
    records = object_in(text, name, Message("store.bad_table", table=name))
    for identifier, record in records.items():
        if not isinstance(record, dict):
            raise damaged(name, Message("store.bad_record", table=name, number=identifier))
    return MappingProxyType({key: MappingProxyType(each) for key, each in records.items()})
