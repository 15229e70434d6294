"""The coding of a label: attributes and relations of its annotations, and its guideline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.codebook.settings import refuse_second, refuse_unknown
from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NAME = re.compile(r"[^\W\d][\w-]{0,31}")
_ATTRIBUTE_FIELDS = ("name", "title", "values")
_VALUE_FIELDS = ("name", "title", "key")
_RELATION_FIELDS = ("name", "title", "to")


class Value(NamedTuple):
    """One of the values that an attribute can have.

    Attributes:
        name: as in records, such as ``person``.
        title: for people; the name if it is empty.
        key: the character that gives the value while the attribute is offered; if empty, its number there.
    """

    name: str
    title: Message | str = ""
    key: str = ""


class Attribute(NamedTuple):
    """An attribute of a label.

    Attributes:
        name: as in records, such as ``kind``.
        values: its values, the most usual first; empty for free text.
        title: for people; the name if it is empty.
    """

    name: str
    values: tuple[Value, ...] = ()
    title: Message | str = ""

    def value(self, name: str) -> Value | None:
        """Find the value of that name, or None."""
        return next((value for value in self.values if value.name == name), None)


class RelationType(NamedTuple):
    """A relation from annotations of a label to others.

    Attributes:
        name: as in records, such as ``speaker``.
        to: the labels of the annotations at the other end; empty for all.
        title: for people; the name if it is empty.
    """

    name: str
    to: tuple[str, ...] = ()
    title: Message | str = ""


class Coding(NamedTuple):
    """The attributes and relations that annotations of one label can have.

    Attributes:
        attributes: in the order in which they are offered.
        relations: likewise.
        guideline: when the label applies, in plain text; empty if nobody wrote one.
    """

    attributes: tuple[Attribute, ...] = ()
    relations: tuple[RelationType, ...] = ()
    guideline: Message | str = ""


def is_part_name(name: str) -> bool:
    """Tell whether an attribute or a relation may have a name."""
    return _NAME.fullmatch(name) is not None


def coding_in(place: Message, entry: Mapping[str, Any], default: Coding) -> Coding:
    """Read the attributes, relations and the guideline of one ``[[label]]``.

    Args:
        place: the file, and the label in it, for messages.
        entry: the table; may have ``attribute`` and ``relation``, lists of tables, and ``guideline``, a text.
        default: applies where the table says nothing; an attribute or relation of the same name replaces its.

    Raises:
        HashiyaError: names the file and what is wrong in it.
    """
    guideline = entry.get("guideline", default.guideline)
    if not isinstance(guideline, Message | str):
        raise HashiyaError(Message("codebook.not_text", place=place, key="guideline"))
    attributes: dict[str, Attribute] = {}
    for table in _tables(place, entry, "attribute"):
        attribute = _attribute(place, table)
        refuse_second(place, Message("codebook.kind_attribute"), attribute.name, attributes)
        attributes[attribute.name] = attribute
    relations: dict[str, RelationType] = {}
    for table in _tables(place, entry, "relation"):
        relation = _relation(place, table)
        refuse_second(place, Message("codebook.kind_relation"), relation.name, relations)
        relations[relation.name] = relation
    # one of the same name takes the place of the default one
    all_attributes = {each.name: each for each in default.attributes} | attributes
    all_relations = {each.name: each for each in default.relations} | relations
    return Coding(tuple(all_attributes.values()), tuple(all_relations.values()), guideline)


def _attribute(place: Message, table: Mapping[str, Any]) -> Attribute:
    name = _name(place, table, Message("codebook.kind_attribute"), _ATTRIBUTE_FIELDS)
    values = table.get("values", [])
    if not isinstance(values, list):
        raise HashiyaError(Message("codebook.values_not_a_list", place=place, attribute=name))
    made = tuple(_value(place, name, each) for each in values)
    for kind in ("name", "key"):
        given = [getattr(value, kind) for value in made if getattr(value, kind)]
        for twin in {each for each in given if given.count(each) > 1}:
            raise HashiyaError(Message("codebook.value_twice", place=place, attribute=name, value=twin))
    return Attribute(name, made, table.get("title", ""))


def _value(place: Message, attribute: str, entry: Any) -> Value:
    table = {"name": entry} if isinstance(entry, str) else entry
    if not isinstance(table, dict) or not isinstance(table.get("name"), str) or not table["name"].strip():
        raise HashiyaError(Message("codebook.value_needs_name", place=place, attribute=attribute))
    _check_fields(place, table, _VALUE_FIELDS)
    key = table.get("key", "")
    if key and (len(key) != 1 or not key.isprintable() or key.isspace()):
        raise HashiyaError(Message("codebook.not_one_character", place=place, key="key"))
    return Value(table["name"], table.get("title", ""), key)


def _relation(place: Message, table: Mapping[str, Any]) -> RelationType:
    to = table.get("to", [])
    if not isinstance(to, list) or not all(isinstance(label, str) for label in to):
        raise HashiyaError(Message("codebook.ends_not_a_list", place=place))
    name = _name(place, table, Message("codebook.kind_relation"), _RELATION_FIELDS)
    return RelationType(name, tuple(to), table.get("title", ""))


def _name(place: Message, table: Mapping[str, Any], kind: Message, fields: tuple[str, ...]) -> str:
    _check_fields(place, table, fields)
    name = table.get("name")
    if not isinstance(name, str) or not is_part_name(name):
        raise HashiyaError(Message("codebook.part_needs_name", place=place, kind=kind))
    return name


def _check_fields(place: Message, table: Mapping[str, Any], fields: tuple[str, ...]) -> None:
    for key, value in table.items():
        refuse_unknown(place, Message("codebook.kind_key"), key, fields)
        if key not in ("values", "to") and not isinstance(value, str):
            raise HashiyaError(Message("codebook.not_text", place=place, key=key))


def _tables(place: Message, entry: Mapping[str, Any], name: str) -> Iterable[Mapping[str, Any]]:
    tables = entry.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise HashiyaError(Message("codebook.part_not_a_table", place=place, line=f"[[label.{name}]]"))
    return tables
