"""Says in a few words why a file or a folder cannot be read."""

from __future__ import annotations

import errno
import stat
from typing import TYPE_CHECKING

from hashiya.files.current_folder import lost_folder

if TYPE_CHECKING:
    from pathlib import Path

_CAUSES = {
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "there is no such file",
    errno.ELOOP: "it is a link that leads back to itself",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ENAMETOOLONG: "the name is too long",
}


def cause_of(path: Path, error: OSError | ValueError) -> str:
    """Describe the error that a path raised when it was read.

    The words go on after "cannot read …: ", so they name neither the path nor begin a sentence.
    """
    if isinstance(error, ValueError):  # a NUL in the path
        return "no file can have this name"
    if error.errno == errno.ENOENT and path.is_symlink():
        return "it is a link to a file that is not there"
    if error.errno == errno.ENOENT and not path.is_absolute() and (lost := lost_folder()):
        return lost
    return _CAUSES.get(error.errno or 0, error.strerror or str(error))


def problem_of_mode(mode: int) -> str:
    """Describe why a file of this mode is not read: only a regular file is. Empty if it is one."""
    if stat.S_ISREG(mode):
        return ""
    if stat.S_ISLNK(mode):
        return "it is a link"
    return "it is a folder" if stat.S_ISDIR(mode) else "it is not a regular file"
