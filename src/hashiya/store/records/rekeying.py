"""Move the records of an article to another key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store.records.article_record import FORMER
from hashiya.store.records.tables import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Mapping

_Number = TypeVar("_Number")


def rekeyed(
    tables: Mapping[str, Mapping[_Number, Mapping[str, Any]]], key: str, new_key: str
) -> dict[str, dict[_Number, dict[str, Any]]]:
    """Copy the tables of an article under another key; the former key is put on record."""
    changed = {
        table: {number: _with_new_key(record, key, new_key) for number, record in records.items()}
        for table, records in tables.items()
    }
    for record in changed.get(ARTICLE, {}).values():
        record |= {"path": new_key, FORMER: key}
    return changed


def _with_new_key(record: Mapping[str, Any], key: str, new_key: str) -> dict[str, Any]:
    changed = dict(record)
    for name, value in record.items():
        if name == "article" and value == key:
            changed[name] = new_key
        elif isinstance(value, dict):  # the versions of a conflict
            changed[name] = _with_new_key(value, key, new_key) if value.get("article") == key else value
    return changed


def followed_error(key: str, new_key: str) -> HashiyaError:
    """Make the error for a save under a key that the annotations no longer have."""
    told = Message("store.followed", key=key, new_key=new_key)
    return HashiyaError(told, Message("store.open_new_name"))


def nothing_kept_error(key: str) -> HashiyaError:
    """Make the error for moving annotations that do not exist."""
    return HashiyaError(Message("store.nothing_kept", key=key))


def taken_error(key: str) -> HashiyaError:
    """Make the error for moving annotations to a key that has others."""
    return HashiyaError(Message("store.name_taken", key=key), Message("store.export_and_import"))
