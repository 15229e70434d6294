"""The table of a store file that tells what was removed from what an older file has never had."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hashiya.annotation.annotation import timestamp

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from hashiya.store.tinydb.record_table import RecordTable
    from hashiya.store.tinydb.store_file import Record

_KEPT = timedelta(days=30)
"""For how long a removal is on record: longer than any reader goes without looking at the file."""


class Removals:
    """Removed annotations and ended conflicts by their ids.

    A reader that misses one in the file asks here. If nobody has removed it, a file took the place of the
    newer one: a backup, or an earlier version from elsewhere.

    Attributes:
        revisions: the revision that was removed, by id, as of the last `follow`.
    """

    def __init__(self, table: RecordTable) -> None:
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

    def has(self, identifier: str, revision: int = 0) -> bool:
        """Whether it is on record that this revision, or a later one, was removed."""
        return self.revisions.get(identifier, -1) >= revision

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


def _revision(record: Record) -> int:
    revision = record.get("rev")
    return revision if type(revision) is int else 0
