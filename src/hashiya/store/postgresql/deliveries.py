"""The transactions that a work has taken lately, since a lost connection leaves open whether one was saved.

Without their ids, a transaction that is sent again would bring back changes that were undone since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.store.repository.conflict import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hashiya.annotation.edits import Edit
    from hashiya.store.records.tables import Table
    from hashiya.store.repository.snapshot import Snapshot

DELIVERED = "delivered"
"""The table of the only record, which holds the ids."""
_MOST = 100
"""Ids that are kept: more than may wait for one answer."""


class Deliveries:
    """The ids of the last transactions of a work; the tables are held."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def ids(self) -> Sequence[str]:
        """Return the ids, the last one at the end."""
        kept = self._table.only().get("ids")
        return [each for each in kept if isinstance(each, str)] if isinstance(kept, list) else []

    def note(self, new: Iterable[str]) -> None:
        """Add ids, and forget the oldest."""
        self._table.set_only({"ids": [*self.ids(), *new][-_MOST:]})


def outcomes_again(edits: Iterable[Edit], snapshot: Snapshot) -> Sequence[Outcome]:
    """Return the outcomes of edits that were saved before, judged by the present annotations."""
    found = []
    for edit in edits:
        stored = snapshot.by_id.get(edit.id)
        if stored != edit.after:
            refused = snapshot.refused.items()
            name = next(
                (name for name, each in refused if (each.id, each.after) == (edit.id, edit.after)), ""
            )
            found.append(Outcome(edit, stored, name, asked=bool(name)))
    return found
