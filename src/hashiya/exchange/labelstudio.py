"""Label Studio's JSON: an array of tasks, one for each article, with regions and relations.

Its editor runs in a browser and counts UTF-16 code units. Attributes are texts of their regions.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Any

from hashiya.annotation.strict_json import decode, encode
from hashiya.errors import HashiyaError
from hashiya.exchange.incoming import Incoming, Read, Refusal
from hashiya.exchange.losses import (
    ANNOTATORS,
    ATTRIBUTES,
    LISTS,
    OTHER_VALUES,
    RELATIONS,
    REVISIONS,
    STATUSES,
)
from hashiya.exchange.utf16 import Utf16
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hashiya.exchange.document import Document
    from hashiya.exchange.losses import Losses

_LABELS, _TEXT = "label", "text"
"""Names of the labels and of the text in the labelling configuration."""
_RESULTS = ("annotations", "completions", "predictions")


def write(documents: Iterable[Document], losses: Losses) -> Iterator[bytes]:
    """Write an array with a task a line."""
    separator = b"[\n"
    for number, document in enumerate(documents, 1):
        data = {_TEXT: document.text, "article": document.key}
        result = list(_results(document, losses))
        yield separator + encode({"id": number, "data": data, "annotations": [{"result": result}]})
        separator = b",\n"
    yield b"\n]\n" if separator == b",\n" else b"[]\n"


def tells(source: bytes) -> bool:
    """Tell whether a file is an array or an object of tasks with data and results."""
    beginning = source.removeprefix(BOM_UTF8).lstrip()[:1]
    return (
        beginning in (b"[", b"{")
        and b'"data"' in source
        and b'"result"' in source
        and any(f'"{name}"'.encode() in source for name in _RESULTS)
    )


def read(source: bytes) -> Read:
    """Read the regions of every task, those of its annotations or else of its predictions."""
    try:
        tasks = decode(source.removeprefix(BOM_UTF8))
    except HashiyaError as error:
        return Read([], [Refusal(1, error.told)])
    found = Read([], [], texts := {})
    for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks], 1):
        data = task.get("data") if isinstance(task, dict) else None
        text = _text_in(data, task) if isinstance(data, dict) else None
        if text is None or not isinstance(data, dict):
            found.refusals.append(Refusal(number, Message("exchange.not_labelstudio")))
            continue
        name = data.get("article") or data.get("filename")
        if not isinstance(name, str) or name in texts:
            name = str(number)
        texts[name] = text
        found.incoming.extend(Incoming(number, record) for record in _records(task, name, text))
    return found


def _results(document: Document, losses: Losses) -> Iterator[dict[str, Any]]:
    offsets = Utf16(document.text)
    known = {annotation.id for annotation in document.annotations}
    for annotation in document.annotations:
        losses.add_fields(annotation, ANNOTATORS, STATUSES, REVISIONS, OTHER_VALUES)
        place = {"start": offsets.units(annotation.start), "end": offsets.units(annotation.end)}
        value = {**place, "text": annotation.text, "labels": [annotation.label]}
        region: dict[str, Any] = {"id": annotation.id, "to_name": _TEXT}
        note = {"meta": {"text": [annotation.note]}} if annotation.note else {}
        yield {**region, "from_name": _LABELS, "type": "labels", "value": value, **note}
        for name, given in annotation.attributes.items():
            values = given if isinstance(given, list) else [given]
            if all(isinstance(each, str) for each in values):
                losses.add(LISTS, isinstance(given, list) and len(given) == 1)
                yield {**region, "from_name": name, "type": "textarea", "value": {**place, "text": values}}
            else:
                losses.add(ATTRIBUTES)
        for relation in annotation.relations:
            if relation["target"] not in known:
                losses.add(RELATIONS)
                continue
            ends = {"from_id": annotation.id, "to_id": relation["target"]}
            yield {**ends, "type": "relation", "direction": "right", "labels": [relation["type"]]}


def _text_in(data: Mapping[str, Any], task: Mapping[str, Any]) -> str | None:
    """Return the text of a task: that which its regions name, else the only text; None if there is none."""
    names = {each.get("to_name") for each in _result_of(task) if isinstance(each.get("to_name"), str)}
    texts = [
        value for key, value in data.items() if isinstance(value, str) and (key in names or key == _TEXT)
    ]
    if not texts:
        texts = sorted((value for value in data.values() if isinstance(value, str)), key=len)[-1:]
    return texts[0] if texts else None


def _result_of(task: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Return the results of the last annotation that was not cancelled, or of a prediction."""
    for kind in _RESULTS:
        runs = task.get(kind)
        for run in reversed(runs) if isinstance(runs, list) else ():
            result = run.get("result") if isinstance(run, dict) and not run.get("was_cancelled") else None
            if isinstance(result, list):
                return [each for each in result if isinstance(each, dict)]
    return ()


def _records(task: Mapping[str, Any], name: str, text: str) -> Iterator[dict[str, Any]]:
    offsets = Utf16(text)
    records: dict[str, dict[str, Any]] = {}
    result = _result_of(task)
    for each in result:
        value = each.get("value")
        if not isinstance(value, dict) or not isinstance(each.get("id"), str):
            continue
        labels = value.get(_text_of(each, "type"))
        if each.get("type") in ("labels", "hypertextlabels") and isinstance(labels, list) and labels:
            records[each["id"]] = {"id": each["id"], "article": name, "label": labels[0]}
            records[each["id"]] |= _region(each, value, text, offsets)
    for each in result:
        record = records.get(_text_of(each, "id"))
        value = each.get("value")
        if record is not None and isinstance(value, dict) and each.get("type") in ("textarea", "choices"):
            values = value.get("text" if each["type"] == "textarea" else "choices")
            if isinstance(values, list) and isinstance(each.get("from_name"), str):
                attributes = record.setdefault("attributes", {})
                attributes[each["from_name"]] = values[0] if len(values) == 1 else values
        start, end = _text_of(each, "from_id"), _text_of(each, "to_id")
        if each.get("type") == "relation" and start in records and end in records:
            labels = each.get("labels")
            kind = labels[0] if isinstance(labels, list) and labels else "relation"
            records[start].setdefault("relations", []).append({"type": kind, "target": end})
    yield from records.values()


def _text_of(result: Mapping[str, Any], key: str) -> str:
    value = result.get(key)
    return value if isinstance(value, str) else ""


def _region(each: Mapping[str, Any], value: Mapping[str, Any], text: str, offsets: Utf16) -> dict[str, Any]:
    """Return place, words and note of a region; offsets are code points if the words are there."""
    record: dict[str, Any] = {}
    start, end, words = value.get("start"), value.get("end"), value.get("text")
    if type(start) is int and type(end) is int:
        if not (isinstance(words, str) and text[start:end] == words):
            start, end = offsets.code_points(start), offsets.code_points(end)
        record |= {"start": start, "end": end}
    if isinstance(words, str):
        record["text"] = words
    note = each.get("meta")
    if isinstance(note, dict) and isinstance(note.get("text"), list) and note["text"]:
        record["note"] = note["text"][0]
    return record
