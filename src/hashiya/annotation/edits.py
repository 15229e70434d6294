"""Edits: what changed in a set of annotations, reversibly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.annotation.annotation import Annotation


@dataclass(frozen=True, slots=True)
class Edit:
    """One annotation before and after a change.

    Attributes:
        before: as it was, or None if the edit adds it.
        after: as it is then, or None if the edit removes it.
    """

    before: Annotation | None
    after: Annotation | None

    def __post_init__(self) -> None:
        """Refuse an edit of nothing, or of two different annotations (a mistake of the caller)."""
        if self.before is None and self.after is None:
            raise ValueError("an edit needs an annotation")
        if self.before and self.after and self.before.id != self.after.id:
            raise ValueError("an edit changes one annotation")

    @property
    def id(self) -> str:
        """The id of the annotation."""
        return (self.after or cast("Annotation", self.before)).id

    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(self.after, self.before)


def inverted(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits that take a group back, last first."""
    return tuple(edit.inverse() for edit in reversed(edits))
