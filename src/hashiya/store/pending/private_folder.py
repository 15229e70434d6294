"""Folders and files that only their user may write."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from pathlib import Path


def make_private(folder: Path) -> None:
    """Make a folder for its user alone, if there is none.

    Raises:
        HashiyaError: the folder belongs to somebody else, or others may write in it.
        OSError: the folder cannot be made.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode):
        raise HashiyaError(Message("store.not_private", path=folder))
    check_private(folder, status)


def check_private(path: Path, status: os.stat_result) -> None:
    """Refuse a file or a folder that others may have written.

    Raises:
        HashiyaError: it belongs to somebody else, or others may write in it.
    """
    is_own = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    if not is_own or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise HashiyaError(Message("store.not_private", path=path))
