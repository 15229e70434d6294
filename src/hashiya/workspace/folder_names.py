"""The canonical names that the annotations of a folder have: loaded once, and learnt while annotating."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.registry.entries import ACTOR, EVENT
from hashiya.registry.names import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from hashiya.annotation.annotation import Annotation
    from hashiya.annotation.coded import Coded
    from hashiya.annotation.edits import Edit


class FolderNames:
    """The names of actors and events in a folder; names learnt in this run count before those are loaded."""

    def __init__(self, read: Callable[[], Iterable[Annotation | Coded]]) -> None:
        """Load nothing yet.

        Args:
            read: generates the annotations of the folder that have a name; slow, and called in a thread.
        """
        self._read = read
        self._names = _of(())
        self._learnt: list[Edit] = []
        # loaded by a thread, until the thread of the keys takes it
        self._loaded: dict[str, Names] | None = None
        self.must_load = True

    def load(self) -> None:
        """Load the names of the folder; slow, and callable from any thread.

        Raises:
            HashiyaError: the store cannot be read.
        """
        self._loaded = _of(self._read())

    def learn(self, edits: Iterable[Edit]) -> None:
        """Learn the names that edits of this run give and take."""
        edits = list(edits)
        self._learnt += edits
        _learn(self._names, edits)

    def of(self, label: str) -> Names:
        """Return the names that annotations of a label have."""
        if (loaded := self._loaded) is not None:
            self._loaded, self._names = None, loaded
            _learn(loaded, self._learnt)
        return self._names.get(label) or Names(label)


def _learn(names: Mapping[str, Names], edits: Iterable[Edit]) -> None:
    for edit in edits:
        for each in names.values():
            if edit.before is not None:
                each.learn(edit.before, -1)
            if edit.after is not None:
                each.learn(edit.after)


def _of(annotations: Iterable[Annotation | Coded]) -> dict[str, Names]:
    found = {label: Names(label) for label in (ACTOR, EVENT)}
    for annotation in annotations:
        for names in found.values():
            names.learn(annotation)
    return found
