"""JSON of UIMA (0.4), as INCEpTION exchanges it: a file for an article, a zip archive for several.

Offsets are UTF-16 code units. `uima.writing` makes the structures. The line of a record is the number of its
structure.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Any

from hashiya.annotation.strict_json import decode, encode
from hashiya.errors import HashiyaError
from hashiya.exchange.uima.files import beginning, one_or_archive, read_each
from hashiya.exchange.uima.reading import take
from hashiya.exchange.uima.structures import BUILT_IN, FS_ARRAY, Cas, Structure
from hashiya.exchange.uima.type_system import types_of
from hashiya.exchange.uima.writing import RELATIONS, STRINGS, Layers, cas_of, members_of, slot_type
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hashiya.exchange.document import Document
    from hashiya.exchange.incoming import Read
    from hashiya.exchange.losses import Losses
    from hashiya.exchange.uima.files import Gathered
    from hashiya.exchange.uima.structures import Key
    from hashiya.exchange.uima.type_system import TypeSystem

_ENDING = ".json"
_BEGINNING = 4096
_TYPES, _STRUCTURES, _VIEWS = "%TYPES", "%FEATURE_STRUCTURES", "%VIEWS"
_ID, _TYPE, _ELEMENTS = "%ID", "%TYPE", "%ELEMENTS"


def write(documents: Iterable[Document], losses: Losses) -> Iterator[bytes]:  # noqa: ARG001  nothing is lost
    """Write an article as JSON, or several into an archive."""
    return one_or_archive(documents, _ENDING, _write_one)


def tells(source: bytes) -> bool:
    """Tell whether a file, or the first one of an archive, begins with the types or structures of a CAS."""
    first = beginning(source, _ENDING, _BEGINNING).removeprefix(BOM_UTF8).lstrip()
    names = (_TYPES, _STRUCTURES, _VIEWS)
    return first.startswith(b"{") and any(f'"{name}"'.encode() in first for name in names)


def read(source: bytes) -> Read:
    """Read a CAS, or each one of an archive."""
    return read_each(source, _ENDING, _read_one)


def _write_one(document: Document) -> Iterator[bytes]:
    layers = Layers()
    cas = cas_of(document, layers)
    types = types_of(layers.features)
    del types["uima.tcas.DocumentAnnotation"]  # which every reader has
    yield b'{"%TYPES": ' + encode({name: _type(name, types) for name in types})
    separator = b',\n"%FEATURE_STRUCTURES": [\n'
    for each in _objects(cas):
        yield separator + encode(each)
        separator = b",\n"
    view = {"%SOFA": 1, "%MEMBERS": members_of(cas)}
    yield b'],\n"%VIEWS": ' + encode({"_InitialView": view}) + b"}\n"


def _type(name: str, types: TypeSystem) -> dict[str, Any]:
    parent, ranges = types[name]
    features = {feature: {"%NAME": feature, "%RANGE": range_} for feature, range_ in ranges.items()}
    return {"%NAME": name, "%SUPER_TYPE": parent, **features}


def _objects(cas: Cas) -> Iterator[dict[str, Any]]:
    """Make the object of each structure; a list is an object of its own, behind the one that has it."""
    next_key = len(cas) + 1
    for key, (type_, values, links, _) in cas.items():
        lists = [(feature, STRINGS, each) for feature, each in values.items() if _is_list(each)]
        if RELATIONS in links:
            lists.append((RELATIONS, f"{slot_type(type_)}[]", links[RELATIONS]))
        made: dict[str, Any] = {_ID: key, _TYPE: type_}
        made |= {f"@{feature}": keys[0] for feature, keys in links.items() if feature != RELATIONS}
        made |= {feature: value for feature, value in values.items() if not _is_list(value)}
        made |= {f"@{feature}": number for number, (feature, _, _) in enumerate(lists, next_key)}
        yield made
        for number, (_, list_type, elements) in enumerate(lists, next_key):
            yield {_ID: number, _TYPE: list_type, _ELEMENTS: elements}
        next_key += len(lists)


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _read_one(source: bytes, name: str, into: Gathered) -> None:
    into.check_room(source.count(b"{") + source.count(b"["))  # before they are in memory
    given = decode(source)
    listed = given.get(_STRUCTURES) if isinstance(given, dict) else None
    if not isinstance(listed, list):
        raise HashiyaError(Message("exchange.not_cas"))
    take(dict(_structure(each, number) for number, each in enumerate(listed, 1)), name, into)


def _structure(given: Any, number: int) -> tuple[Key, Structure]:
    """Read a structure; its features tell by their names what they are.

    Raises:
        HashiyaError: it has no type or no key.
    """
    if not isinstance(given, dict):
        raise HashiyaError(Message("exchange.not_cas"))
    type_, key = given.get(_TYPE), given.get(_ID)
    if not isinstance(type_, str) or not isinstance(key, int | str):
        raise HashiyaError(Message("exchange.not_cas"))
    values: dict[str, Any] = {}
    links: dict[str, Sequence[Key]] = {}
    for name, value in given.items():
        if name[:1] == "@":
            if type(value) in (int, str):
                links[name[1:]] = [value]
        elif name[:1] != "%" and value is not None:
            values[name.removeprefix("^")] = value  # a number that JSON cannot write
    elements = given.get(_ELEMENTS)
    if not isinstance(elements, list):
        return key, Structure(type_, values, links, number)
    if _has_structures(type_):
        return key, Structure(
            FS_ARRAY, {}, {"elements": [each for each in elements if type(each) in (int, str)]}
        )
    return key, Structure(STRINGS, {"elements": elements}, {})


def _has_structures(array: str) -> bool:
    return array in (FS_ARRAY, "uima.cas.TOP[]") or (array.endswith("[]") and not array.startswith(BUILT_IN))
