"""The contract of a collection: records of a repository that are not annotations."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from hashiya.annotation.record import problem_of
from hashiya.annotation.strict_json import decode, encode
from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LONGEST_NAME = 40


class ChangedError(HashiyaError):
    """Another writer changed the record meanwhile; nothing was saved.

    Attributes:
        id: of the record.
        stored: the record in the collection; None if there is none.
    """

    def __init__(self, identifier: str, stored: Mapping[str, Any] | None) -> None:
        if stored is None:
            told = Message("store.record_removed", id=identifier)
        else:
            told = Message("store.record_changed", id=identifier)
        super().__init__(told, Message("store.look_again"))
        self.id = identifier
        self.stored = stored


class Collection(Protocol):
    """Small JSON records by id; every method may block, and may be called from any thread.

    Attributes:
        name: its name.
    """

    name: str

    def records(self) -> Mapping[str, Mapping[str, Any]]:
        """Read all records by id, in the order in which the ids were first put.

        The same object as before is returned if no record changed.

        Raises:
            HashiyaError: the records cannot be read.
        """

    def put(
        self,
        records: Mapping[str, Mapping[str, Any] | None],
        expected: Mapping[str, Mapping[str, Any] | None] | None = None,
    ) -> None:
        """Save records, all or none; they are safe on the disk when this returns.

        Saving a record again changes nothing, so a failed call can be repeated.

        Args:
            records: by id; None removes a record.
            expected: the records that some ids must have at that moment, None for no record.

        Raises:
            ChangedError: another writer changed an expected record; nothing is saved.
            HashiyaError: the records could not be read or saved; nothing is changed.
        """


def check_name(name: str) -> str:
    """Return a valid name of a collection, and refuse any other.

    Raises:
        HashiyaError: the name has other characters than small Latin letters, digits and hyphens, or too many.
    """
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        raise HashiyaError(Message("store.no_collection_name", name=name))
    return name


def settled(records: Mapping[str, Mapping[str, Any] | None]) -> dict[str, Mapping[str, Any] | None]:
    """Copy records, so that the caller can no longer change them.

    Raises:
        HashiyaError: an id is empty, or JSON cannot represent a value.
    """
    copies: dict[str, Mapping[str, Any] | None] = {}
    for identifier, record in records.items():
        if not identifier:
            raise HashiyaError(Message("store.record_without_id"))
        if record is not None and (problem := problem_of(dict(record))):
            raise HashiyaError(Message("store.unfit_record", id=identifier, problem=problem))
        copies[identifier] = None if record is None else MappingProxyType(decode(encode(dict(record))))
    return copies


def check_expected(
    stored: Mapping[str, Mapping[str, Any]], expected: Mapping[str, Mapping[str, Any] | None]
) -> None:
    """Compare the records that a writer expects with the stored ones.

    Raises:
        ChangedError: one of the records has changed.
    """
    for identifier, record in expected.items():
        present = stored.get(identifier)
        if present != record:
            raise ChangedError(identifier, present)
