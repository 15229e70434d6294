"""The table that tells what was removed from what an older file has never had."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hashiya.annotation.annotation import timestamp

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from hashiya.store.records.tables import Table

_KEPT = timedelta(days=30)
"""For how long a removal is on record: longer than any reader goes without looking at the file."""


class Removals:
    """Removed annotations and ended conflicts by their ids.

    A reader that misses one in the file asks here. If nobody has removed it, a file took the place of the
    newer one: a backup, or an earlier version from elsewhere.

    Attributes:
        revisions: the revision that was removed, by id, as of the last `follow`.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self.revisions: Mapping[str, int] = {}

    def follow(self) -> None:
        """Read the table."""
        records = self._table.records().values()
        self.revisions = {
            identifier: _revision(record)
            for record in records
            if isinstance(identifier := record.get("id"), str)
        }

    def note(self, removed: Mapping[str, int], present: Collection[str] = ()) -> None:
        """Put removals on record, and take those off that are no longer true or too old to matter.

        Args:
            removed: by id, the revision that was removed.
            present: ids of what is there again.
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


def _revision(record: Mapping[str, Any]) -> int:
    revision = record.get("rev")
    return revision if type(revision) is int else 0
