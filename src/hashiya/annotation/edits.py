"""Edits: reversible changes of annotations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hashiya.annotation.annotation import Annotation


@dataclass(frozen=True, slots=True)
class Edit:
    """One annotation before and after a change.

    Attributes:
        before: the version that the author of the edit saw, or None if the edit adds the annotation.
        after: the version that the author wants, or None if the edit removes the annotation.
    """

    before: Annotation | None
    after: Annotation | None

    def __post_init__(self) -> None:
        """Refuse an edit of no annotation or of two, which is a mistake of the caller."""
        if self.before is None and self.after is None:
            raise ValueError("an edit needs an annotation")
        if self.before and self.after and self.before.id != self.after.id:
            raise ValueError("an edit changes one annotation")

    @property
    def id(self) -> str:
        """The id of the annotation."""
        return (self.after or cast("Annotation", self.before)).id

    def inverse(self) -> Edit:
        """Return the edit that undoes this one."""
        return Edit(self.after, self.before)


def owned(edits: Sequence[Edit], annotator: str) -> Sequence[Edit]:
    """Return edits of annotations that all have an annotator; those that name nobody get the given one."""
    if all(version is None or version.annotator for each in edits for version in (each.before, each.after)):
        return edits
    return [Edit(_owned(each.before, annotator), _owned(each.after, annotator)) for each in edits]


def _owned(version: Annotation | None, annotator: str) -> Annotation | None:
    return version if version is None or version.annotator else replace(version, annotator=annotator)


def inverted(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the edits that undo a group, the last one first."""
    return tuple(edit.inverse() for edit in reversed(edits))


def chains(edits: Iterable[Edit]) -> list[list[Edit]]:
    """Split edits into chains, so that each edit of a chain begins with the version the one before it made.

    Edits of one annotation keep their order. A chain is saved or refused as a whole.
    """
    found: list[list[Edit]] = []
    last: dict[str, list[Edit]] = {}
    for edit in edits:
        chain = last.get(edit.id)
        if chain is not None and chain[-1].after == edit.before:
            chain.append(edit)
        else:
            last[edit.id] = chain = [edit]
            found.append(chain)
    return found


def whole(chain: Sequence[Edit]) -> Edit | None:
    """Merge a chain into one edit; None for an addition that was removed again."""
    before, after = chain[0].before, chain[-1].after
    return None if before is None and after is None else Edit(before, after)
