"""Changes that were refused because another program had changed the annotation; kept until one decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.annotation import Annotation, timestamp
from hashiya.annotation.carrying import is_same
from hashiya.annotation.edits import Edit
from hashiya.annotation.identifiers import new_id
from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping


class ConflictError(HashiyaError):
    """An edit of an annotation that another writer has changed meanwhile; both versions are kept.

    Attributes:
        edit: what was wanted; not saved.
        stored: the annotation as it is in the store, or None if it was removed there.
    """

    def __init__(self, edit: Edit, stored: Annotation | None) -> None:
        if stored is None:
            super().__init__(Message("store.annotation_removed", id=edit.id))
        else:
            advice = Message("store.edit_again", version=_described(stored))
            super().__init__(Message("store.annotation_changed", id=edit.id), advice)
        self.edit = edit
        self.stored = stored


class Outcome(NamedTuple):
    """What became of an edit that is not stored as it was made, since another writer changed the annotation.

    Attributes:
        edit: what was wanted; of edits that were made one on top of the other, what they do in all.
        stored: the annotation as it is in the store now, or None if it is not there.
        name: the id of the record that keeps a refused edit; empty where none does.
        asked: whether both versions are kept as a `Conflict` that is open now.
        withdrawn: whether the edit took back an earlier refused one, whose `Conflict` is gone with it.
    """

    edit: Edit
    stored: Annotation | None
    name: str = ""
    asked: bool = False
    withdrawn: bool = False


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
    def given_up(self) -> Edit:
        """The edit that gives the refused change up; taken back, the change is asked about again."""
        return Edit(self.mine, self.base)

    @property
    def id(self) -> str:
        """The id of the annotation."""
        versions = (each for each in (self.mine, self.theirs, self.base) if each is not None)
        return next(versions).id


def refused_record(edit: Edit, identifier: object = None) -> dict[str, Any]:
    """A refused change as plain JSON values; its record keeps the id that it has, or gets one."""
    return {
        "id": identifier or new_id(),
        "base": None if edit.before is None else edit.before.to_record(),
        "mine": None if edit.after is None else edit.after.to_record(),
        "noticed": timestamp(),
    }


def refused_edit(record: Mapping[str, Any]) -> Edit | None:
    """The refused change that a record keeps, or None if it keeps none."""
    try:
        return Edit(_annotation(record.get("base")), _annotation(record.get("mine")))
    except (HashiyaError, ValueError):  # no annotation at all, or two different ones
        return None


def conflict_from(
    number: str, record: Mapping[str, Any], present: Mapping[str, Annotation]
) -> Conflict | None:
    """The conflict that a record tells of, or None if there is none (any more).

    Args:
        number: of the record.
        record: from the store.
        present: the stored annotations by id.
    """
    edit = refused_edit(record)
    if edit is None:
        return None
    theirs = present.get(edit.id)
    if is_same(edit.after, theirs):
        return None
    noticed = record.get("noticed")
    return Conflict(number, edit.before, edit.after, theirs, noticed if isinstance(noticed, str) else "")


def _described(stored: Annotation) -> tuple[str | Message, ...]:
    """What tells a version of an annotation from another, for a message."""
    note = (Message("store.with_note", note=stored.note),) if stored.note else ()
    by = (Message("store.changed_by", annotator=stored.annotator),) if stored.annotator else ()
    return (stored.label, *note, Message("store.revision", number=stored.rev), stored.modified, *by)


def _annotation(record: Any) -> Annotation | None:
    return Annotation.from_record(record) if isinstance(record, dict) else None
