"""Check the values of a record, wherever records come in and before they are written."""

from __future__ import annotations

from dataclasses import fields
from math import isfinite
from typing import TYPE_CHECKING, Any

from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from _typeshed import DataclassInstance

OFFSET_UNIT = "codepoint"
"""The only unit of ``start`` and ``end`` in a record."""

_ANNOTATOR = "annotator"
REJECTED = "rejected"
"""The status of an annotation that was rejected."""
SOURCE, SCORE = "source", "score"
"""Keys of the record of an annotation that was proposed: the source of the proposal, and its score."""

_JSON_TYPES = {
    "str": str,
    "int": int,
    "Mapping[str, Any]": dict,
    "tuple[Mapping[str, Any], ...]": list,
}
"""The JSON type of a value, by the type of the field that it comes from."""

LARGEST = 10**20 - 1
"""The largest whole number in a record, and the negative of the smallest; 64-bit ids fit."""
DEEPEST = 100
"""Most levels of arrays and objects in a record, itself included; a store file adds a few around it."""

_TYPE_NAMES = {
    int: Message("annotation.whole_number"),
    str: Message("annotation.some_text"),
    dict: Message("annotation.an_object"),
    list: Message("annotation.a_list"),
}


def json_types(kind: type[DataclassInstance], *, without: Collection[str] = ()) -> dict[str, type]:
    """Derive the keys of a record, in order, and the JSON type of each value, from the fields of a dataclass.

    Args:
        kind: the dataclass; its annotations are strings.
        without: the fields that are not keys.
    """
    return {field.name: _JSON_TYPES[str(field.type)] for field in fields(kind) if field.name not in without}


def dict_maker(names: Iterable[str]) -> Callable[[Any], dict[str, Any]]:
    """Make a function that returns the fields of a dataclass as a dictionary, in the order of the names.

    The function is compiled, as a dataclass compiles its own methods: a loop takes twice as long, and saving
    may write 10,000 annotations at once.
    """
    items = ", ".join(f"{name!r}: each.{name}" for name in names)
    made: Callable[[Any], dict[str, Any]] = eval(f"lambda each: {{{items}}}")  # noqa: S307  names of fields
    return made


def named(record: Mapping[str, Any], annotator: str) -> Mapping[str, Any]:
    """Return a record with the name of its annotator; a record without a name gets the given one."""
    return record if record.get(_ANNOTATOR, "") != "" or not annotator else {**record, _ANNOTATOR: annotator}


def is_rejection(record: Mapping[str, Any]) -> bool:
    """Tell whether a record is a rejected proposal, which is remembered but is no annotation."""
    return record.get("status") == REJECTED and SOURCE in record


def check_values(record: Mapping[str, Any], types: Mapping[str, type]) -> None:
    """Refuse a record with a value of the wrong type, or one that JSON cannot represent.

    Args:
        record: the record.
        types: the known keys with the JSON types of their values.

    Raises:
        HashiyaError: names the annotation and the key.
    """
    for key, value in record.items():
        kind = type(value)  # a bool is an int to isinstance
        if types.get(key, kind) is not kind:
            raise HashiyaError(
                Message(
                    "annotation.wrong_type", annotation=name_of(record), key=key, type=_TYPE_NAMES[types[key]]
                )
            )
        if kind is str or (kind is int and -LARGEST <= value <= LARGEST):
            continue  # most values, without a call for each
        if problem := problem_of(value):
            raise HashiyaError(
                Message("annotation.bad_value", annotation=name_of(record), problem=problem, key=key)
            )
    for relation in record.get("relations", ()):
        if not isinstance(relation, dict) or not all(
            isinstance(relation.get(key), str) for key in ("type", "target")
        ):
            raise HashiyaError(Message("annotation.relation_incomplete", annotation=name_of(record)))
    unit = record.get("offset_unit", OFFSET_UNIT)
    if unit != OFFSET_UNIT:
        raise HashiyaError(Message("annotation.wrong_unit", annotation=name_of(record), unit=unit))


def problem_of(value: Any) -> Message | None:
    """Find out why JSON would not give a value back as it was; None if it would."""
    waiting = [(value, 2)]
    while waiting:
        each, level = waiting.pop()
        if isinstance(each, dict | list):
            if level > DEEPEST:
                return Message("annotation.too_many_levels", levels=DEEPEST)
            if isinstance(each, dict) and not all(type(key) is str for key in each):
                return Message("annotation.key_not_text")
            inner = each.values() if isinstance(each, dict) else each
            waiting += [(one, level + 1) for one in inner]
        elif isinstance(each, float):
            if not isfinite(each):
                return Message("annotation.not_finite")
        elif isinstance(each, int):
            if not -LARGEST <= each <= LARGEST:
                return Message("annotation.too_many_digits")
        elif each is not None and not isinstance(each, str):
            return Message("annotation.not_json")
    return None


def next_revision(revision: int) -> int:
    """Return the revision after another one; the largest that a record may hold stays."""
    return min(revision + 1, LARGEST)


def check_complete(record: Mapping[str, Any]) -> None:
    """Refuse a record of the right types if it lacks a key of every annotation.

    Raises:
        HashiyaError: names the annotation and the missing key, or offsets that are not a span.
    """
    for key in ("id", "label", "start", "end"):
        if key not in record:
            raise HashiyaError(Message("annotation.key_missing", annotation=name_of(record), key=key))
        if record[key] == "":
            raise HashiyaError(Message("annotation.key_empty", annotation=name_of(record), key=key))
    start, end = record["start"], record["end"]
    if not 0 <= start < end:
        raise HashiyaError(Message("annotation.no_span", annotation=name_of(record), start=start, end=end))


def name_of(record: Mapping[str, Any]) -> Message:
    """Name a record in a message."""
    identifier = record.get("id")
    if isinstance(identifier, str) and identifier:
        return Message("annotation.of_id", id=identifier)
    return Message("annotation.without_id")
