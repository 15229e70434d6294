"""Write a file that must not exist yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import make_new_file
from hashiya.files.causes import cause_of
from hashiya.messages import Message

if TYPE_CHECKING:
    from pathlib import Path


def write_new_file(path: Path, content: bytes) -> None:
    """Write a file whole; none of that name is replaced.

    Raises:
        HashiyaError: the file exists, or cannot be written.
    """
    try:
        make_new_file(path, content)
    except FileExistsError as error:
        raise HashiyaError(Message("services.exists", path=path)) from error
    except OSError as error:
        raise HashiyaError(
            Message("services.cannot_write", path=path, cause=cause_of(path, error))
        ) from error
