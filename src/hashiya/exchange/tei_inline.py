"""TEI P5 with the annotations inside the text, as editions have names and quotations.

The text is one ``ab`` that keeps its spaces. Elements may nest but not cross: of two annotations that do, the
later one is left out. `hashiya.exchange.tei` reads the documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.exchange.losses import (
    ANNOTATORS,
    ATTRIBUTES,
    CONTROLS,
    NOTES,
    OTHER_VALUES,
    OVERLAPS,
    RELATIONS,
    REVISIONS,
    STATUSES,
)
from hashiya.exchange.tei_header import NAMESPACE, header
from hashiya.exchange.xml import clean, content, head, local_name, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from xml.etree.ElementTree import Element

    from hashiya.annotation.annotation import Annotation
    from hashiya.exchange.document import Document
    from hashiya.exchange.losses import Losses

_KIND, _CANONICAL = "kind", "canonical"
"""Attributes of annotations that an element holds: by its name, and as its ``key``."""
_NAMED = {("ACTOR", "person"): "persName", ("ACTOR", "organisation"): "orgName", ("QUOTE", ""): "q"}
"""Elements by the label and the kind of an annotation; all others are ``rs`` with the label as its type."""
_OTHER = "rs"
_MEANINGS = {name: meaning for meaning, name in _NAMED.items()}


def write(documents: Iterable[Document], losses: Losses) -> Iterator[bytes]:
    """Write a corpus, one article after another."""
    yield (head() + tag("teiCorpus", xmlns=NAMESPACE) + "\n" + header("hashiya", "")).encode()
    for document in documents:
        losses.add(CONTROLS, clean(document.text) != document.text)
        inside = "".join(_inside(document, losses))
        text = f"<text><body>{tag('ab', xml_space='preserve')}{inside}</ab></body></text>\n"
        whole = f"<TEI>\n{header(document.title or document.key, document.key)}{text}</TEI>\n"
        yield whole.encode("utf-8", "replace")
    yield b"</teiCorpus>\n"


def _inside(document: Document, losses: Losses) -> Iterator[str]:
    """Generate the text with the tags of the annotations."""
    at = 0
    opened: list[tuple[int, str]] = []
    for annotation in _nested(document.annotations, losses):
        while opened and opened[-1][0] <= annotation.start:
            end, name = opened.pop()
            yield f"{content(document.text[at:end])}</{name}>"
            at = end
        name, attributes = _element(annotation, losses)
        yield content(document.text[at : annotation.start]) + tag(name, is_empty=False, **attributes)
        at = annotation.start
        opened.append((annotation.end, name))
    for end, name in reversed(opened):
        yield f"{content(document.text[at:end])}</{name}>"
        at = end
    yield content(document.text[at:])


def _nested(annotations: Sequence[Annotation], losses: Losses) -> Iterator[Annotation]:
    """Generate the annotations of which no two cross, those around others first."""
    ends: list[int] = []
    for annotation in sorted(annotations, key=lambda each: (each.start, -each.end)):
        while ends and ends[-1] <= annotation.start:
            ends.pop()
        if ends and annotation.end > ends[-1]:
            losses.add(OVERLAPS)
            continue
        ends.append(annotation.end)
        yield annotation


def _element(annotation: Annotation, losses: Losses) -> tuple[str, dict[str, str]]:
    """Return the name and the attributes of the element of an annotation, and count its losses."""
    losses.add_fields(annotation, RELATIONS, NOTES, ANNOTATORS, STATUSES, REVISIONS, OTHER_VALUES)
    given = dict(annotation.attributes)
    name = _NAMED.get((annotation.label, str(given.get(_KIND, ""))))
    held = {_KIND} if name and given.get(_KIND) else set()
    attributes = {} if name else {"type": annotation.label}
    if isinstance(given.get(_CANONICAL), str):
        attributes["key"] = str(given[_CANONICAL])
        held.add(_CANONICAL)
    losses.add(ATTRIBUTES, len(given.keys() - held))
    return name or _OTHER, attributes


def read(element: Element) -> tuple[str, list[dict[str, Any]]]:
    """Read the text of an element that keeps its spaces, and the records of the elements in it."""
    pieces: list[str] = []
    records: list[dict[str, Any]] = []
    _take(element, pieces, 0, records)
    return "".join(pieces), records


def _take(element: Element, pieces: list[str], at: int, records: list[dict[str, Any]]) -> int:
    """Take the text of an element, and return the offset behind it."""
    record = _record(element)
    if record is not None:
        records.append(record)
    pieces.append(element.text or "")
    end = at + len(pieces[-1])
    for inner in element:
        end = _take(inner, pieces, end, records)
        pieces.append(inner.tail or "")
        end += len(pieces[-1])
    if record is not None:
        record |= {"start": at, "end": end}
    return end


def _record(element: Element) -> dict[str, Any] | None:
    """Return what an element says of its text; None if it is no annotation."""
    name = local_name(element)
    label, kind = _MEANINGS.get(name, ("", ""))
    if name == _OTHER:
        label = element.get("type", "")
    if not label:
        return None
    attributes = {_KIND: kind, _CANONICAL: element.get("key", "")}
    return {"label": label, "attributes": {key: value for key, value in attributes.items() if value}}
