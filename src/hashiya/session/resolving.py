"""The ways to end a conflict, as edits of what is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hashiya.annotation.annotation import timestamp
from hashiya.annotation.edits import Edit
from hashiya.annotation.identifiers import new_id
from hashiya.annotation.record import next_revision

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.store.repository.conflict import Conflict


def keeping_mine(conflict: Conflict) -> tuple[Edit, ...]:
    """What makes the annotation what it was to become here, as a further change of theirs."""
    mine, theirs = conflict.mine, conflict.theirs
    if mine is not None:
        rev = next_revision(max(mine.rev, theirs.rev if theirs else 0))
        mine = replace(mine, rev=rev, modified=timestamp())
    return () if mine is None and theirs is None else (Edit(theirs, mine),)


def keeping_both(conflict: Conflict) -> tuple[Edit, ...]:
    """What leaves theirs as it is and adds mine beside it; a removal gives way to what is still there."""
    mine = conflict.mine
    if mine is None:
        return ()
    if conflict.theirs is None:
        return keeping_mine(conflict)
    return (Edit(None, replace(mine, id=new_id(), rev=1, modified=timestamp())),)


WAYS: dict[str, Callable[[Conflict], tuple[Edit, ...]]] = {
    "mine": keeping_mine,
    "theirs": lambda _: (),
    "both": keeping_both,
}
