"""A copy of an article's annotations in memory, with the changes that wait for the store."""

from __future__ import annotations

from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hashiya.annotation.edits import Edit
from hashiya.errors import HashiyaError
from hashiya.store.memory import MemoryTables
from hashiya.store.pending.operation import Operation, perform
from hashiya.store.records.article_record import FILE_NUMBER, SCHEMA
from hashiya.store.records.article_records import ArticleRecords
from hashiya.store.records.tables import ANNOTATIONS, ARTICLE, CONFLICTS, DRAFTS, READING, REMOVED
from hashiya.store.repository.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hashiya.annotation.annotation import Annotation
    from hashiya.article.article import Article
    from hashiya.store.repository.conflict import Conflict
    from hashiya.store.repository.snapshot import Snapshot

_Records = dict[int, dict[str, Any]]


class Replica:
    """The annotations of an article as the store will have them, as far as this program can know.

    Attributes:
        base: the snapshot of the store on which the changes are made.
        done: the number of operations made so far.
        records: the annotations; who changes them counts that in ``done``.
    """

    def __init__(self, base: Snapshot, annotator: str, article: Article | None = None) -> None:
        """Begin with a snapshot.

        Args:
            base: as the attribute.
            annotator: the owner of annotations that name nobody.
            article: as read now; None if its text is missing.
        """
        self.base = base
        self.done = 0
        self._tables = tables_from(base.key, tables_of(base))
        self._annotator = annotator
        self.records = self._opened(article)
        self._known: Mapping[str, Annotation] = base.by_id
        self._shown: tuple[Snapshot, Snapshot] | None = None

    def make(self, operations: Sequence[Operation]) -> None:
        """Make operations as the store would; one that the store refuses, too, is left out."""
        for each in operations:
            with suppress(HashiyaError):
                perform(each, self._opened(each.article))
        self.done += len(operations)

    def _opened(self, article: Article | None) -> ArticleRecords:
        return ArticleRecords(self.base.key, self._tables, article, self._annotator)

    def snapshot(self) -> Snapshot:
        """Return the annotations after all operations; the same object as before if nothing has changed."""
        found = self.records.load()
        if self._shown is not None and self._shown[0] is found:
            return self._shown[1]
        shown = self.base._replace(
            annotations=self._same(found.annotations),
            rejected=self._same(found.rejected),
            by_id=MappingProxyType({each.id: each for each in self._same(found.by_id.values())}),
            conflicts=found.conflicts,
            refused=found.refused,
            removed=found.removed,
            reading=found.reading,
            draft=found.draft,
            sha256=found.sha256,
            encoding=found.encoding,
            file_number=found.file_number,
            is_decoded_otherwise=found.is_decoded_otherwise,
        )
        self._known = shown.by_id
        self._shown = found, shown
        return shown

    def _same(self, annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
        """Replace annotations that have not changed by the objects that were shown before."""
        known = self._known
        return tuple(
            before if (before := known.get(each.id)) == each and before is not None else each
            for each in annotations
        )


def tables_from(key: str, tables: Mapping[str, _Records]) -> MemoryTables:
    """Make the tables of an article in memory, of records by number by table."""
    kept = MemoryTables(key)
    with kept.transaction():
        for name, records in tables.items():
            kept.replace(name, {number: MappingProxyType(each) for number, each in records.items()})
    return kept


def tables_of(snapshot: Snapshot) -> dict[str, _Records]:
    """Return the tables of which a store makes a snapshot; damaged records keep their ids only."""
    tables: dict[str, _Records] = {}
    stored = [each.to_stored_record() for each in snapshot.by_id.values()]
    unusable = [{"id": each} for each in sorted(snapshot.unusable)]
    if stored or unusable:
        tables[ANNOTATIONS] = dict(enumerate([*stored, *unusable], 1))
    if snapshot.sha256 or snapshot.encoding:
        described: dict[str, Any] = {
            "path": snapshot.key,
            "sha256": snapshot.sha256,
            "encoding": snapshot.encoding,
        }
        described |= {"schema": SCHEMA + snapshot.is_newer, FILE_NUMBER: snapshot.file_number}
        tables[ARTICLE] = {1: described}
    if snapshot.conflicts:
        tables[CONFLICTS] = {int(each.number): _record_of(each, snapshot) for each in snapshot.conflicts}
    if snapshot.removed:
        from hashiya.annotation.annotation import timestamp

        now = timestamp()
        removed = ({"id": name, "rev": rev, "removed": now} for name, rev in snapshot.removed.items())
        tables[REMOVED] = dict(enumerate(removed, 1))
    if snapshot.reading != Reading():
        tables[READING] = {1: snapshot.reading.to_record()}
    if snapshot.draft is not None:
        tables[DRAFTS] = {1: snapshot.draft.to_record()}
    return tables


def _record_of(conflict: Conflict, snapshot: Snapshot) -> dict[str, Any]:
    """Return the record of a refused change, with the name by which the snapshot knows it."""
    edit = Edit(conflict.base, conflict.mine)
    name = next((name for name, each in snapshot.refused.items() if each == edit), "")
    return {
        "id": name,
        "base": None if conflict.base is None else conflict.base.to_record(),
        "mine": None if conflict.mine is None else conflict.mine.to_record(),
        "noticed": conflict.noticed,
    }
