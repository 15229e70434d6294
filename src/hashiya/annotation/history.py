"""Undo and redo, without limit, of groups of edits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hashiya.annotation.edits import Edit, inverted

Make = Callable[[Sequence[Edit]], Sequence[Edit]]
"""Makes edits, as far as that is possible, and gives those that were truly made."""


class History:
    """The groups of edits made so far: those that stand, and those that were undone since the last one.

    A group is kept as it was truly made, so that its inverse begins at the version that its author left.
    """

    __slots__ = ("_standing", "_undone")

    def __init__(self) -> None:
        self._standing: list[tuple[Edit, ...]] = []
        self._undone: list[tuple[Edit, ...]] = []

    def record(self, edits: Sequence[Edit]) -> None:
        """Remember a group that was just made; what had been undone can no longer be redone."""
        if edits:
            self._standing.append(tuple(edits))
            self._undone.clear()

    def undo(self, make: Make) -> Sequence[Edit] | None:
        """Take the last standing group back; gives the edits made, or None if no group stands."""
        return _replay(self._standing, self._undone, make)

    def redo(self, make: Make) -> Sequence[Edit] | None:
        """Make the group again that was undone last; gives the edits made, or None if there is none."""
        return _replay(self._undone, self._standing, make)

    @property
    def can_undo(self) -> bool:
        """Whether a group stands that can be taken back."""
        return bool(self._standing)

    @property
    def can_redo(self) -> bool:
        """Whether a group was undone and nothing recorded since."""
        return bool(self._undone)


def _replay(
    source: list[tuple[Edit, ...]], target: list[tuple[Edit, ...]], make: Make
) -> Sequence[Edit] | None:
    if not source:
        return None
    made = tuple(make(inverted(source.pop())))
    if made:
        target.append(made)
    return made
