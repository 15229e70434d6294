"""Former contents of a store file, kept beside it under names with reason and time."""

from __future__ import annotations

import itertools
import time
from typing import TYPE_CHECKING

from hashiya.files.atomic_file import keep_beside

if TYPE_CHECKING:
    from pathlib import Path


def keep_former(path: Path, mark: str, beside: Path | None = None) -> Path:
    """Give the file at a path a second name, which keeps it when the path is overwritten.

    Args:
        path: a store file, or a folder in its place.
        mark: the reason, as a part of the new name: ``PATH.MARK-YYYYMMDDTHHMMSSZ``.
        beside: the file after which the new name is made; None for the file itself.

    Returns:
        The second name, which was unused.

    Raises:
        FileNotFoundError: there is no file at the path.
        OSError: the file could not be kept.
    """
    stem = f"{(beside or path).name}.{mark}-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}"
    for number in itertools.count(1):
        kept = path.with_name(stem if number == 1 else f"{stem}-{number}")
        try:
            if path.is_dir():  # a folder has no second name
                path.rename(kept)
            else:
                keep_beside(path, kept)
        except FileExistsError:
            continue
        break
    return kept
