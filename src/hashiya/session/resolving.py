"""The ways to end a conflict, as edits of the stored annotations."""

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
    """Make the edit that puts my version in place of theirs, as a further change of theirs."""
    mine, theirs = conflict.mine, conflict.theirs
    if mine is not None:
        rev = next_revision(max(mine.rev, theirs.rev if theirs else 0))
        mine = replace(mine, rev=rev, modified=timestamp())
    return () if mine is None and theirs is None else (Edit(theirs, mine),)


def keeping_both(conflict: Conflict) -> tuple[Edit, ...]:
    """Make the edit that keeps theirs and adds mine; of a change and a removal the change stays."""
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
