"""Changes refused because another program changed the annotation; kept until a person decides."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.annotation import Annotation, timestamp
from hashiya.annotation.carrying import is_same
from hashiya.annotation.edits import Edit
from hashiya.annotation.record import named
from hashiya.annotation.strict_json import encode
from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping


class ConflictError(HashiyaError):
    """Another writer changed the annotation meanwhile, so an edit was refused.

    Attributes:
        edit: the refused edit, which was not saved.
        stored: the annotation in the store; None if it was removed there.
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
    """The outcome of an edit that was not stored as made, since another writer changed the annotation.

    Attributes:
        edit: the edit; successive edits of one annotation are merged.
        stored: the annotation that is stored now; None if there is none.
        name: the id of the record that keeps a refused edit; empty if there is none.
        asked: whether both versions are kept as an open `Conflict`.
        withdrawn: whether the edit undid an earlier refused one, whose `Conflict` is removed.
    """

    edit: Edit
    stored: Annotation | None
    name: str = ""
    asked: bool = False
    withdrawn: bool = False


class Conflict(NamedTuple):
    """One annotation that was changed both here and by another program.

    Attributes:
        number: of the record in the store file.
        base: the version before both changes; None if the annotation was added.
        mine: the version made here; None if it was removed here.
        theirs: the version in the store; None if it was removed there.
        noticed: when the change was refused: UTC, ``YYYY-MM-DDTHH:MM:SSZ``.
    """

    number: str
    base: Annotation | None
    mine: Annotation | None
    theirs: Annotation | None
    noticed: str

    @property
    def given_up(self) -> Edit:
        """Return the edit that abandons the refused change; undoing it reopens the conflict."""
        return Edit(self.mine, self.base)

    @property
    def id(self) -> str:
        """Return the id of the annotation."""
        versions = (each for each in (self.mine, self.theirs, self.base) if each is not None)
        return next(versions).id


def has_same_versions(first: Conflict, second: Conflict) -> bool:
    """Tell whether two conflicts are one, though it may have been noticed again.

    Changes that wait for their store are judged again by each program, at another time.
    """
    return first._replace(noticed="") == second._replace(noticed="")


def refused_record(edit: Edit, identifier: object = None) -> dict[str, Any]:
    """Return the record of a refused change.

    Args:
        edit: the change.
        identifier: of the record; by default one that every program gives to the record of this change.
    """
    return {
        "id": identifier or _name_of(edit),
        "base": None if edit.before is None else edit.before.to_record(),
        "mine": None if edit.after is None else edit.after.to_record(),
        "noticed": timestamp(),
    }


def _name_of(edit: Edit) -> str:
    versions = [None if each is None else each.to_record() for each in (edit.before, edit.after)]
    return sha256(encode(versions)).hexdigest()[:32]


def refused_edit(record: Mapping[str, Any], annotator: str = "") -> Edit | None:
    """Return the refused change of a record; None if the record holds none.

    Args:
        record: from the store.
        annotator: the owner of annotations that name nobody.
    """
    try:
        return Edit(*(_annotation(record.get(version), annotator) for version in ("base", "mine")))
    except (HashiyaError, ValueError):  # not an annotation, or versions of two annotations
        return None


def conflict_from(
    number: str, record: Mapping[str, Any], present: Mapping[str, Annotation], annotator: str = ""
) -> Conflict | None:
    """Return the conflict of a record; None if there is none or it is resolved.

    Args:
        number: of the record.
        record: from the store.
        present: the stored annotations by id.
        annotator: the owner of annotations that name nobody.
    """
    edit = refused_edit(record, annotator)
    if edit is None:
        return None
    theirs = present.get(edit.id)
    if is_same(edit.after, theirs):
        return None
    noticed = record.get("noticed")
    return Conflict(number, edit.before, edit.after, theirs, noticed if isinstance(noticed, str) else "")


def _described(stored: Annotation) -> tuple[str | Message, ...]:
    """List the features that distinguish a version of an annotation, for a message."""
    note = (Message("store.with_note", note=stored.note),) if stored.note else ()
    by = (Message("store.changed_by", annotator=stored.annotator),) if stored.annotator else ()
    return (stored.label, *note, Message("store.revision", number=stored.rev), stored.modified, *by)


def _annotation(record: Any, annotator: str) -> Annotation | None:
    return Annotation.from_record(named(record, annotator)) if isinstance(record, dict) else None
