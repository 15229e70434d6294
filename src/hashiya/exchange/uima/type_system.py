"""Read and write UIMA's description of types, which tells text from references in XMI."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.exchange.uima.structures import ANNOTATION, FS_ARRAY, METADATA, ROLE, SENTENCE, TARGET, TOKEN
from hashiya.exchange.uima.writing import STRING, slot_type
from hashiya.exchange.xml import content, each_of, head, local_name, parse, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_NAMESPACE = "http://uima.apache.org/resourceSpecifier"
_TOP = "uima.cas.TOP"


class Type(NamedTuple):
    """A type.

    Attributes:
        parent: name of the type that it inherits from.
        ranges: the range of each feature of its own; a list of structures has ``[]`` behind their type.
    """

    parent: str
    ranges: Mapping[str, str]


TypeSystem = dict[str, Type]
"""The types by name; those of UIMA itself are left out."""


def types_of(layers: Mapping[str, Mapping[str, str]]) -> TypeSystem:
    """Make the types of layers, and those of the structures that every article has.

    Args:
        layers: as in `Layers`.
    """
    names = ("documentTitle", "documentId", "documentUri")
    types = {
        "uima.tcas.DocumentAnnotation": Type(ANNOTATION, {"language": STRING}),
        METADATA: Type("uima.tcas.DocumentAnnotation", dict.fromkeys(names, STRING)),
        SENTENCE: Type(ANNOTATION, {}),
        TOKEN: Type(ANNOTATION, {}),
    }
    for layer, features in layers.items():
        slot = slot_type(layer)
        ranges = {name: f"{slot}[]" if range_ == FS_ARRAY else range_ for name, range_ in features.items()}
        types[layer] = Type(ANNOTATION, ranges)
        if FS_ARRAY in features.values():
            types[slot] = Type(_TOP, {ROLE: STRING, TARGET: ANNOTATION})
    return types


def range_of(types: TypeSystem, name: str, feature: str) -> str:
    """Return the range of a feature, its own or an inherited one; empty if nothing declares it.

    A subtype of the string type, such as a list of allowed values, counts as text.
    """
    for each in _with_parents(types, name):
        if each in types and feature in types[each].ranges:
            range_ = types[each].ranges[feature]
            return STRING if STRING in _with_parents(types, range_) else range_
    return ""


def read(source: bytes) -> TypeSystem:
    """Read a description of types.

    Raises:
        HashiyaError: it is not XML.
    """
    found: TypeSystem = {}
    for described in each_of(parse(source), "typeDescription"):
        parts = {local_name(each): (each.text or "").strip() for each in described}
        ranges = {}
        for feature in each_of(described, "featureDescription"):
            given = {local_name(each): (each.text or "").strip() for each in feature}
            ranges[given.get("name", "")] = given.get("rangeTypeName", "")
        found[parts.get("name", "")] = Type(parts.get("supertypeName", ""), ranges)
    return found


def written(types: TypeSystem) -> Iterator[str]:
    """Write a description of types."""
    yield head() + tag("typeSystemDescription", xmlns=_NAMESPACE) + "<types>\n"
    for name, (parent, ranges) in types.items():
        yield f"<typeDescription>{_elements(name=name, description='', supertypeName=parent)}"
        yield "<features>"
        for feature, range_ in ranges.items():
            element_type = {"elementType": range_.removesuffix("[]")} if range_.endswith("[]") else {}
            range_name = FS_ARRAY if element_type else range_
            elements = _elements(name=feature, description="", rangeTypeName=range_name, **element_type)
            yield f"<featureDescription>{elements}</featureDescription>"
        yield "</features></typeDescription>\n"
    yield "</types></typeSystemDescription>\n"


def _elements(**texts: str) -> str:
    return "".join(f"<{name}>{content(text)}</{name}>" for name, text in texts.items())


def _with_parents(types: TypeSystem, name: str) -> Iterable[str]:
    """Return a type and all that it inherits from; a circle is left at its beginning."""
    line: dict[str, None] = {}
    while name and name not in line:
        line[name] = None
        name = types[name].parent if name in types else ""
    return line
