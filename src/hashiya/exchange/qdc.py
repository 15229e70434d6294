"""REFI-QDA 1.0 codebooks, which MAXQDA, ATLAS.ti, NVivo and QualCoder exchange, without texts or codings.

A label is a code with its colour and its guideline. A value of an attribute is a code below it with a name
such as ``kind: person``, as in a project; an attribute of free text is a code ``canonical:`` for no coding.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hashiya.codebook.adding import label_name, toml_text
from hashiya.codebook.built_in import coding_of
from hashiya.codebook.label import DEFAULT
from hashiya.errors import HashiyaError
from hashiya.exchange.archive import MAGIC, files_in
from hashiya.exchange.losses import RELATIONS
from hashiya.exchange.qdpx import ATTRIBUTE, guid_for
from hashiya.exchange.xml import content, each_of, head, local_name, parse, tag
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from hashiya.codebook.coding import Attribute
    from hashiya.codebook.label import Label
    from hashiya.exchange.losses import Losses

_NAMESPACE = "urn:QDA-XML:codebook:1.0"
_BEGINNING = 4096
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def write(labels: Iterable[Label], losses: Losses) -> Iterator[bytes]:
    """Write a codebook; relations between labels have no place in it."""
    yield (head() + tag("CodeBook", xmlns=_NAMESPACE, origin="hashiya") + "\n<Codes>\n").encode()
    for label in labels:
        coding = coding_of(label)
        losses.add(RELATIONS, len(coding.relations))
        code = tag(
            "Code",
            guid=guid_for("code", label.name),
            name=label.name,
            isCodable="true",
            color=label.light.tint,
        )
        guideline = str(coding.guideline)
        code += f"<Description>{content(guideline)}</Description>" if guideline else ""
        for attribute in coding.attributes:
            for value in attribute.values:
                code += _code(label, f"{attribute.name}{ATTRIBUTE}{value.name}", is_codable=True)
            if not attribute.values:
                code += _code(label, f"{attribute.name}{ATTRIBUTE.rstrip()}", is_codable=False)
        yield f"{code}</Code>\n".encode("utf-8", "replace")
    yield b"</Codes></CodeBook>\n"


def tells(source: bytes) -> bool:
    """Tell whether a file names the namespace of codebooks near its beginning."""
    return _NAMESPACE.encode() in source[:_BEGINNING]


def _code(label: Label, name: str, *, is_codable: bool) -> str:
    guid = guid_for("code", label.name, name)
    return tag("Code", is_empty=True, guid=guid, name=name, isCodable="true" if is_codable else "false")


def settings_of(source: bytes) -> str:
    """Return the labels of a codebook, or of a project, as they stand in a ``hashiya.toml``.

    A code below another is a label of its own, unless its name is that of an attribute. What a built-in label
    has anyway is left out.

    Args:
        source: a codebook or a project.

    Raises:
        HashiyaError: the file is neither.
    """
    if source.startswith(MAGIC):
        source = next((file for name, file in files_in(source).items() if name.endswith(".qde")), b"<none/>")
    root = parse(source)
    if next(each_of(root, "Codes"), None) is None:
        raise HashiyaError(Message("exchange.no_codes"))
    taken: set[str] = set()
    return "\n".join(_table(code, taken) for code in each_of(root, "Code") if not _is_attribute(code))


class _Attribute(NamedTuple):
    """An attribute that codes name, with its values; none for free text."""

    name: str
    values: list[str]


def _is_attribute(code: Element) -> bool:
    name = code.get("name", "")
    return ATTRIBUTE in name or name.endswith(ATTRIBUTE.rstrip())


def _table(code: Element, taken: set[str]) -> str:
    """Return the ``[[label]]`` of a code, under a name that is valid for a label."""
    given = code.get("name", "").strip()
    name = label_name(given, taken)
    built_in = DEFAULT.get(name)
    lines = ["[[label]]", f"name = {toml_text(name)}"]
    if given != name:
        lines.append(f"title = {toml_text(given)}")
    colour = code.get("color", "")
    if _COLOUR.fullmatch(colour) and (built_in is None or colour.upper() != built_in.light.tint):
        lines += [f"light = {toml_text(colour)}", f"dark = {toml_text(colour)}"]
    description = next((each.text or "" for each in code if local_name(each) == "Description"), "").strip()
    if description and (built_in is None or description != str(coding_of(built_in).guideline).strip()):
        lines.append(f"guideline = {toml_text(description)}")
    known = {each.name: [value.name for value in each.values] for each in _attributes_of(built_in)}
    for attribute in _attributes(code).values():
        if known.get(attribute.name) != attribute.values:
            lines += ["", "[[label.attribute]]", f"name = {toml_text(attribute.name)}"]
            if attribute.values:
                lines.append(f"values = [{', '.join(map(toml_text, attribute.values))}]")
    return "\n".join([*lines, ""])


def _attributes_of(label: Label | None) -> Iterable[Attribute]:
    return coding_of(label).attributes if label is not None else ()


def _attributes(code: Element) -> Mapping[str, _Attribute]:
    found: dict[str, _Attribute] = {}
    for below in code:
        if local_name(below) == "Code" and _is_attribute(below):
            name, _, value = below.get("name", "").partition(ATTRIBUTE.rstrip())
            attribute = found.setdefault(name := label_name(name, set()), _Attribute(name, []))
            if value.strip() and value.strip() not in attribute.values:
                attribute.values.append(value.strip())
    return found
