"""Add records of an older version of the store to the files of an annotator, which may have some of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.annotation import Annotation
from hashiya.annotation.carrying import is_same
from hashiya.annotation.edits import Edit
from hashiya.annotation.record import named
from hashiya.annotation.transaction import Origin, new_transaction
from hashiya.errors import HashiyaError
from hashiya.store.records.removals import removed_in
from hashiya.store.records.tables import ANNOTATIONS, CONFLICTS, DRAFTS, READING, REMOVED
from hashiya.store.repository.conflict import refused_edit
from hashiya.store.repository.draft import draft_from
from hashiya.store.repository.reading import UNREAD, reading_from
from hashiya.store.tinydb.article_store import ArticleStore
from hashiya.store.tinydb.file_collection import FileCollection, records_in
from hashiya.store.tinydb.file_names import SUFFIX, backup_of
from hashiya.store.tinydb.lock_group import LockGroup
from hashiya.store.tinydb.record_lines import encode_record, encode_tables
from hashiya.store.tinydb.storage import not_saved_error
from hashiya.store.tinydb.store_file import read_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.store.repository.snapshot import Snapshot
    from hashiya.store.tinydb.store_file import Tables


class Share(NamedTuple):
    """The part of a store file that an annotator gets.

    Attributes:
        source: the store file.
        target: the store file of the annotator, which need not exist.
        key: of the article.
        annotator: the name.
        tables: of the article; all its annotations are the annotator's.
        is_whole: whether the store file holds these tables alone, as this version writes them.
    """

    source: Path
    target: Path
    key: str
    annotator: str
    tables: Tables
    is_whole: bool

    @property
    def content(self) -> bytes:
        """The bytes of a store file of the tables."""
        tables = self.tables.items()
        return encode_tables(
            {
                name: [encode_record(number, record) for number, record in table.items()]
                for name, table in tables
            }
        )


def write_new(folder: Path, shares: Sequence[Share]) -> Mapping[Path, HashiyaError | None]:
    """Write store files that an annotator does not have yet, with one wait for the disk.

    Args:
        folder: of the annotator.
        shares: whose targets are in this folder.

    Returns:
        The targets that were free, each with the reason why it is not on the disk now, or None.
    """
    free: dict[Path, HashiyaError | None] = {}
    locks = LockGroup(folder)
    locks.take(share.target for share in shares)
    try:
        for share in shares:
            if share.target in locks:
                try:
                    lock = locks[share.target]
                    if lock.read() is None and not os.path.lexists(backup_of(share.target)):
                        free[share.target] = None
                        lock.replace(share.content)
                except HashiyaError as error:
                    locks.failed[share.target] = error
                except OSError as error:
                    locks.failed[share.target] = not_saved_error(share.target, error)
        locks.sync_by_threads()
        locks.put()
    finally:
        locks.release()
    return {**free, **locks.failed}


def add_share(share: Share) -> None:
    """Add an annotator's part to a store file, which may have some of it.

    Raises:
        HashiyaError: the file is damaged, or cannot be written.
    """
    source = read_source(share.target)
    if source is None or source.content != share.content:
        _merge(share)


def _merge(share: Share) -> None:
    tables, annotator = share.tables, share.annotator
    store = ArticleStore(share.target, share.key, annotator=annotator)
    snapshot = store.load().checked()
    edits = list(_missing(snapshot, tables, annotator))
    if edits:
        store.commit(new_transaction(store.key, edits, by=annotator, command="", origin=Origin.EXTERNAL))
    reading = reading_from(_only(tables, READING), annotated=False)
    if snapshot.reading.status == UNREAD and reading.status != UNREAD:
        store.save_reading(reading)
    draft = draft_from(_only(tables, DRAFTS), snapshot.by_id, annotator)
    if snapshot.draft is None and draft is not None:
        store.save_draft(draft)


def lacks(snapshot: Snapshot, annotation: Annotation) -> bool:
    """Tell whether an annotator neither has an annotation, or a later version of it, nor has removed it."""
    stored = snapshot.by_id.get(annotation.id)
    if stored is None:
        return snapshot.removed.get(annotation.id, 0) < annotation.rev
    return annotation.rev >= stored.rev and not is_same(annotation, stored)


def _missing(snapshot: Snapshot, tables: Tables, annotator: str) -> Iterator[Edit]:
    """Generate the edits that add missing annotations, and remove those that an older version removed since.

    Raises:
        HashiyaError: a record is not an annotation.
    """
    yield from additions(snapshot, tables, annotator)
    for identifier, revision in removed_in(tables.get(REMOVED, {}).values()).items():
        stored = snapshot.by_id.get(identifier)
        if stored is not None and stored.rev <= revision:
            yield Edit(stored, None)


def additions(snapshot: Snapshot, tables: Tables, annotator: str) -> Iterator[Edit]:
    """Generate the edits that add the annotations and conflicts which an article lacks.

    Of two versions of one revision both are kept.

    Args:
        snapshot: of the article.
        tables: with the records that may be added.
        annotator: the owner of annotations that name nobody.

    Raises:
        HashiyaError: a record is not an annotation.
    """
    for record in tables.get(ANNOTATIONS, {}).values():
        annotation = Annotation.from_record(named(record, annotator))
        if lacks(snapshot, annotation):
            yield Edit(None, annotation)
    for record in tables.get(CONFLICTS, {}).values():
        edit = refused_edit(record, annotator)
        if edit is not None and edit not in snapshot.refused.values():
            yield edit


def add_records(path: Path, folder: Path) -> None:
    """Add the records of a collection to that of an annotator, where these have other ids.

    Args:
        path: the file of the collection.
        folder: of the annotator.

    Raises:
        HashiyaError: a file is damaged, or cannot be written.
    """
    collection = FileCollection(folder, path.name.removesuffix(SUFFIX))
    stored = collection.records()
    collection.put({key: record for key, record in records_in(path).items() if key not in stored})


def _only(tables: Tables, name: str) -> Mapping[str, Any]:
    return next(iter(tables.get(name, {}).values()), {})
