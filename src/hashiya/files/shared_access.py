"""Permissions of new files and folders: those of the replaced file, or for the group of the folder."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def keep_access(descriptor: int, former: os.stat_result) -> None:
    """Give a new file the group and the permissions of the file that it will replace.

    Where the system lets this user set only one of them, the other stays unchanged.
    """
    if not hasattr(os, "fchmod"):
        return
    made = os.fstat(descriptor)
    with suppress(PermissionError):
        if made.st_gid != former.st_gid:
            os.fchown(descriptor, -1, former.st_gid)
    with suppress(PermissionError):
        if stat.S_IMODE(made.st_mode) != former.st_mode & 0o777:
            os.fchmod(descriptor, former.st_mode & 0o777)


def share_file(descriptor: int, folder: Path) -> None:
    """Let the group of a folder read and write a new file in it, if that group may write in the folder.

    Without this the umask of one person would shut the others out.
    """
    if not hasattr(os, "fchmod"):
        return
    made, around = os.fstat(descriptor), folder.stat()
    wanted = stat.S_IMODE(made.st_mode) | stat.S_IRGRP | stat.S_IWGRP
    if _is_shared_by_group(made, around) and wanted != stat.S_IMODE(made.st_mode):
        with suppress(PermissionError):
            os.fchmod(descriptor, wanted)


def make_folder(folder: Path) -> None:
    """Make a folder, and those around it, unless it exists.

    Everyone who may write in the folder around it may write in it too: the group, or everybody.

    Raises:
        OSError: the folder cannot be made.
    """
    try:
        folder.mkdir()
    except FileNotFoundError:
        make_folder(folder.parent)
        make_folder(folder)
        return
    except OSError:
        if folder.is_dir():
            return
        raise
    made, around = folder.stat(), folder.parent.stat()
    wanted = stat.S_IMODE(made.st_mode)
    if around.st_mode & stat.S_IWOTH:
        wanted |= stat.S_IRWXG | stat.S_IRWXO
    elif _is_shared_by_group(made, around):
        wanted |= stat.S_IRWXG
    if wanted != stat.S_IMODE(made.st_mode):
        with suppress(PermissionError):
            folder.chmod(wanted)


def _is_shared_by_group(made: os.stat_result, around: os.stat_result) -> bool:
    return bool(around.st_mode & stat.S_IWGRP) and made.st_gid == around.st_gid
