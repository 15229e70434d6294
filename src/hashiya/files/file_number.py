"""Tell a file that was renamed from another file of the same content."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def file_number_of(path: Path) -> str:
    """Find the number by which the file system knows a file under any name; empty if it has none.

    A file of several names counts as one without a number: the end of one of its names is no renaming.
    """
    try:
        status = path.stat()
    except (OSError, ValueError):
        return ""
    return str(status.st_ino) if status.st_ino and status.st_nlink == 1 else ""
