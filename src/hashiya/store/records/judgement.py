"""Judges edits by the annotations that are stored: which are made, carried over, refused."""

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
    """What becomes of edits.

    Attributes:
        states: by id, what each annotation becomes that changes; None if it is removed.
        refused: the edits that nobody but a person can bring together with what is stored.
        carried: the edits that stand beside another writer's change, or had been made already, or got another
            revision.
    """

    states: Mapping[str, Annotation | None]
    refused: Sequence[Outcome]
    carried: Sequence[Outcome]


def judge(
    edits: Sequence[Edit], present: Mapping[str, Annotation], open_: Collection[Conflict] = ()
) -> Judgement:
    """Tell what each annotation becomes that the edits change, and which edits are refused.

    A chain of edits is taken up where an attempt that failed late left it. An edit whose author saw another
    version than the stored one is carried over to that, where nobody's change is lost by it.

    Args:
        edits: in the order in which they are made.
        present: the stored annotations, by id.
        open_: the conflicts; a chain that goes on from a refused change is refused with it.
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
    """Whether an edit goes on from a refused change, or is the end of it that is kept already."""
    is_kept = edit.after is not None and conflict.mine == edit.after
    return conflict.id == edit.id and (is_kept or conflict.mine == edit.before)
