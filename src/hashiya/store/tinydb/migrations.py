"""Store files of older versions, brought step by step to the layout that this program writes."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from hashiya.annotation.identifiers import uuid7
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store.records.article_record import SCHEMA
from hashiya.store.records.tables import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Callable

Layout = dict[str, Any]
"""A store file's JSON object: tables by name, each with its records by number."""

COLLECTION = "collection"
"""The table that a collection's file has instead of that of the article."""
_DEFAULT_TABLE = "_default"


def schema_of(layout: Mapping[str, Any]) -> int | None:
    """The version of a store file; None if no version of the program made it.

    Version 0 is TinyDB's own layout: all annotations in its default table, and nothing about the article. A
    version that is newer than ``SCHEMA`` is returned as it stands.
    """
    name = next((name for name in (ARTICLE, COLLECTION) if name in layout), None)
    if name is None:
        return 0 if list(layout) == [_DEFAULT_TABLE] and _holds_annotations(layout[_DEFAULT_TABLE]) else None
    table = layout[name]
    records = list(table.values()) if isinstance(table, dict) else []
    schema = records[0].get("schema", SCHEMA) if records and isinstance(records[0], Mapping) else SCHEMA
    return max(schema, 1) if type(schema) is int else SCHEMA


def migrated(layout: Layout, schema: int) -> Layout:
    """The file in the layout of ``SCHEMA``; one of that version or a newer one is returned as it is.

    Raises:
        HashiyaError: it cannot be brought there.
    """
    for version in range(schema, SCHEMA):
        layout = STEPS[version](layout)
    return layout


def _holds_annotations(table: Any) -> bool:
    """Whether every record of a table has what makes an annotation; other programs use TinyDB too."""
    return isinstance(table, dict) and all(
        isinstance(record, dict) and record.keys() >= {"label", "start", "end"} for record in table.values()
    )


def _from_default_table(layout: Layout) -> Layout:
    """Version 0 to 1: annotations get a table of their own and the article a record.

    A record without an id gets one that follows from its content, so that it is the same at every reading.

    Raises:
        HashiyaError: the default table holds annotations of several articles.
    """
    records = layout[_DEFAULT_TABLE]
    article: dict[str, Any] = {"schema": 1}
    for key, name in (("article", "path"), ("sha256", "sha256")):
        values = {record[key] for record in records.values() if isinstance(record.get(key), str)}
        if key == "article" and len(values) > 1:
            raise HashiyaError(Message("store.several_articles", table=_DEFAULT_TABLE))
        if len(values) == 1:
            article[name] = values.pop()
    annotations = {
        number: record if "id" in record else {"id": _lasting_id(number, record), **record}
        for number, record in records.items()
    }
    return {"article": {"1": article}, "annotations": annotations}


def _lasting_id(number: str, record: Mapping[str, Any]) -> str:
    """A UUID of version 7 whose time is 0 and whose random part is a hash of the record."""
    digest = int.from_bytes(sha256(f"{number}:{sorted(record.items())!r}".encode()).digest()[:10], "big")
    return uuid7(0, digest >> 64 & 0xFFF, digest)


STEPS: Mapping[int, Callable[[Layout], Layout]] = {0: _from_default_table}
"""What brings a layout from the version it is listed under to the next one."""
