"""Paths from the root, of paths that begin at the current folder, which may be gone or hidden meanwhile."""

from __future__ import annotations

import os
from pathlib import Path

from hashiya.errors import HashiyaError
from hashiya.messages import Message


def absolute(path: Path) -> Path:
    """Make a path begin at the root; links in it stay.

    Raises:
        HashiyaError: names the path and the current folder, which cannot be told where it is needed.
    """
    try:
        return Path(os.path.abspath(path))  # noqa: PTH100  .. goes away, too
    except OSError as error:
        raise _error(path) from error


def real_path(path: Path) -> Path:
    """Make a path begin at the root and follow the links in it.

    Raises:
        HashiyaError: names the path and the current folder, which cannot be told where it is needed.
    """
    try:
        return Path(os.path.realpath(path))
    except OSError as error:
        raise _error(path) from error


def name_of(folder: Path) -> str:
    """The name of a folder, also of the current one; a dot where that cannot be told."""
    try:
        return absolute(folder).name or str(folder)
    except HashiyaError:
        return "."


def lost_folder() -> Message | None:
    """Say that the current folder is gone, by the name that the shell gave it; None if it is there."""
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
