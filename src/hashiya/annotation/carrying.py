"""Carry edits over to an annotation that is no longer the version their author saw."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from hashiya.annotation.annotation import Annotation, timestamp
from hashiya.annotation.edits import Edit
from hashiya.annotation.record import next_revision

_PLACE = ("sha256", "start", "end", "text", "prefix", "suffix")
_NO_PART = ("id", "rev", "modified", "rival")
_PARTS = (_PLACE, *((field.name,) for field in fields(Annotation) if field.name not in _PLACE + _NO_PART))
"""The fields that change together: no part of an annotation mixes the values of two authors."""


def is_same(first: Annotation | None, second: Annotation | None) -> bool:
    """Tell whether two versions of an annotation differ at most in revision and time."""
    if first is None or second is None:
        return first is second
    return first == replace(second, rev=first.rev, modified=first.modified)


def carried(edit: Edit, present: Annotation | None) -> Edit | None:
    """Carry an edit over to the present version of its annotation.

    The edit's ``before`` is the version that its author saw. Another author's change of other parts stays
    beside the edit. A change of the same part, or an addition or removal against a change, cannot be carried.

    Args:
        edit: the edit as its author meant it.
        present: the stored annotation, or None if it was removed.

    Returns:
        The edit whose ``before`` is `present`; None if nothing is left to do; `edit` itself, whose ``before``
        is not `present`, if only a person can decide between the two versions.
    """
    before, after = edit.before, edit.after
    if is_same(present, after):
        return None
    if is_same(present, before):
        return Edit(present, following(after, present))
    if present is None or before is None or after is None:
        return edit
    wanted: dict[str, Any] = {}
    for part in _PARTS:
        seen, meant, found = ([getattr(each, name) for name in part] for each in (before, after, present))
        if meant in (seen, found):
            continue
        if found != seen:
            return edit
        wanted.update(zip(part, meant, strict=True))
        if part is _PLACE:
            wanted["rival"] = after.rival
    if not wanted:
        return None
    wanted["modified"] = max(present.modified, after.modified) if after.rev > before.rev else timestamp()
    return Edit(present, replace(present, **wanted, rev=next_revision(present.rev)))


def following(version: Annotation | None, present: Annotation | None) -> Annotation | None:
    """Give a version a revision after the present one, since revisions only grow.

    An older version that comes back is modified now. Any other keeps its time, so that an edit that is
    carried over twice becomes the same version.

    Args:
        version: what the annotation becomes, or None if it is removed.
        present: the stored annotation, or None if it was removed.
    """
    if version is None or present is None or version.rev > present.rev:
        return version
    modified = version.modified if version.modified >= present.modified else timestamp()
    return replace(version, rev=next_revision(present.rev), modified=modified)
