"""The one rule of what a record may hold, on every way in and before it is written."""

from __future__ import annotations

from math import isfinite
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

LARGEST = 10**20 - 1
"""The largest whole number in a record, and the negative of the smallest: ids of 64 bits have room."""
DEEPEST = 100
"""Levels of arrays and objects in a record at most, itself included; a store file has some more around it."""

_TYPE_NAMES = {int: "a whole number", str: "text", dict: "an object", list: "a list"}


def check_values(record: Mapping[str, Any]) -> None:
    """Refuse a record in which a known key has a value of the wrong type, or any has one that cannot be kept.

    Raises:
        HashiyaError: names the annotation and the key.
    """
    for key, value in record.items():
        wanted = KEYS.get(key)
        # a bool is an int to isinstance
        if wanted is not None and type(value) is not wanted:
            msg = f"{name_of(record)} has a “{key}” that is not {_TYPE_NAMES[wanted]}"
            raise HashiyaError(msg)
        if type(value) is not str and (problem := problem_of(value)):
            msg = f"{name_of(record)} has {problem} in “{key}”"
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


def problem_of(value: Any) -> str:
    """What keeps a value from being written and read again as it is; empty if nothing does."""
    waiting = [(value, 2)]
    while waiting:
        each, level = waiting.pop()
        if isinstance(each, dict | list):
            if level > DEEPEST:
                return f"more than {DEEPEST} levels"
            if isinstance(each, dict) and not all(type(key) is str for key in each):
                return "a key that is not text"
            inner = each.values() if isinstance(each, dict) else each
            waiting += [(one, level + 1) for one in inner]
        elif isinstance(each, float):
            if not isfinite(each):
                return "a number that is not finite"
        elif isinstance(each, int):
            if not -LARGEST <= each <= LARGEST:
                return "a number of more than 20 digits"
        elif each is not None and not isinstance(each, str):
            return "what is no JSON value"
    return ""


def next_revision(revision: int) -> int:
    """The revision after one; the largest number that a record may hold is its own."""
    return min(revision + 1, LARGEST)


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
