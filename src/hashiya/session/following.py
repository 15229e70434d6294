"""What other programs saved, brought into the annotations that are open here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashiya.annotation.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from hashiya.annotation.annotation import Annotation
    from hashiya.session.annotation_index import AnnotationIndex


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came from outside.

    Attributes:
        edits: what other programs did to the annotations; they are in the index already.
        notice: one sentence for the analyst.
    """

    edits: tuple[Edit, ...]
    notice: str


def edits_towards(
    stored: Iterable[Annotation], index: AnnotationIndex, pending: Collection[str]
) -> tuple[Edit, ...]:
    """The edits that make an index what is stored.

    Args:
        stored: the annotations in the store.
        index: the annotations here.
        pending: ids of annotations that are changed here and not saved yet; those are left as they are.
    """
    edits = []
    present = set()
    for theirs in stored:
        present.add(theirs.id)
        mine = index.get(theirs.id)
        if mine is not theirs and mine != theirs and theirs.id not in pending:
            edits.append(Edit(mine, theirs))
    edits += [Edit(mine, None) for mine in index if mine.id not in present and mine.id not in pending]
    return tuple(edits)


def describe(edits: Collection[Edit]) -> str:
    """What was done by another program, in a few words; empty if nothing was."""
    if not edits:
        return ""
    counts = {
        "added": sum(edit.before is None for edit in edits),
        "changed": sum(edit.before is not None and edit.after is not None for edit in edits),
        "removed": sum(edit.after is None for edit in edits),
    }
    done = " and ".join(f"{what} {count}" for what, count in counts.items() if count)
    return f"another program {done} annotation{'s' * (len(edits) > 1)}"
