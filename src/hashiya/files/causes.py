"""Find out why a file or a folder cannot be read or written."""

from __future__ import annotations

import errno
import stat
from typing import TYPE_CHECKING

from hashiya.files.current_folder import lost_folder
from hashiya.messages import Message

if TYPE_CHECKING:
    from pathlib import Path

_CAUSES = {
    errno.ENOENT: Message("files.missing"),
    errno.ENOTDIR: Message("files.missing"),
    errno.EISDIR: Message("files.is_folder"),
    errno.ELOOP: Message("files.link_loop"),
    errno.EACCES: Message("files.permission_denied"),
    errno.EPERM: Message("files.permission_denied"),
    errno.ENAMETOOLONG: Message("files.name_too_long"),
    errno.ENOSPC: Message("files.disk_full"),
    errno.EDQUOT: Message("files.quota_used_up"),
    errno.EFBIG: Message("files.over_size_limit"),
    errno.EROFS: Message("files.read_only_disk"),
}
_ADVICE = {
    errno.ENOSPC: Message("files.free_space"),
    errno.EDQUOT: Message("files.free_space"),
    errno.EFBIG: Message("files.raise_size_limit"),
}


def cause_of(path: Path, error: OSError | ValueError) -> Message:
    """Describe the error that a path raised when it was read or written.

    The message is the cause in one such as ``files.cannot_read``, so it does not name the path.
    """
    if isinstance(error, ValueError):  # a NUL in the path
        return Message("files.impossible_name")
    if error.errno == errno.ENOENT and path.is_symlink():
        return Message("files.dangling_link")
    if error.errno == errno.ENOENT and not path.is_absolute() and (lost := lost_folder()):
        return lost
    return reason_of(error)


def reason_of(error: OSError) -> Message:
    """Describe an error of the system."""
    return _CAUSES.get(error.errno or 0) or Message(
        "files.system_reason", reason=error.strerror or str(error)
    )


def advice_on(error: OSError) -> Message | None:
    """Advise on an error that was raised when a file was written; None if there is nothing to advise."""
    return _ADVICE.get(error.errno or 0)


def problem_of_mode(mode: int) -> Message | None:
    """Describe why a file of this mode is not read; None for a regular file, the only kind that is."""
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISLNK(mode):
        return Message("files.is_link")
    return Message("files.is_folder") if stat.S_ISDIR(mode) else Message("files.not_regular")
