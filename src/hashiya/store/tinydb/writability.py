"""Find out why a store file cannot be written, before a person makes a change that would be lost."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.store.tinydb.file_names import LOCKS

if TYPE_CHECKING:
    from pathlib import Path


def obstacle_to(path: Path) -> Message | None:
    """Name the file or folder that keeps this user from writing a store file; None if none is known.

    Nothing is written to find out, so a full disk or a refusing server is not detected.
    """
    folder = path.parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    for each in (folder, path.parent / LOCKS):
        if os.path.lexists(each) and not _takes_files(each):
            named, owner = each if each.name else each.absolute(), _other_owner_of(each)
            if owner:
                return Message("store.not_writable_of", path=named, owner=owner)
            return Message("store.not_writable", path=named)
    if _is_kept_from_others(path, folder):
        return Message("store.only_owner_replaces", path=path, owner=_other_owner_of(path))
    return None


def _takes_files(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _is_kept_from_others(path: Path, folder: Path) -> bool:
    """Tell whether the file is another user's, in a folder where users can replace only their own files."""
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        return False
    with suppress(OSError):
        around = folder.stat()
        owners = (around.st_uid, path.lstat().st_uid)
        return bool(around.st_mode & stat.S_ISVTX) and os.geteuid() not in owners
    return False


def _other_owner_of(path: Path) -> str:
    """Return the name of another user who owns a path, or the id of a nameless one; else an empty string."""
    with suppress(OSError):
        if hasattr(os, "geteuid") and path.lstat().st_uid != os.geteuid():
            return _name_of(path.lstat().st_uid)
    return ""


@lru_cache
def _name_of(user: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
