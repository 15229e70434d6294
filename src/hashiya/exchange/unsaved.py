"""Write and read edits that could not be saved: each line an annotation's record with the version before.

Each line is imported on its own. It makes the edit if the annotation is still as the edit's author saw it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.annotation.annotation import SCHEMA, Annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.record import named
from hashiya.annotation.strict_json import encode
from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_BEFORE, _REMOVED = "_before", "_removed"


def write(edits: Iterable[Edit]) -> Iterator[bytes]:
    """Write edits as the lines of a file, each with its newline."""
    for edit in edits:
        yield encode(_record_of(edit)) + b"\n"


def is_edit(record: Mapping[str, Any]) -> bool:
    """Tell whether a record is an edit, not an annotation."""
    return _BEFORE in record or _REMOVED in record


def edit_from(record: Mapping[str, Any], annotator: str = "") -> Edit | None:
    """Read an edit; None if the record is an annotation's.

    Args:
        record: the line.
        annotator: the owner of annotations that name nobody.

    Raises:
        HashiyaError: the versions of the annotation cannot be used.
    """
    if not is_edit(record):
        return None
    own = {key: value for key, value in record.items() if key not in (_BEFORE, _REMOVED)}
    version = _version(named(own, annotator))
    if _REMOVED in record:
        return Edit(version, None)
    before = record[_BEFORE]
    if before is not None and not isinstance(before, dict):
        raise HashiyaError(Message("exchange.before_no_annotation", key=_BEFORE))
    seen = None if before is None else _version(named(before, annotator))
    if seen is not None and (seen.id, seen.article) != (version.id, version.article):
        raise HashiyaError(Message("exchange.before_other_annotation", key=_BEFORE))
    return Edit(seen, version)


def _record_of(edit: Edit) -> dict[str, Any]:
    if edit.after is not None:
        before = None if edit.before is None else edit.before.to_stored_record()
        return {**edit.after.to_stored_record(), _BEFORE: before}
    removed = {} if edit.before is None else edit.before.to_stored_record()
    return {**removed, _REMOVED: True}


def _version(record: Mapping[str, Any]) -> Annotation:
    version = Annotation.from_record(record)
    if version.schema > SCHEMA:
        raise HashiyaError(Message("exchange.newer_version"))
    return version
