"""Checks a record that comes from a file before it becomes an annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from collections.abc import Mapping

OFFSET_UNIT = "codepoint"
"""The only unit of ``start`` and ``end`` in a record."""

KEYS = {
    "id": str,
    "article": str,
    "sha256": str,
    "label": str,
    "start": int,
    "end": int,
    "text": str,
    "prefix": str,
    "suffix": str,
    "attributes": dict,
    "relations": list,
    "note": str,
    "annotator": str,
    "status": str,
    "created": str,
    "modified": str,
    "rev": int,
    "schema": int,
    "offset_unit": str,
}
"""The record's keys in their fixed order, with the JSON type of each value."""

_TYPE_NAMES = {int: "a whole number", str: "text", dict: "an object", list: "a list"}


def check_types(record: Mapping[str, Any]) -> None:
    """Refuse a record in which a known key has a value of the wrong type.

    Raises:
        HashiyaError: names the annotation and the key.
    """
    for key, value in record.items():
        wanted = KEYS.get(key)
        # a bool is an int to isinstance
        if wanted is not None and type(value) is not wanted:
            msg = f"{name_of(record)} has a “{key}” that is not {_TYPE_NAMES[wanted]}"
            raise HashiyaError(msg)
    for relation in record.get("relations", ()):
        if not isinstance(relation, dict) or not all(
            isinstance(relation.get(key), str) for key in ("type", "target")
        ):
            msg = f"{name_of(record)} has a relation without a type and a target"
            raise HashiyaError(msg)
    unit = record.get("offset_unit", OFFSET_UNIT)
    if unit != OFFSET_UNIT:
        msg = f"{name_of(record)} has offsets in {unit}, not in code points"
        raise HashiyaError(msg)


def check_complete(record: Mapping[str, Any]) -> None:
    """Refuse a record, of the right types, that lacks what makes an annotation.

    Raises:
        HashiyaError: names the annotation and what it lacks.
    """
    for key in ("id", "label", "start", "end"):
        if key not in record:
            msg = f"{name_of(record)} has no “{key}”"
            raise HashiyaError(msg)
        if record[key] == "":
            msg = f"{name_of(record)} has an empty “{key}”"
            raise HashiyaError(msg)
    start, end = record["start"], record["end"]
    if not 0 <= start < end:
        msg = f"{name_of(record)} has offsets that are no span: {start} to {end}"
        raise HashiyaError(msg)


def name_of(record: Mapping[str, Any]) -> str:
    """What to call a record in a message."""
    identifier = record.get("id")
    return f"annotation {identifier}" if isinstance(identifier, str) and identifier else "an annotation"
