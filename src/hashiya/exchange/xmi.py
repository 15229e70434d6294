"""XMI of UIMA, as INCEpTION exchanges it: a zip archive with a file for each article, and their types.

Offsets are UTF-16 code units. `uima.writing` makes the structures. The line of a record is its ``xmi:id``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hashiya.exchange.archive import MAGIC, zipped
from hashiya.exchange.losses import CONTROLS
from hashiya.exchange.uima import type_system
from hashiya.exchange.uima.files import has_article, read_each
from hashiya.exchange.uima.reading import take
from hashiya.exchange.uima.structures import (
    BUILT_IN,
    DEPENDENT,
    FIRST,
    GOVERNOR,
    NEXT,
    SEGMENTATION,
    TARGET,
    Cas,
    Structure,
)
from hashiya.exchange.uima.writing import STRING, Layers, cas_of, members_of
from hashiya.exchange.xml import clean, content, each_child, head, local_name, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from hashiya.exchange.document import Document
    from hashiya.exchange.incoming import Read
    from hashiya.exchange.losses import Losses
    from hashiya.exchange.uima.files import Gathered
    from hashiya.exchange.uima.structures import Key
    from hashiya.exchange.uima.type_system import TypeSystem

_ENDING = ".xmi"
_TYPES = "TypeSystem.xml"
_XMI = "http://www.omg.org/XMI"
_ID = f"{{{_XMI}}}id"
_PACKAGE = re.compile(r"\{http:///(?P<path>[^{}]*)\.ecore\}")
_NO_PACKAGE = "uima.noNamespace."
_BEGINNING = 1 << 16
_MARK = b"http:///uima/cas.ecore"
_DIGITS = re.compile(r"-?[0-9]{1,15}")
_KEYS = re.compile(r"\s*[0-9]{1,15}(?:\s+[0-9]{1,15})*\s*")
_LONGEST_LIST = 1_000_000
"""Characters of a list of references; a longer one counts as text."""
_REFERENCES = frozenset(("sofa", GOVERNOR, DEPENDENT, FIRST, NEXT, TARGET))
"""Features that are references where no description of types tells."""
_PLACE = frozenset(("begin", "end"))
_LEFT_OUT = (SEGMENTATION, f"{BUILT_IN}View", f"{BUILT_IN}NULL")
"""Beginnings of the types that say nothing about annotations; most of a file is tokens."""
_OF_LISTS = frozenset(("elements", "head", "tail"))
_NUMBERS = frozenset(f"{BUILT_IN}{name}" for name in ("Byte", "Short", "Integer", "Long"))
_FRACTIONS = frozenset((f"{BUILT_IN}Float", f"{BUILT_IN}Double"))
_TRUTH = f"{BUILT_IN}Boolean"
_NO_REFERENCES = frozenset(
    (
        STRING,
        *(f"{each}{ending}" for each in (*_NUMBERS, *_FRACTIONS, _TRUTH) for ending in ("", "Array", "List")),
    )
)


def write(documents: Iterable[Document], losses: Losses) -> Iterator[bytes]:
    """Write an archive; the types are known when all articles are written, so they come last."""
    yield from zipped(_files(documents, losses))


def tells(source: bytes) -> bool:
    """Tell whether an archive has an XMI file, or whether a file names the namespace of UIMA."""
    if source.startswith(MAGIC):
        return has_article(source, _ENDING)
    first = source[:_BEGINNING]
    return first.lstrip()[:1] in (b"<", b"\xef") and _MARK in first


def read(source: bytes) -> Read:
    """Read an archive with or without a description of types, or one XMI file."""
    return read_each(source, _ENDING, _read_one)


def _files(documents: Iterable[Document], losses: Losses) -> Iterator[tuple[str, Iterable[bytes]]]:
    layers = Layers()
    count = 0
    for count, document in enumerate(documents, 1):  # noqa: B007  is asked for below
        losses.add(CONTROLS, clean(document.text) != document.text)
        yield document.key + _ENDING, _xmi(cas_of(document, layers))
    if count:
        types = type_system.types_of(layers.features)
        yield _TYPES, (piece.encode() for piece in type_system.written(types))


def _xmi(cas: Cas) -> Iterator[bytes]:
    packages = {"uima.cas": "cas"}
    for each in cas.values():
        package = each.type.rpartition(".")[0]
        packages.setdefault(package, f"{package.rpartition('.')[2]}{len(packages)}")
    spaces = "".join(f' xmlns:{name}="http:///{_path(each)}.ecore"' for each, name in packages.items())
    yield f'{head()}<xmi:XMI xmlns:xmi="{_XMI}"{spaces} xmi:version="2.0">\n<cas:NULL xmi:id="0"/>\n'.encode()
    yield "".join(_element(*each, packages) for each in cas.items()).encode("utf-8", "replace")
    members = " ".join(map(str, members_of(cas)))
    yield f'<cas:View sofa="1" members="{members}"/>\n</xmi:XMI>\n'.encode()


def _element(key: Key, structure: Structure, packages: Mapping[str, str]) -> str:
    package, _, short = structure.type.rpartition(".")
    name = f"{packages[package]}:{short}"
    attributes = [f' xmi:id="{key}"']
    inner = []
    for feature, keys in structure.links.items():
        attributes.append(f' {feature}="{" ".join(map(str, keys))}"')
    for feature, value in structure.values.items():
        if isinstance(value, list):
            inner += [f"<{feature}>{content(each)}</{feature}>" for each in value]
        else:
            attributes.append(
                f" {feature}={quoted(value)}" if isinstance(value, str) else f' {feature}="{value}"'
            )
    return f"<{name}{''.join(attributes)}>{''.join(inner)}</{name}>\n"


def _path(package: str) -> str:
    return package.replace(".", "/")


def _read_one(source: bytes, name: str, into: Gathered) -> None:
    beside = f"{name.rpartition('/')[0]}/{_TYPES}"
    described = into.files.get(beside, into.files.get(_TYPES))
    types = type_system.read(described) if described is not None else {}
    elements = {}
    for number, element in enumerate(each_child(source), 1):
        type_ = _type_of(element)
        if not type_.startswith(_LEFT_OUT):
            elements[_key_of(element, number)] = type_, _features_of(element)
            into.check_room(len(elements))
    # without types, a feature is known to hold slots by those that it refers to
    slots = {key for key, (_, features) in elements.items() if not types and _is_slot(features)}
    cas = {key: _structure(key, type_, features, types, slots) for key, (type_, features) in elements.items()}
    take(cas, name, into)


def _is_slot(features: Mapping[str, Any]) -> bool:
    return TARGET in features and "sofa" not in features


def _type_of(element: Element) -> str:
    match = _PACKAGE.match(element.tag)
    name = local_name(element)
    return f"{match['path'].replace('/', '.')}.{name}".removeprefix(_NO_PACKAGE) if match else name


def _key_of(element: Element, number: int) -> Key:
    given = element.get(_ID, "")
    return int(given) if _DIGITS.fullmatch(given) else given or f"element {number}"


def _features_of(element: Element) -> dict[str, Any]:
    """Return the attributes; what is written as inner elements is a list."""
    features: dict[str, Any] = {name: value for name, value in element.items() if name != _ID}
    for inner in element:
        earlier = features.get(local_name(inner))
        features[local_name(inner)] = [*(earlier if isinstance(earlier, list) else ()), inner.text or ""]
    return features


def _structure(
    key: Key, type_: str, features: Mapping[str, Any], types: TypeSystem, slots: Collection[Key]
) -> Structure:
    """Divide features into values and references, by their ranges or else by their names."""
    values: dict[str, Any] = {}
    links: dict[str, Sequence[Key]] = {}
    for name, given in features.items():
        range_ = type_system.range_of(types, type_, name)
        if isinstance(given, list):
            values[name] = given
            continue
        has_keys = len(given) <= _LONGEST_LIST and _KEYS.fullmatch(given)
        keys = [int(each) for each in given.split()] if has_keys else []
        if keys and _is_reference(type_, name, range_, are_slots=all(each in slots for each in keys)):
            links[name] = keys
        elif given:  # a list without elements is written like an empty text
            values[name] = _value(name, given, range_)
    return Structure(type_, values, links, key if isinstance(key, int) and key > 0 else 1)


def _is_reference(type_: str, name: str, range_: str, *, are_slots: bool) -> bool:
    if type_.startswith(BUILT_IN):
        return name in _OF_LISTS and type_.removeprefix(BUILT_IN).startswith(("FS", "NonEmpty"))
    if name in _PLACE:
        return False
    if name == "sofa" or not range_:
        return name in _REFERENCES or are_slots
    return range_ not in _NO_REFERENCES


def _value(name: str, given: str, range_: str) -> Any:
    if (name in _PLACE or range_ in _NUMBERS) and _DIGITS.fullmatch(given):
        return int(given)
    if range_ == _TRUTH:
        return given == "true"
    if range_ in _FRACTIONS:
        try:
            return float(given)
        except ValueError:
            return given
    return given
