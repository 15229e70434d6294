"""Make the edits that a reader could not save and left in a file, each on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.carrying import is_same
from hashiya.annotation.transaction import Origin
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.changing import commit, conflict_of
from hashiya.services.complaint import Complaint

if TYPE_CHECKING:
    from hashiya.annotation.edits import Edit
    from hashiya.services.destinations import Destination


class UnsavedEdits:
    """Unsaved edits of a reader, read from a file.

    Attributes:
        remarks: remarks on edits that are in the store.
        refusals: the edits that are not, each with the reason.
    """

    def __init__(self) -> None:
        # by annotator and key
        self._edits: dict[tuple[str, str], tuple[Destination, list[tuple[int, Edit]]]] = {}
        self.remarks: list[Complaint] = []
        self.refusals: list[Complaint] = []

    def add(self, line: int, edit: Edit, destination: Destination) -> None:
        """Add an edit from a line of the file; nothing is written before `save`."""
        name = destination.annotator, destination.repository.key
        self._edits.setdefault(name, (destination, []))[1].append((line, edit))

    @property
    def count(self) -> int:
        """How many edits there are."""
        return sum(len(edits) for _, edits in self._edits.values())

    def save(self) -> int:
        """Save the edits; one of an annotation that another program has changed becomes a conflict.

        Returns:
            The number of saved edits; those that were in the store already do not count.
        """
        saved = 0
        for destination, edits in self._edits.values():
            try:
                saved += self._save(destination, edits)
            except HashiyaError as error:
                self.refusals += [Complaint(str(line), error.told) for line, _ in edits]
        return saved

    def _save(self, destination: Destination, edits: list[tuple[int, Edit]]) -> int:
        _, repository, annotator = destination
        stored = repository.load().checked().by_id
        made = [edit for _, edit in edits]
        asked = commit(repository, made, command="import", origin=Origin.IMPORT, by=annotator)
        saved = 0
        for line, edit in edits:
            conflict = [each for each in asked if (each.edit.id, each.edit.after) == (edit.id, edit.after)]
            if conflict:
                self.refusals.append(Complaint(str(line), conflict_of(conflict[0])))
            elif is_same(stored.get(edit.id), edit.after):
                self.remarks.append(Complaint(str(line), Message("services.already_stored")))
            else:
                saved += 1
        return saved
