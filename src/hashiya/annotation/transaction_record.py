"""Transactions as records of JSON values, for the journal and for changes that wait for a server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.annotation.annotation import Annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.record import named
from hashiya.annotation.transaction import Origin, Transaction

if TYPE_CHECKING:
    from collections.abc import Mapping


def record_of(transaction: Transaction) -> dict[str, Any]:
    """Return the record of a transaction."""
    edits = {key: [record_of_edit(edit) for edit in group] for key, group in transaction.edits.items()}
    return {**head_of(transaction), "edits": edits}


def head_of(transaction: Transaction) -> dict[str, Any]:
    """Return the record of a transaction without its edits."""
    return {
        "id": transaction.id,
        "at": transaction.at,
        "by": transaction.by,
        "command": transaction.command,
        "origin": transaction.origin,
        "inverse_of": transaction.inverse_of,
    }


def record_of_edit(edit: Edit) -> list[dict[str, Any] | None]:
    """Return the records of both versions of an edit; None stands for no annotation."""
    return [None if each is None else each.to_stored_record() for each in (edit.before, edit.after)]


def transaction_from(record: Mapping[str, Any], annotator: str) -> Transaction:
    """Return the transaction of a record; where it names nobody, it names an annotator now.

    Raises:
        HashiyaError, ValueError, TypeError, KeyError, AttributeError: the record holds no transaction.
    """
    edits = {
        str(key): tuple(_edit_from(before, after, annotator) for before, after in group)
        for key, group in record["edits"].items()
    }
    texts = [record[name] for name in ("id", "by", "at", "command", "inverse_of")]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a record of a transaction whose values have other types")
    identifier, by, at, command, inverse_of = texts
    return Transaction(identifier, edits, by or annotator, at, command, Origin(record["origin"]), inverse_of)


def _edit_from(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, annotator: str) -> Edit:
    versions = (None if each is None else named(each, annotator) for each in (before, after))
    return Edit(*(None if each is None else Annotation.from_record(each) for each in versions))
