"""Make relative paths absolute, though the current folder may have been deleted or become unreadable."""

from __future__ import annotations

import os
from pathlib import Path

from hashiya.errors import HashiyaError
from hashiya.messages import Message


def absolute(path: Path) -> Path:
    """Make a path absolute, without following its links.

    Raises:
        HashiyaError: the path is relative, and the current folder is gone or unknown.
    """
    try:
        return Path(os.path.abspath(path))  # noqa: PTH100  .. goes away, too
    except OSError as error:
        raise _error(path) from error


def real_path(path: Path) -> Path:
    """Make a path absolute and follow its links.

    Raises:
        HashiyaError: the path is relative, and the current folder is gone or unknown.
    """
    try:
        return Path(os.path.realpath(path))
    except OSError as error:
        raise _error(path) from error


def name_of(folder: Path) -> str:
    """Return the name of a folder, such as the current one; a dot where the name is unknown."""
    try:
        return absolute(folder).name or str(folder)
    except HashiyaError:
        return "."


def lost_folder() -> Message | None:
    """Say that the current folder is gone, by the name that the shell gave it; None if it exists."""
    try:
        os.getcwd()  # noqa: PTH109
    except OSError:
        folder = os.environ.get("PWD")
        return Message("files.named_folder_gone", folder=folder) if folder else Message("files.folder_gone")
    return None


def _error(path: Path) -> HashiyaError:
    cause = lost_folder() or Message("files.folder_unknown")
    return HashiyaError(
        Message("files.cannot_find", path=path, cause=cause), Message("files.use_absolute_paths")
    )
