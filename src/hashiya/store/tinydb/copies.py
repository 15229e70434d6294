"""Copies of store files under other names, as Syncthing and Dropbox make them of concurrent changes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.annotation.transaction import Origin, new_transaction
from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import sync_folder
from hashiya.files.causes import cause_of
from hashiya.messages import Message
from hashiya.store.records.article_record import SCHEMA, newer_error
from hashiya.store.records.tables import ARTICLE
from hashiya.store.repository.file_health import Merged
from hashiya.store.tinydb.former_files import keep_former
from hashiya.store.tinydb.giving import additions
from hashiya.store.tinydb.store_file import missing_error, read_store_file

if TYPE_CHECKING:
    from hashiya.store.tinydb.store import Store


def merge_copy(store: Store, name: str) -> Merged:
    """Add the annotations that only a copy has, and put the copy aside.

    What the store has stays as it is. Of an annotation that differs both versions are kept, as a conflict.
    An annotation that was removed is not brought back.

    Args:
        store: of the annotator.
        name: the path of the copy.

    Raises:
        HashiyaError: the copy cannot be read, or the annotations could not be saved; the copy stays then.
    """
    path = Path(name)
    content = read_store_file(path)
    if content is None:
        raise missing_error(path)
    if content.schema > SCHEMA:
        raise newer_error(str(path))
    target = store.open_key(content.only(ARTICLE)["path"])
    snapshot = target.load().checked()
    edits = list(additions(snapshot, content.tables, store.annotator))
    if edits:
        target.commit(
            new_transaction(
                target.key, edits, by=store.annotator, command="check.repair", origin=Origin.REPAIR
            )
        )
    try:
        kept = keep_former(path, "merged", beside=target.path)
        with suppress(FileNotFoundError):  # another program was faster
            path.unlink()
        sync_folder(path.parent)
    except OSError as error:
        raise HashiyaError(Message("store.copy_stays", path=path, cause=cause_of(path, error))) from error
    return Merged(sum(edit.id not in snapshot.by_id for edit in edits), kept.name)
