"""A note that was unfinished when the reader was closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.annotation import Annotation
from hashiya.annotation.record import named
from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Draft(NamedTuple):
    """An unfinished note on an annotation.

    Attributes:
        base: the version of the annotation that the author saw.
        note: the text so far.
    """

    base: Annotation
    note: str

    def to_record(self) -> dict[str, Any]:
        """Return the draft as plain JSON values."""
        return {"annotation": self.base.id, "note": self.note, "base": self.base.to_record()}


def draft_from(
    record: Mapping[str, Any], present: Mapping[str, Annotation], annotator: str = ""
) -> Draft | None:
    """Return the draft of a record; None if the record holds none.

    Args:
        record: from the store; may be empty.
        present: the stored annotations by id, for records without a version, as older programs wrote them.
        annotator: the owner of annotations that name nobody.
    """
    identifier, note, base = record.get("annotation"), record.get("note"), record.get("base")
    if not isinstance(identifier, str) or not isinstance(note, str):
        return None
    try:
        base = Annotation.from_record(named(base, annotator)) if isinstance(base, dict) else None
    except HashiyaError:
        return None
    seen = base or present.get(identifier)
    return None if seen is None else Draft(seen, note)
