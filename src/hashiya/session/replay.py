"""Undo and redo of an edit when the annotation may have changed since, here or in another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit

if TYPE_CHECKING:
    from hashiya.annotation.annotation import Annotation

_CHANGEABLE = (
    "sha256",
    "label",
    "start",
    "end",
    "text",
    "prefix",
    "suffix",
    "rival",
    "attributes",
    "relations",
    "note",
    "status",
)


def on_top_of(edit: Edit, present: Annotation | None, removed: Annotation | None) -> Edit | None:
    """The same change made to what the annotation is now; its revision only ever grows.

    A change is made only to what still is as the edit expects it: what another program wrote meanwhile is
    neither overwritten nor brought back.

    Args:
        edit: the change to make, as it was remembered.
        present: the annotation as it is now, or None if it is not there.
        removed: the annotation as it was when it was last removed here, or None.

    Returns:
        None if nothing is left to do.
    """
    if edit.after is None:
        return None if present is None else Edit(present, None)
    if edit.before is None:
        return Edit(None, removed or edit.after) if present is None else None
    if present is None:
        return None
    fields = {
        name: getattr(edit.after, name)
        for name in _CHANGEABLE
        if getattr(edit.before, name) != getattr(edit.after, name)
        and getattr(present, name) == getattr(edit.before, name)
    }
    return Edit(present, changed(present, **fields)) if fields else None
