"""Replace a damaged or missing store file by its backup, and keep the damaged file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.files.causes import cause_of
from hashiya.messages import Message
from hashiya.store.tinydb.file_names import backup_of
from hashiya.store.tinydb.former_files import keep_former
from hashiya.store.tinydb.lock import exclusive
from hashiya.store.tinydb.store_file import parse, read_source, read_store_file

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.store.tinydb.lock import Lock


def has_good_backup(path: Path) -> bool:
    """Tell whether the backup of a store file can be read."""
    try:
        return read_store_file(backup_of(path)) is not None
    except HashiyaError:
        return False


def restore(path: Path) -> Path | None:
    """Replace a store file by its backup; it is on the disk when this returns.

    Returns:
        The path under which the damaged file is kept; None if the file was missing.

    Raises:
        HashiyaError: the backup cannot be read, the file is not damaged, or it cannot be written.
    """
    try:
        with exclusive(path) as lock:
            return _restore(path, lock)
    except OSError as error:
        told = Message("store.cannot_restore", path=path, cause=cause_of(path, error))
        raise HashiyaError(told) from error


def _restore(path: Path, lock: Lock) -> Path | None:
    if _is_intact(path, lock):
        raise HashiyaError(Message("store.not_damaged", path=path))
    backup = backup_of(path)
    good = read_source(backup)
    if good is None:
        raise HashiyaError(Message("store.no_backup", path=path))
    parse(backup, good)
    kept = keep_former(path, "corrupt") if os.path.lexists(path) else None
    lock.replace(good.content)
    return kept


def _is_intact(path: Path, lock: Lock) -> bool:
    try:
        source = lock.read()
        return source is not None and bool(parse(path, source))
    except HashiyaError:
        return False
