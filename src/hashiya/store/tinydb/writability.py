"""Tells what keeps a store file from being written, before one has made a change that would be lost."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from hashiya.store.tinydb.file_names import LOCKS

if TYPE_CHECKING:
    from pathlib import Path


def obstacle_to(path: Path) -> str:
    """Name the file or folder that keeps this user from writing a store file; empty if none is known.

    Nothing is written to find out. So a disk that is full, or a server that refuses, is not known.
    """
    folder = path.parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    for each in (folder, path.parent / LOCKS):
        if os.path.lexists(each) and not _takes_files(each):
            named = each if each.name else each.absolute()
            return f"{named} cannot be written to{_owner_of(each)}"
    if _is_kept_from_others(path, folder):
        return f"{path} can be replaced only by its owner{_owner_of(path)}"
    return ""


def _takes_files(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _is_kept_from_others(path: Path, folder: Path) -> bool:
    """Whether the folder lets everybody replace their own files alone, and this is another's."""
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        return False
    with suppress(OSError):
        around = folder.stat()
        owners = (around.st_uid, path.lstat().st_uid)
        return bool(around.st_mode & stat.S_ISVTX) and os.geteuid() not in owners
    return False


def _owner_of(path: Path) -> str:
    """Whose it is, as the end of a sentence, if it is another user's."""
    with suppress(OSError, KeyError):
        if hasattr(os, "geteuid") and path.lstat().st_uid != os.geteuid():
            return f"; it belongs to {_name_of(path.lstat().st_uid)}"
    return ""


@lru_cache
def _name_of(user: int) -> str:
    import pwd

    return pwd.getpwuid(user).pw_name
