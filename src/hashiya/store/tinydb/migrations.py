"""Migrate store files of older versions step by step to the present layout."""

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
"""The JSON object of a store file: tables by name, each with its records by number."""

COLLECTION = "collection"
"""The table that the file of a collection has in place of the article table."""
_DEFAULT_TABLE = "_default"


def schema_of(layout: Mapping[str, Any]) -> int | None:
    """Return the version of a store file; None if hashiya did not write it.

    Version 0 is TinyDB's own layout: all annotations in the default table, and nothing about the article. The
    version may be newer than ``SCHEMA``.
    """
    name = next((name for name in (ARTICLE, COLLECTION) if name in layout), None)
    if name is None:
        return 0 if list(layout) == [_DEFAULT_TABLE] and _holds_annotations(layout[_DEFAULT_TABLE]) else None
    table = layout[name]
    records = list(table.values()) if isinstance(table, dict) else []
    schema = records[0].get("schema", SCHEMA) if records and isinstance(records[0], Mapping) else SCHEMA
    return max(schema, 1) if type(schema) is int else SCHEMA


def migrated(layout: Layout, schema: int) -> Layout:
    """Migrate a layout to ``SCHEMA``; a layout of this or a newer version is returned unchanged.

    Raises:
        HashiyaError: the layout cannot be migrated.
    """
    for version in range(schema, SCHEMA):
        layout = STEPS[version](layout)
    return layout


def _holds_annotations(table: Any) -> bool:
    """Tell whether every record of a table has the keys of an annotation; other programs use TinyDB, too."""
    return isinstance(table, dict) and all(
        isinstance(record, dict) and record.keys() >= {"label", "start", "end"} for record in table.values()
    )


def _from_default_table(layout: Layout) -> Layout:
    """Migrate version 0 to 1: annotations get their own table, and the article gets a record.

    The id of a record without one is derived from its content, so that it is the same at every reading.

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
    """Make a UUIDv7 with time 0 whose random part is a hash of the record."""
    digest = int.from_bytes(sha256(f"{number}:{sorted(record.items())!r}".encode()).digest()[:10], "big")
    return uuid7(0, digest >> 64 & 0xFFF, digest)


STEPS: Mapping[int, Callable[[Layout], Layout]] = {0: _from_default_table}
"""The function that migrates from each version to the next."""
