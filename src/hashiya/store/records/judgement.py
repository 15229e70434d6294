"""Decide which edits are applied, carried over or refused, by the stored annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.annotation.carrying import carried, following
from hashiya.annotation.edits import chains, whole
from hashiya.store.repository.conflict import Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.edits import Edit
    from hashiya.store.repository.conflict import Conflict


class Judgement(NamedTuple):
    """The decision on some edits.

    Attributes:
        states: the new state of each changed annotation, by id; None for a removed one.
        refused: the edits that only a person can reconcile with the stored annotations.
        carried: the edits that were merged with another writer's change, were made already, or got another
            revision.
    """

    states: Mapping[str, Annotation | None]
    refused: Sequence[Outcome]
    carried: Sequence[Outcome]


def judge(
    edits: Sequence[Edit], present: Mapping[str, Annotation], open_: Collection[Conflict] = ()
) -> Judgement:
    """Decide on edits by the stored annotations.

    A chain of edits continues where a failed attempt left off. An edit made on an older version is carried
    over to the stored version if no change is lost by that.

    Args:
        edits: in the order of their making.
        present: the stored annotations, by id.
        open_: the conflicts; an edit of a refused version is refused, too.
    """
    states: dict[str, Annotation | None] = {}
    refused: list[Outcome] = []
    beside: list[Outcome] = []
    for chain in chains(edits):
        edit = whole(chain)
        if edit is None:
            continue
        stored = states[edit.id] if edit.id in states else present.get(edit.id)
        if stored == edit.after:
            continue
        if any(stored == step.before for step in chain):
            states[edit.id] = after = following(edit.after, stored)
            if after != edit.after:
                beside.append(Outcome(edit, after))
            continue
        onward = edit if any(_belongs_to(edit, each) for each in open_) else carried(edit, stored)
        if onward is None:
            beside.append(Outcome(edit, stored))
        elif onward.before == stored:
            states[edit.id] = onward.after
            beside.append(Outcome(edit, onward.after))
        else:
            refused.append(Outcome(edit, stored))
    return Judgement(states, refused, beside)


def _belongs_to(edit: Edit, conflict: Conflict) -> bool:
    """Tell whether an edit continues a refused change, or repeats it."""
    is_kept = edit.after is not None and conflict.mine == edit.after
    return conflict.id == edit.id and (is_kept or conflict.mine == edit.before)
