"""A note that was being written when the reader was ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.annotation import Annotation
from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Draft(NamedTuple):
    """A note on its way into an annotation.

    Attributes:
        base: the annotation as the author of the note saw it.
        note: the note, as far as it is written.
    """

    base: Annotation
    note: str

    def to_record(self) -> dict[str, Any]:
        """The draft as plain JSON values."""
        return {"annotation": self.base.id, "note": self.note, "base": self.base.to_record()}


def draft_from(record: Mapping[str, Any], present: Mapping[str, Annotation]) -> Draft | None:
    """The draft that a record keeps, or None if it keeps none.

    Args:
        record: from the store, or an empty one.
        present: the stored annotations by id; an earlier program kept no version with the note.
    """
    identifier, note, base = record.get("annotation"), record.get("note"), record.get("base")
    if not isinstance(identifier, str) or not isinstance(note, str):
        return None
    try:
        seen = Annotation.from_record(base) if isinstance(base, dict) else present.get(identifier)
    except HashiyaError:
        return None
    return None if seen is None else Draft(seen, note)
