"""Divide the tables of an article among the annotators whom its annotations name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.store.records.tables import ANNOTATIONS, ARTICLE, CONFLICTS, DRAFTS, REMOVED
from hashiya.text.settled import settled_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hashiya.store.tinydb.record_lines import Record
    from hashiya.store.tinydb.store_file import Tables

_OF_ALL = (ARTICLE, REMOVED)
"""Tables that everyone gets: the removals keep an older copy of a file from bringing annotations back."""
_VERSIONS = {CONFLICTS: ("mine", "base"), DRAFTS: ("base",)}
"""The annotation that a record of a table is about, as one of the record's values."""


def shares_of(tables: Tables, annotator: str, having: Iterable[str] = ()) -> Mapping[str, Tables]:
    """Divide tables among annotators, by name.

    A conflict and an unfinished note go with the annotation that they are about.

    Args:
        tables: of one article.
        annotator: who gets the records that name nobody, the reading position, and what else there is.
        having: annotators who have annotations of the article already, and so are told of removals.
    """
    names = {record.get("id"): _name_in(record) for record in tables.get(ANNOTATIONS, {}).values()}
    shares: dict[str, Tables] = {}
    for table, records in tables.items():
        for number, record in records.items():
            if table not in _OF_ALL:
                owner = _owner_of(table, record, names) or annotator
                shares.setdefault(owner, {}).setdefault(table, {})[number] = record
    shares = shares or {annotator: {}}
    if tables.get(REMOVED):
        shares = {**{name: {} for name in having}, **shares}
    common = {table: tables[table] for table in _OF_ALL if table in tables}
    return {name: {**common, **share} for name, share in sorted(shares.items())}


def _owner_of(table: str, record: Record, names: Mapping[Any, str]) -> str:
    """Return the name of the annotator whom a record concerns; empty if it names nobody."""
    if table == ANNOTATIONS:
        return _name_in(record)
    versions = (record.get(name) for name in _VERSIONS.get(table, ()))
    named = (_name_in(version) for version in versions if isinstance(version, dict))
    return next(filter(None, named), names.get(record.get("annotation"), ""))


def _name_in(record: Mapping[str, Any]) -> str:
    name = record.get("annotator")
    return settled_name(name) if isinstance(name, str) else ""
