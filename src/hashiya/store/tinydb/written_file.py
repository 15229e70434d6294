"""Read the records of a store file as lines of an export, several times faster than annotations are made.

A line of the layout that `record_lines` writes is matched as a whole, so every value is known to be valid. A
file with any other line, such as one with a nested attribute, is left to those who parse it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.annotation.annotation import KEYS
from hashiya.annotation.record import REJECTED, SOURCE
from hashiya.annotation.strict_json import decode
from hashiya.annotation.written import Written
from hashiya.errors import HashiyaError
from hashiya.store.records.article_record import SCHEMA, is_newer
from hashiya.store.records.tables import ANNOTATIONS, ARTICLE
from hashiya.store.tinydb.record_lines import table_bounds
from hashiya.store.tinydb.store_file import parse, read_source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hashiya.store.tinydb.store_file import Content, FileBytes

_NUMBER = r"(?:0|[1-9][0-9]{0,19})"
_PLAIN = r'"[^"\\\x00-\x1f]+"'
_TEXT = r'"[^"\\\x00-\x1f]*(?:\\(?:["\\nrtbf]|u00[01][0-9a-f]|ud[89a-f][0-9a-f]{2})[^"\\\x00-\x1f]*)*"'


def _listed(item: str) -> str:
    return rf"(?:{item}(?:, {item})*)?"


_VALUE = rf"(?:{_TEXT}|-?{_NUMBER}(?:\.[0-9]{{1,17}})?|true|false|null|\[{_listed(_TEXT)}\])"
_MEMBER = rf"{_PLAIN}: {_VALUE}"
_RELATION = rf'\{{"type": {_TEXT}, "target": {_TEXT}\}}'
_OF_KEY = {
    "id": r'"(?P<id>[^"\\\x00-\x1f]+)"',
    "label": r'"(?P<label>[^"\\\x00-\x1f]+)"',
    "start": f"(?P<start>{_NUMBER})",
    "end": f"(?P<end>{_NUMBER})",
    "attributes": rf"(?P<attributes>\{{{_listed(_MEMBER)}\}})",
    "relations": rf"\[{_listed(_RELATION)}\]",
    "status": r'"(?P<status>[^"\\\x00-\x1f]*)"',
    "rev": _NUMBER,
    "schema": str(SCHEMA),
    "offset_unit": '"codepoint"',
}
_RECORD = ", ".join(f'"{key}": {_OF_KEY.get(key, _TEXT)}' for key in KEYS)
_LINE = re.compile(
    (
        rf'(?P<number>"{_NUMBER}"): (?P<record>\{{{_RECORD}(?P<extra>(?:, (?!"_rival"){_MEMBER})*))'
        rf'(?:, "_rival": {_NUMBER}(?:\.[0-9]+)?(?:e[-+]?[0-9]{{1,2}})?)?\}}(?:,\n|\Z)'
    ).encode()
)
"""A record in its table; ``_rival`` is kept in the store only."""
_COLON = b'": '
_NOBODY = b'"annotator": ""'
_REJECTED, _SOURCE = REJECTED.encode(), b'"%b": ' % SOURCE.encode()


def read_written(path: Path, key: str, annotator: str) -> Sequence[Written] | None:
    """Read the records of the annotations in a store file, in the order of annotations.

    Args:
        path: the store file.
        key: of the article.
        annotator: the owner of annotations that name nobody; such a file must be parsed.

    Returns:
        None if the file must be parsed: it is damaged, missing, newer, or has other values than most have.
    """
    try:
        source = read_source(path)
        return None if source is None else _records(path, source, key, annotator)
    except (HashiyaError, UnicodeDecodeError):
        return None


def _records(path: Path, source: FileBytes, key: str, annotator: str) -> Sequence[Written] | None:
    """Match the records in the content of a file; None if one has other values.

    Raises:
        HashiyaError, UnicodeDecodeError: the file is damaged.
    """
    content = source.content
    bounds = table_bounds(content, ANNOTATIONS)
    if bounds is None:
        return None
    at, end = bounds
    if annotator and content.find(_NOBODY, at, end) >= 0:
        return None
    content[at:end].decode()
    others = parse(path, source._replace(content=content[:at] + content[end:]))
    if not _is_usual(others, key):
        return None
    found: list[Written] = []
    numbers: set[bytes] = set()
    ids: set[str] = set()
    while at < end:
        match = _LINE.match(content, at, end)
        if match is None:
            return None
        at = match.end()
        number, record, identifier, label, start, stop, attributes, status, extra = match.groups()
        written = Written(int(start), int(stop), identifier.decode(), label.decode(), record + b"}\n")
        is_known = number in numbers or written.id in ids
        if is_known or written.start >= written.end or not _is_distinct(attributes, extra):
            return None
        numbers.add(number)
        ids.add(written.id)
        if status != _REJECTED or _SOURCE not in extra:
            found.append(written)
    return sorted(found)


def _is_usual(others: Content, key: str) -> bool:
    """Tell whether the tables but for the annotations are of this version, and of the article."""
    described = others.only(ARTICLE)
    is_ours = others.schema == SCHEMA and not is_newer(described) and described.get("path", key) == key
    return is_ours and not others.tables.get(ANNOTATIONS)  # which would be in another layout


def _is_distinct(attributes: bytes, extra: bytes) -> bool:
    """Tell whether no key that hashiya does not fix comes twice; most records have none or one.

    Raises:
        HashiyaError: one of the attributes, or of the unknown keys, comes twice.
    """
    if attributes.count(_COLON) > 1:
        decode(attributes)
    return not extra or KEYS.keys().isdisjoint(decode(b"{%b}" % extra.removeprefix(b", ")))
