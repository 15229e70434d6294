"""The one rule of what a record may hold, on every way in and before it is written."""

from __future__ import annotations

from dataclasses import fields
from math import isfinite
from typing import TYPE_CHECKING, Any

from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from _typeshed import DataclassInstance

OFFSET_UNIT = "codepoint"
"""The only unit of ``start`` and ``end`` in a record."""

_JSON_TYPES = {
    "str": str,
    "int": int,
    "Mapping[str, Any]": dict,
    "tuple[Mapping[str, Any], ...]": list,
}
"""The JSON type of a value, by the type of the field that it comes from."""

LARGEST = 10**20 - 1
"""The largest whole number in a record, and the negative of the smallest: ids of 64 bits have room."""
DEEPEST = 100
"""Levels of arrays and objects in a record at most, itself included; a store file has some more around it."""

_TYPE_NAMES = {int: "a whole number", str: "text", dict: "an object", list: "a list"}


def json_types(kind: type[DataclassInstance], *, without: Collection[str] = ()) -> dict[str, type]:
    """Derive the keys of a record, in order, and the JSON type of each value, from the fields of a dataclass.

    Args:
        kind: the dataclass; its annotations are strings.
        without: the fields that are no keys.
    """
    return {field.name: _JSON_TYPES[str(field.type)] for field in fields(kind) if field.name not in without}


def dict_maker(names: Iterable[str]) -> Callable[[Any], dict[str, Any]]:
    """Make a function that gives the fields of a dataclass as a dictionary, in the order of the names.

    It is compiled from the names, as a dataclass compiles its own methods: a loop takes twice as long, and a
    file of 10,000 annotations is written in one go.
    """
    items = ", ".join(f"{name!r}: each.{name}" for name in names)
    made: Callable[[Any], dict[str, Any]] = eval(f"lambda each: {{{items}}}")  # noqa: S307  names of fields
    return made


def check_values(record: Mapping[str, Any], types: Mapping[str, type]) -> None:
    """Refuse a record in which a known key has a value of the wrong type, or any has one that cannot be kept.

    Args:
        record: any.
        types: the known keys with the JSON types of their values.

    Raises:
        HashiyaError: names the annotation and the key.
    """
    for key, value in record.items():
        kind = type(value)  # a bool is an int to isinstance
        if types.get(key, kind) is not kind:
            msg = f"{name_of(record)} has a “{key}” that is not {_TYPE_NAMES[types[key]]}"
            raise HashiyaError(msg)
        if kind is str or (kind is int and -LARGEST <= value <= LARGEST):
            continue  # most values, without a call for each
        if problem := problem_of(value):
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
