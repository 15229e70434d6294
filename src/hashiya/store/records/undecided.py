"""The table of refused changes, kept until a person decides between both versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.annotation.carrying import is_same
from hashiya.annotation.edits import Edit
from hashiya.store.repository.conflict import Conflict, conflict_from, refused_edit, refused_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hashiya.annotation.annotation import Annotation
    from hashiya.store.records.removals import Removals
    from hashiya.store.records.tables import Table
    from hashiya.store.repository.conflict import Outcome


class Undecided:
    """The conflicts of one article.

    Attributes:
        open: the unresolved conflicts in the order they were noticed, as of the last `follow`.
        refused: the refused change of each conflict by the id of its record, as of the last `follow`.
    """

    def __init__(self, table: Table, removals: Removals, annotator: str = "") -> None:
        self._table = table
        self._removals = removals
        self._annotator = annotator
        self.open: tuple[Conflict, ...] = ()
        self.refused: Mapping[str, Edit] = {}

    def follow(self, present: Mapping[str, Annotation]) -> None:
        """Compare the refused changes with the stored annotations, given by id."""
        records = self._table.records()
        found = (
            conflict_from(str(number), record, present, self._annotator) for number, record in records.items()
        )
        self.open = tuple(conflict for conflict in found if conflict is not None)
        edits = ((record.get("id"), self._refused(record)) for record in records.values())
        self.refused = {name: edit for name, edit in edits if isinstance(name, str) and edit is not None}

    def keep(self, outcome: Outcome) -> Outcome:
        """Keep a refused edit, and return its completed outcome.

        An edit that continues a kept one is merged with it; both are dropped if they cancel out. An edit that
        repeats a kept one, as after a late failure, is kept once.
        """
        edit = outcome.edit
        for number, record in self._table.records().items():
            kept = self._refused(record)
            if kept is None or kept.id != edit.id:
                continue
            if kept.after == edit.after:
                return _asked(outcome, record)
            if kept.after == edit.before:
                if is_same(edit.after, kept.before) or is_same(edit.after, outcome.stored):
                    self._end(number, record)
                    return outcome._replace(withdrawn=True)
                further = Edit(kept.before, edit.after)
                self._table.set_numbered(number, {**record, **refused_record(further, record.get("id"))})
                return _asked(outcome._replace(edit=further), record)
        if is_same(edit.after, edit.before) or is_same(edit.after, outcome.stored):
            return outcome
        added = refused_record(edit)
        self._table.set_numbered(None, added)
        return _asked(outcome, added)

    def end_settled(self, states: Mapping[str, Annotation | None]) -> None:
        """Resolve the conflicts whose refused version is stored now.

        Args:
            states: the new states of the changed annotations, by id.
        """
        for number, record in self._table.records().items():
            kept = self._refused(record)
            if kept is not None and kept.id in states and is_same(kept.after, states[kept.id]):
                self._end(number, record)

    def _refused(self, record: Mapping[str, Any]) -> Edit | None:
        return refused_edit(record, self._annotator)

    def end(self, conflict: Conflict) -> None:
        """Remove a conflict that was decided."""
        self._end(conflict.number, self._table.records()[conflict.number])

    def _end(self, number: str, record: Mapping[str, Any]) -> None:
        self._table.set_numbered(number, None)
        if isinstance(name := record.get("id"), str):
            self._removals.note({name: 0})


def _asked(outcome: Outcome, record: Mapping[str, Any]) -> Outcome:
    name = record.get("id")
    return outcome._replace(asked=True, name=name if isinstance(name, str) else "")
