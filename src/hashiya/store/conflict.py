"""Changes that were refused because another program had changed the annotation; kept until one decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.annotation import Annotation, timestamp
from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hashiya.annotation.edits import Edit


class ConflictError(HashiyaError):
    """An edit of an annotation that another writer has changed meanwhile; both versions are kept.

    Attributes:
        edit: what was wanted; not saved.
        stored: the annotation as it is in the store, or None if it was removed there.
    """

    def __init__(self, edit: Edit, stored: Annotation | None) -> None:
        what = "changed" if stored else "removed"
        hint = "look at it as it is now, and edit it again if need be"
        if stored is not None:
            who = f" by {stored.annotator}" if stored.annotator else ""
            note = f", note “{stored.note}”" if stored.note else ""
            hint = f"it is now {stored.label}{note} (change {stored.rev}, {stored.modified}{who}); {hint}"
        super().__init__(
            f"the annotation {edit.id} was {what} by another program meanwhile, so this edit is not saved",
            hint,
        )
        self.edit = edit
        self.stored = stored


class Conflict(NamedTuple):
    """One annotation that was changed here and by another program.

    Attributes:
        number: of the record in the store file.
        base: the annotation as it was before both changes, or None if it was added.
        mine: what it was to become here, or None if it was removed here.
        theirs: what it is in the store now, or None if it was removed there.
        noticed: when the change was refused: UTC, ``YYYY-MM-DDTHH:MM:SSZ``.
    """

    number: str
    base: Annotation | None
    mine: Annotation | None
    theirs: Annotation | None
    noticed: str

    @property
    def id(self) -> str:
        """The id of the annotation."""
        versions = (each for each in (self.mine, self.theirs, self.base) if each is not None)
        return next(versions).id


def refused_record(base: Annotation | None, mine: Annotation | None) -> dict[str, Any]:
    """A refused change as plain JSON values."""
    return {
        "base": None if base is None else base.to_record(),
        "mine": None if mine is None else mine.to_record(),
        "noticed": timestamp(),
    }


def conflict_from(
    number: str, record: Mapping[str, Any], present: Mapping[str, Annotation]
) -> Conflict | None:
    """The conflict that a record tells of, or None if there is none (any more).

    Args:
        number: of the record.
        record: from the store.
        present: the stored annotations by id.
    """
    try:
        base, mine = (_annotation(record.get(name)) for name in ("base", "mine"))
    except HashiyaError:
        return None
    version = mine or base
    if version is None:
        return None
    theirs = present.get(version.id)
    if is_same(mine, theirs):
        return None
    noticed = record.get("noticed")
    return Conflict(number, base, mine, theirs, noticed if isinstance(noticed, str) else "")


def is_same(mine: Annotation | None, theirs: Annotation | None) -> bool:
    """Whether two versions of an annotation say the same, whenever they were made."""
    if mine is None or theirs is None:
        return mine is theirs
    return _content(mine) == _content(theirs)


def _content(annotation: Annotation) -> dict[str, Any]:
    return {**annotation.to_record(), "rev": 0, "modified": ""}


def _annotation(record: Any) -> Annotation | None:
    return Annotation.from_record(record) if isinstance(record, dict) else None
