"""Move the annotations of an article that was moved or renamed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import sync_folder
from hashiya.files.causes import cause_of
from hashiya.messages import Message
from hashiya.store.records.article_record import SCHEMA, newer_error
from hashiya.store.records.rekeying import nothing_kept_error, rekeyed, taken_error
from hashiya.store.tinydb.file_names import backup_of, file_name_of
from hashiya.store.tinydb.former_files import keep_former
from hashiya.store.tinydb.lock import exclusive
from hashiya.store.tinydb.owner import owner_of
from hashiya.store.tinydb.record_lines import encode_record, encode_tables
from hashiya.store.tinydb.store_file import parse

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.store.tinydb.store import Store


def follow_renamed(store: Store, key: str, new_key: str) -> Path:
    """Move the annotations of an article to its new key; they are on the disk when this returns.

    First the store file is rewritten in place with the new key, then renamed. So exactly one file holds the
    annotations at every moment. If the program is killed between the two steps, the next access to the store
    does the second one (`finish`). Until then no program takes the file for that of the former key.

    Args:
        store: the store.
        key: under which the annotations are kept.
        new_key: of the article now.

    Returns:
        The path under which the former content is kept.

    Raises:
        HashiyaError: the new key has annotations already, or the files could not be changed.
    """
    old, new = store.file_of(key), store.file_of(new_key)
    try:
        with exclusive(new) as there:
            if there.read() is not None or backup_of(new).exists():
                raise taken_error(new_key)
            with exclusive(old) as lock:
                source = lock.read()
                if source is None:
                    raise nothing_kept_error(key)
                content = parse(old, source)
                if content.schema > SCHEMA:
                    raise newer_error(str(old))
                kept = keep_former(old, "moved")
                if os.path.lexists(backup_of(old)):
                    backup_of(old).replace(backup_of(kept))
                lines = {
                    table: [encode_record(number, record) for number, record in records.items()]
                    for table, records in rekeyed(content.tables, key, new_key).items()
                }
                lock.replace(encode_tables(lines))
            _put_in_place(old, new)
    except OSError as error:
        told = Message("store.cannot_save", path=new, cause=cause_of(new, error))
        raise HashiyaError(told) from error
    return kept


def finish(path: Path, key: str) -> None:
    """Rename a store file to the name of its key, the second step of a renaming that was interrupted.

    Raises:
        HashiyaError: the file could not be renamed.
    """
    right = path.with_name(file_name_of(key))
    try:
        with exclusive(right), exclusive(path):
            owner = owner_of(path)
            if owner is not None and owner.key == key and owner.is_left_in(path.name):
                _put_in_place(path, right)
    except OSError as error:
        cause = cause_of(path, error)
        raise HashiyaError(Message("store.cannot_rename", path=path, name=right.name, cause=cause)) from error


def _put_in_place(path: Path, right: Path) -> None:
    """Rename a rewritten store file; its right name is locked.

    Raises:
        HashiyaError: another file has the right name; both stay.
        OSError: the file could not be renamed.
    """
    try:
        os.link(path, right, follow_symlinks=False)
    except OSError:  # the name is taken, or the file system has no hard links
        if not os.path.lexists(right):
            path.rename(right)
        elif not _is_of_one_renaming(path, right):
            told = Message("store.right_name_taken", path=path, right=right)
            raise HashiyaError(told, Message("store.move_and_import")) from None
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def _is_of_one_renaming(path: Path, right: Path) -> bool:
    """Tell whether two files come from one renaming; the second may have been changed since."""
    owners = owner_of(path), owner_of(right)
    return None not in owners and len({(owner.key, owner.former) for owner in owners if owner}) == 1
