"""The table of removals, to tell a removed annotation from one missing in an older file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hashiya.annotation.annotation import timestamp

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from hashiya.store.records.tables import Table

_KEPT = timedelta(days=30)
"""Time that a removal stays on record: longer than any reader goes without reading the file."""


class Removals:
    """Removed annotations and resolved conflicts by their ids.

    A reader that misses an annotation in the file looks it up here. If nobody removed it, an older file, such
    as a backup, replaced the newer one.

    Attributes:
        revisions: the removed revision by id, as of the last `follow`.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self.revisions: Mapping[str, int] = {}

    def follow(self) -> None:
        """Read the table."""
        self.revisions = removed_in(self._table.records().values())

    def note(self, removed: Mapping[str, int], present: Collection[str] = ()) -> None:
        """Record removals, and delete entries that are too old or no longer true.

        Args:
            removed: the removed revision by id.
            present: ids that exist again.
        """
        oldest = timestamp(datetime.now(UTC) - _KEPT)
        outdated = [
            identifier
            for record in self._table.records().values()
            if isinstance(identifier := record.get("id"), str)
            and identifier not in removed
            and (identifier in present or str(record.get("removed", "")) < oldest)
        ]
        if removed or outdated:
            now = timestamp()
            records = [{"id": each, "rev": revision, "removed": now} for each, revision in removed.items()]
            self._table.change(records, outdated)


def removed_in(records: Iterable[Mapping[str, Any]]) -> Mapping[str, int]:
    """Return the removed revision by id, of the records of the table."""
    return {
        identifier: _revision(record) for record in records if isinstance(identifier := record.get("id"), str)
    }


def _revision(record: Mapping[str, Any]) -> int:
    revision = record.get("rev")
    return revision if type(revision) is int else 0
