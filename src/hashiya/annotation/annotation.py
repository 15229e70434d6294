"""Annotations: labelled spans of an article; made, changed, moved, and as records."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING, Any

from hashiya.annotation.identifiers import new_id
from hashiya.annotation.record import (
    LARGEST,
    OFFSET_UNIT,
    REJECTED,
    SOURCE,
    check_complete,
    check_values,
    dict_maker,
    json_types,
    next_revision,
)
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from hashiya.annotation.selector import Selector

SCHEMA = 1
"""Version of the record that this program writes."""

_RIVAL = "_rival"

STATUSES = ("accepted", "proposed", REJECTED)
"""The statuses that hashiya sets; other values in a file are kept as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A labelled half-open span of code points, anchored by its quotation and its offsets.

    The fields up to ``offset_unit`` are the record's keys in their fixed order; `KEYS` is derived from them.

    Attributes:
        id: a UUIDv7 (RFC 9562) in lower-case hexadecimal with hyphens.
        article: the article's path relative to the folder that holds the store, ``/``-separated.
        sha256: hash of the article's text at the time of ``modified``, hexadecimal.
        label: name of a label, such as ``ACTOR``.
        start: offset of the first code point.
        end: offset after the last code point.
        text: the article's ``[start:end]`` at the time of ``modified``.
        prefix: up to 48 code points before the span.
        suffix: up to 48 code points after the span.
        attributes: codes given to the annotation, by name.
        relations: links to other annotations, each with at least ``type`` and ``target`` (an id).
        note: free text of the annotator.
        annotator: who made it, or an empty string.
        status: one of ``STATUSES``, or another program's word.
        created: UTC, ``YYYY-MM-DDTHH:MM:SSZ``.
        modified: UTC, ``YYYY-MM-DDTHH:MM:SSZ``.
        rev: the revision: 1 when new, and one more with each change.
        schema: version of the record.
        offset_unit: ``codepoint``.
        extra: keys of the record that this program does not know, in their order.
        rival: as in `Selector`; kept in the store and not exported, since it describes this text only.
    """

    id: str
    article: str = ""
    sha256: str = ""
    label: str
    start: int
    end: int
    text: str = ""
    prefix: str = ""
    suffix: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    relations: tuple[Mapping[str, Any], ...] = ()
    note: str = ""
    annotator: str = ""
    status: str = "accepted"
    created: str = ""
    modified: str = ""
    rev: int = 1
    schema: int = SCHEMA
    offset_unit: str = OFFSET_UNIT
    extra: Mapping[str, Any] = field(default_factory=dict)
    rival: float | None = field(default=None, compare=False)

    @property
    def selector(self) -> Selector:
        """The selector for finding the annotation in a changed text."""
        from hashiya.annotation.selector import Selector

        return Selector(self.text, self.prefix, self.suffix, self.start, self.sha256, self.rival)

    @property
    def span(self) -> Span:
        """The code points that the annotation covers."""
        return Span(self.start, self.end)

    @property
    def is_rejection(self) -> bool:
        """Whether this is a rejected proposal, which the store remembers and nothing shows or exports."""
        return self.status == REJECTED and SOURCE in self.extra

    def to_record(self) -> dict[str, Any]:
        """Return the annotation as JSON values: the keys in their fixed order, unknown keys last."""
        record = _fields_of(self)
        record["attributes"] = dict(self.attributes)
        record["relations"] = [dict(relation) for relation in self.relations]
        record.update(self.extra)
        return record

    def to_stored_record(self) -> dict[str, Any]:
        """Return the record with the keys that only the store keeps."""
        record = self.to_record()
        return record if self.rival is None else record | {_RIVAL: self.rival}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Annotation:
        """Make the annotation that a record describes; missing keys get their defaults.

        Raises:
            HashiyaError: ``id``, ``label``, ``start`` or ``end`` is missing, a value has the wrong type, or
                the offsets are not a span.
        """
        if not _is_plain(record):
            check_record(record)
            check_complete(record)
        known = {**record, "relations": tuple(record.get("relations", ()))}
        if known.keys() <= KEYS.keys():
            return cls(**known)
        extra = {key: known.pop(key) for key in record if key not in KEYS}
        rival = extra.pop(_RIVAL, None)
        return cls(**known, extra=extra, rival=rival if isinstance(rival, int | float) else None)


KEYS = json_types(Annotation, without=("extra", "rival"))
"""The record's keys in their fixed order, with the JSON type of each value."""
_PLAIN_TYPES = {**KEYS, _RIVAL: float}
_TEXT_ALONE = {str}
_fields_of: Callable[[Annotation], dict[str, Any]] = dict_maker(KEYS)


def _is_plain(record: Mapping[str, Any]) -> bool:
    """Tell whether a record is right at first sight, as most are, of which checking each value takes long."""
    if not _has_plain_types(tuple(record), tuple(map(type, record.values()))):
        return False
    known = record.get
    return (
        0 <= record["start"] < record["end"] <= LARGEST
        and record["id"] != ""
        and record["label"] != ""
        and not known("relations")
        and (not (attributes := known("attributes")) or {*map(type, attributes.values())} == _TEXT_ALONE)
        and 0 <= known("rev", 0) <= LARGEST
        and 0 <= known("schema", 0) <= LARGEST
        and known("offset_unit", OFFSET_UNIT) == OFFSET_UNIT
        and isfinite(known(_RIVAL, 0.0))
    )


@lru_cache(maxsize=100)
def _has_plain_types(keys: tuple[str, ...], types: tuple[type, ...]) -> bool:
    """Tell whether keys have values of their types; nearly all records of a file have the same ones."""
    is_complete = all(key in keys for key in ("id", "label", "start", "end"))
    return is_complete and all(
        _PLAIN_TYPES.get(key, str) is kind for key, kind in zip(keys, types, strict=True)
    )


def check_record(record: Mapping[str, Any]) -> None:
    """Refuse a record that cannot be stored; called wherever records come in, and before they are written.

    Raises:
        HashiyaError: names the annotation and the key.
    """
    check_values(record, KEYS)


def timestamp(now: datetime | None = None) -> str:
    """Format a time as UTC in whole seconds, ``YYYY-MM-DDTHH:MM:SSZ``.

    Args:
        now: an aware time; the present if left out.
    """
    seconds = time.time() if now is None else now.timestamp()
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def check_span(article: str, text: str, span: Span) -> None:
    """Refuse a span that is empty, ends before its start, or does not lie in the text.

    Args:
        article: the article's name, for the message.
        text: the whole article.
        span: code points.

    Raises:
        HashiyaError: names the span, and the length of the text.
    """
    start, end = span
    if not text:
        raise HashiyaError(Message("annotation.article_empty", article=article))
    if start > end:
        raise HashiyaError(Message("annotation.span_reversed", start=start, end=end, article=article))
    if start < 0 or end > len(text):
        raise HashiyaError(
            Message("annotation.span_outside", start=start, end=end, article=article, count=len(text))
        )
    if start == end:
        raise HashiyaError(Message("annotation.span_empty", start=start, end=end, article=article))


def new_annotation(
    article_key: str,
    article_sha256: str,
    text: str,
    span: Span,
    label: str,
    *,
    note: str = "",
    attributes: Mapping[str, Any] | None = None,
    annotator: str = "",
    now: datetime | None = None,
    id: str | None = None,  # noqa: A002  the record's own word
) -> Annotation:
    """Make a new annotation of a span, with its quotation and context taken from the article.

    Args:
        article_key: the article's path relative to the folder that holds the store.
        article_sha256: hash of the text, hexadecimal.
        text: the whole article.
        span: code points of ``text``.
        label: a label's name.
        note: free text.
        attributes: codes by name.
        annotator: who makes the annotation.
        now: an aware time; the present if left out.
        id: an id to use instead of a new one.

    Raises:
        HashiyaError: the span is empty or does not lie in the text.
    """
    place = _described(article_key, text, article_sha256, span)
    return annotation_at(
        place,
        article_key,
        label,
        note=note,
        attributes=attributes,
        annotator=annotator,
        now=now,
        id=new_id() if id is None else id,
    )


def annotation_at(
    place: Selector,
    article_key: str,
    label: str,
    *,
    note: str = "",
    attributes: Mapping[str, Any] | None = None,
    annotator: str = "",
    now: datetime | None = None,
    id: str = "",  # noqa: A002  the record's own word
) -> Annotation:
    """Make a new annotation of a place that was described while its article was read.

    Args:
        place: the place, with its offset and the hash of its text.
        article_key: as for `new_annotation`.
        label: as for `new_annotation`.
        note: as for `new_annotation`.
        attributes: as for `new_annotation`.
        annotator: as for `new_annotation`.
        now: as for `new_annotation`.
        id: an id to use; empty for a new one.
    """
    moment = timestamp(now)
    return Annotation(
        id=id or new_id(),
        article=article_key,
        label=label,
        **_fields_at(place),
        attributes=dict(attributes or {}),
        note=note,
        annotator=annotator,
        created=moment,
        modified=moment,
    )


def changed(annotation: Annotation, *, now: datetime | None = None, **fields: Any) -> Annotation:
    """Copy an annotation with some fields set, ``rev`` one higher and ``modified`` now."""
    return replace(annotation, **fields, rev=next_revision(annotation.rev), modified=timestamp(now))


def moved(
    annotation: Annotation, text: str, sha256: str, span: Span, *, now: datetime | None = None, **fields: Any
) -> Annotation:
    """Copy an annotation to another span, with new quotation and context from the article.

    Raises:
        HashiyaError: the span is empty or does not lie in the text.
    """
    place = _described(annotation.article, text, sha256, span)
    return changed(annotation, now=now, **_fields_at(place), **fields)


def _described(article: str, text: str, sha256: str, span: Span) -> Selector:
    """Describe a span by its quotation and context; raises what `check_span` does."""
    check_span(article, text, span)
    from hashiya.annotation.anchor import describe  # not needed to read annotations

    return describe(text, *span, sha256)


def _fields_at(place: Selector) -> dict[str, Any]:
    """Make the fields that locate an annotation: span, quotation and context."""
    return {
        "sha256": place.sha256,
        "start": place.start,
        "end": place.start + len(place.exact),
        "text": place.exact,
        "prefix": place.prefix,
        "suffix": place.suffix,
        "rival": place.rival,
    }
