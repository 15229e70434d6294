"""The table of a store file that keeps refused changes until a person decides between both versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.carrying import is_same
from hashiya.annotation.edits import Edit
from hashiya.store.conflict import Conflict, conflict_from, refused_edit, refused_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hashiya.annotation.annotation import Annotation
    from hashiya.store.conflict import Refusal
    from hashiya.store.record_table import RecordTable


class Undecided:
    """The conflicts of one article.

    Attributes:
        open: the conflicts that still are some, in the order they were noticed, as of the last `follow`.
    """

    def __init__(self, table: RecordTable) -> None:
        self._table = table
        self.open: tuple[Conflict, ...] = ()

    def follow(self, present: Mapping[str, Annotation]) -> None:
        """Compare the kept changes with the stored annotations, by id."""
        found = (
            conflict_from(str(number), record, present) for number, record in self._table.records().items()
        )
        self.open = tuple(conflict for conflict in found if conflict is not None)

    def keep(self, refusal: Refusal) -> Refusal:
        """Keep the change of a refusal; gives the refusal with what became of it.

        A change that begins where a kept one ended takes its place; both end if nothing of them is left. A
        change that is kept already, by an attempt that failed late, is not kept twice.
        """
        edit = refusal.edit
        for number, record in self._table.records().items():
            kept = refused_edit(record)
            if kept is None or kept.id != edit.id:
                continue
            if kept == edit or (kept.after is not None and kept.after == edit.after):
                return refusal._replace(asked=True)
            if kept.after == edit.before:
                if is_same(edit.after, kept.before) or is_same(edit.after, refusal.stored):
                    self._table.set_numbered(number, None)
                    return refusal._replace(withdrawn=True)
                self._table.set_numbered(number, {**record, **refused_record(Edit(kept.before, edit.after))})
                return refusal._replace(asked=True)
        if is_same(edit.after, edit.before) or is_same(edit.after, refusal.stored):
            return refusal
        self._table.set_numbered(None, refused_record(edit))
        return refusal._replace(asked=True)

    def end_settled(self, states: Mapping[str, Annotation | None]) -> None:
        """End the conflicts whose refused version is what is stored now.

        Args:
            states: what the annotations became that were just changed, by id.
        """
        for number, record in self._table.records().items():
            kept = refused_edit(record)
            if kept is not None and kept.id in states and is_same(kept.after, states[kept.id]):
                self._table.set_numbered(number, None)

    def end(self, conflict: Conflict) -> None:
        """End a conflict that was decided."""
        self._table.set_numbered(conflict.number, None)
