"""Web Annotation (W3C Recommendation of 2017) in JSON-LD: a collection with the annotations of all articles.

A place is a quotation with its offsets in code points, as the standard counts them. A key of this program's
own holds the values that the standard has no word for, so nothing is lost on the way back.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Any

from hashiya.annotation.strict_json import decode, encode
from hashiya.errors import HashiyaError
from hashiya.exchange.incoming import Incoming, Read, Refusal
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hashiya.annotation.annotation import Annotation
    from hashiya.exchange.document import Document
    from hashiya.exchange.losses import Losses

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_OWN = "hashiya:record"
_HEAD = {
    "@context": [_CONTEXT, {"hashiya": "urn:hashiya:", _OWN: {"@type": "@json"}}],
    "type": "AnnotationCollection",
    "label": "hashiya",
}
_BEGINNING = 4096
"""Bytes in which a file must name the standard."""
_ID = "urn:uuid:"
_SPOKEN_FOR = frozenset(
    (
        "id",
        "article",
        "label",
        "start",
        "end",
        "text",
        "prefix",
        "suffix",
        "note",
        "annotator",
        "created",
        "modified",
    )
)
"""Keys of a record for which the standard has a word."""


def write(documents: Iterable[Document], _: Losses) -> Iterator[bytes]:
    """Write a collection with one annotation a line; nothing is lost."""
    yield encode(_HEAD)[:-1] + b', "first": {"type": "AnnotationPage", "items": ['
    separator = b"\n"
    for document in documents:
        for annotation in document.annotations:
            yield separator + encode(_annotation(annotation))
            separator = b",\n"
    yield b"\n]}}\n"


def tells(source: bytes) -> bool:
    """Tell whether a file names the standard near its beginning."""
    return _CONTEXT.encode() in source[:_BEGINNING]


def read(source: bytes) -> Read:
    """Read the annotations of a collection, a page, an array, or a single one; numbered in their order."""
    try:
        items = list(_items(decode(source.removeprefix(BOM_UTF8))))
    except HashiyaError as error:
        return Read([], [Refusal(1, error.told)])
    found = Read([], [])
    for number, item in enumerate(items, 1):
        record = _record(item) if isinstance(item, dict) else None
        if record is None:
            found.refusals.append(Refusal(number, Message("exchange.not_web_annotation")))
        else:
            found.incoming.append(Incoming(number, record))
    return found


def _annotation(annotation: Annotation) -> dict[str, Any]:
    record = annotation.to_record()
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": annotation.label}]
    if annotation.note:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "value": annotation.note})
    made: dict[str, Any] = {
        "id": _ID + annotation.id,
        "type": "Annotation",
        "motivation": "tagging",
        "body": bodies,
    }
    if annotation.annotator:
        made["creator"] = {"type": "Person", "name": annotation.annotator}
    made |= {key: record[key] for key in ("created", "modified") if record[key]}
    quotation = {"type": "TextQuoteSelector", "exact": annotation.text}
    quotation |= {key: record[key] for key in ("prefix", "suffix") if record[key]}
    position = {"type": "TextPositionSelector", "start": annotation.start, "end": annotation.end}
    made["target"] = {"source": annotation.article, "selector": [quotation, position]}
    made[_OWN] = {key: value for key, value in record.items() if key not in _SPOKEN_FOR}
    return made


def _items(content: Any) -> Iterator[Any]:
    """Find the annotations in a collection, its pages, an array, or a single annotation."""
    waiting = [content]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += reversed(each)
        elif isinstance(each, dict) and "target" not in each and ("items" in each or "first" in each):
            waiting += [each[key] for key in ("items", "first") if key in each]
        else:
            yield each


def _record(item: Mapping[str, Any]) -> dict[str, Any] | None:
    """Make a record of an annotation; None if it has no target."""
    targets = _listed(item.get("target"))
    if not targets:
        return None
    target = targets[0] if isinstance(targets[0], dict) else {"source": targets[0]}
    own = item.get(_OWN)
    record: dict[str, Any] = dict(own) if isinstance(own, dict) else {}
    record |= {"article": _text_of(target.get("source"), "id"), **_place(target.get("selector"))}
    for body in _listed(item.get("body")):
        if not isinstance(body, dict) or not isinstance(value := body.get("value"), str):
            continue
        key = "note" if body.get("purpose") in ("commenting", "describing", "replying") else "label"
        record.setdefault(key, value)
    record["annotator"] = _text_of(item.get("creator"), "name")
    record |= {key: item[key] for key in ("created", "modified") if isinstance(item.get(key), str)}
    if isinstance(name := item.get("id"), str) and name.startswith(_ID):
        record["id"] = name.removeprefix(_ID)
    return record


def _place(selectors: Any) -> dict[str, Any]:
    place: dict[str, Any] = {}
    for selector in _listed(selectors):
        if not isinstance(selector, dict):
            continue
        if selector.get("type") == "TextQuoteSelector":
            place["text"] = selector.get("exact", "")
            place |= {key: selector[key] for key in ("prefix", "suffix") if key in selector}
        elif selector.get("type") == "TextPositionSelector":
            place |= {key: selector[key] for key in ("start", "end") if key in selector}
    return place


def _text_of(value: Any, key: str) -> str:
    """Return a value that may be a text, or an object with the text under a key."""
    value = value.get(key) if isinstance(value, dict) else value
    return value if isinstance(value, str) else ""


def _listed(value: Any) -> list[Any]:
    """Return the values of a key, which in JSON-LD may be none, one, or an array."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
