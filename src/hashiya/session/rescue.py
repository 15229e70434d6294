"""Write changes that could not be saved to a file elsewhere, for import."""

from __future__ import annotations

import os
import shlex
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.annotation.annotation import timestamp
from hashiya.annotation.edits import chains, whole
from hashiya.errors import HashiyaError
from hashiya.exchange.unsaved import write
from hashiya.files.atomic_file import sync_folder
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hashiya.annotation.edits import Edit

_IN_MEMORY = Path("/dev/shm")  # noqa: S108  a file of this user alone, under a name that nobody can guess
"""Where a file lasts until the machine is switched off, on Linux: better than nowhere if disks are full."""


def rescue(
    edits: Sequence[Edit], article: str, folders: Iterable[Path | None] = (), store: str = ""
) -> HashiyaError | None:
    """Write unsaved edits to a file, and say where.

    Args:
        edits: the unsaved edits, in order.
        article: the article's file, for the message.
        folders: where to write, the best first; the folder of temporary files is the last resort.
        store: the place of the store that the changes are for; empty for the one that commands take.

    Returns:
        What to tell the person, or None if nothing was lost.
    """
    lost = [edit for chain in chains(edits) if (edit := whole(chain)) is not None]
    if not lost:
        return None
    told = Message("session.could_not_save", count=len(lost), article=article)
    for folder in _with_last_resorts(folders):
        with suppress(OSError):
            path = _write(folder, lost)
            named = ["--store", store] if store else []
            command = shlex.join(["hashiya", *named, "import", str(path)])
            return HashiyaError(told, Message("session.import_again", command=command))
    return HashiyaError(Message("session.kept_nowhere", told=told))


def _with_last_resorts(folders: Iterable[Path | None]) -> Iterator[Path]:
    yield from (folder for folder in folders if folder is not None)
    with suppress(OSError):  # no folder of temporary files takes anything
        yield Path(tempfile.gettempdir())
    if _IN_MEMORY.is_dir():
        yield _IN_MEMORY


def _write(folder: Path, edits: Sequence[Edit]) -> Path:
    """Write a new file that only its owner may read; file and name are on the disk when this returns.

    Whoever may write in the folder can neither have put something in the way nor read the file.

    Raises:
        OSError: the folder takes no file, or not the whole of it; then nothing of it is left.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(
        prefix=f"hashiya-unsaved-{timestamp().replace(':', '')}-", suffix=".jsonl", dir=folder
    )
    path = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(write(edits))
            file.flush()
            os.fsync(file.fileno())
        sync_folder(folder)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return path
