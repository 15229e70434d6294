"""Tell a file that was renamed from another file of the same content."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def file_number_of(path: Path) -> str:
    """Find the file system's number for a file, the same under any name; empty if there is none.

    A file with several names counts as having no number: the end of one name is not a renaming.
    """
    try:
        status = path.stat()
    except (OSError, ValueError):
        return ""
    return str(status.st_ino) if status.st_ino and status.st_nlink == 1 else ""
