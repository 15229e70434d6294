"""Articles that were moved or renamed: known by their text, and followed by their annotations."""

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
    """Give an article's annotations to the name that it has now; on the disk when this returns.

    The store file is rewritten where it lies, so that it says whose it is now, and then gets the name that
    goes with it. There is one file of these annotations at every moment. If this is stopped between the two
    steps, the next look at the store does the second (`finish`), and until then no program takes the file for
    that of the former name.

    Args:
        store: the store.
        key: the name under which the annotations are kept.
        new_key: the article's name now.

    Returns:
        Where the former content is kept.

    Raises:
        HashiyaError: the article has other annotations under its new name, or it could not be done.
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
    """Give a store file the name that goes with its key, which a renaming that was stopped left to do.

    Raises:
        HashiyaError: it could not be done.
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
        OSError: it could not be done.
    """
    try:
        os.link(path, right, follow_symlinks=False)
    except OSError:  # there is a file of that name, or the file system has no hard links
        if not os.path.lexists(right):
            path.rename(right)
        elif not _is_of_one_renaming(path, right):
            told = Message("store.right_name_taken", path=path, right=right)
            raise HashiyaError(told, Message("store.move_and_import")) from None
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def _is_of_one_renaming(path: Path, right: Path) -> bool:
    """Whether two files are one, of which the second name may have got changes since."""
    owners = owner_of(path), owner_of(right)
    return None not in owners and len({(owner.key, owner.former) for owner in owners if owner}) == 1
