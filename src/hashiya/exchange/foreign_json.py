"""JSON of other programs that no format here reads, named so that a person knows which file it is."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from hashiya.annotation.strict_json import decode
from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

_LARGEST = 1 << 26
"""Bytes of the largest file whose kind is looked for."""
_KINDS: tuple[tuple[str, Mapping[str, type]], ...] = (
    ("GATE (bdocjs)", {"annotation_sets": dict}),
    ("GATE (JSON)", {"text": str, "entities": dict}),
    ("Prodigy", {"_task_hash": int}),
    ("PubAnnotation", {"denotations": list}),
    ("BioC", {"documents": list}),
    ("tagtog", {"annotatable": dict}),
    ("LightTag", {"examples": list}),
    ("spaCy (JSON)", {"ents": list}),
    ("spaCy (JSON)", {"paragraphs": list}),
    ("Label Studio (JSON-MIN)", {"annotation_id": int}),
    ("brat (JSON)", {"text": str, "entities": list}),
    ("doccano (JSON)", {"text": str, "annotations": list}),
)
"""The programs, with keys of the objects that they write and the type of each value."""


def kind_of(source: bytes) -> Message | str:
    """Name the kind of a JSON document.

    Args:
        source: a text that begins like an object or an array, without a byte-order mark.
    """
    value = _first_of(source[:_LARGEST])
    if isinstance(value, dict):
        for kind, keys in _KINDS:
            if all(type(value.get(key)) is wanted for key, wanted in keys.items()):
                return kind
    return Message("exchange.json_array") if source.startswith(b"[") else Message("exchange.other_json")


def _first_of(source: bytes) -> Any:
    """Return a document, or that of the first line; of an array, its first value; None if all is damaged."""
    for part in (source, source.partition(b"\n")[0]):
        with suppress(HashiyaError):
            value = decode(part)
            return value[0] if isinstance(value, list) and value else value
    return None
