"""Undo and redo, without limit, of groups of edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.edits import inverted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.annotation.edits import Edit


class History:
    """The groups of edits made so far, and how many of them stand.

    It only remembers: whoever calls ``undo`` or ``redo`` applies what it returns, and takes the step back
    with the other one if that fails.
    """

    __slots__ = ("_groups", "_standing")

    def __init__(self) -> None:
        self._groups: list[tuple[Edit, ...]] = []
        self._standing = 0

    def record(self, edits: Sequence[Edit]) -> None:
        """Remember a group that was just applied; what had been undone can no longer be redone."""
        if edits:
            del self._groups[self._standing :]
            self._groups.append(tuple(edits))
            self._standing += 1

    def undo(self) -> tuple[Edit, ...] | None:
        """The edits that take the last standing group back, or None if none is left."""
        if not self.can_undo:
            return None
        self._standing -= 1
        return inverted(self._groups[self._standing])

    def redo(self) -> tuple[Edit, ...] | None:
        """The edits of the group that was undone last, or None if there is none."""
        if not self.can_redo:
            return None
        self._standing += 1
        return self._groups[self._standing - 1]

    @property
    def can_undo(self) -> bool:
        """Whether a group stands that can be taken back."""
        return self._standing > 0

    @property
    def can_redo(self) -> bool:
        """Whether a group was undone and nothing recorded since."""
        return self._standing < len(self._groups)
