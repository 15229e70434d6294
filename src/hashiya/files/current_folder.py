"""Paths from the root, of paths that begin at the current folder, which may be gone or hidden meanwhile."""

from __future__ import annotations

import os
from pathlib import Path

from hashiya.errors import HashiyaError

_HINT = "change to a folder that is there, or give paths from the root, also for --store"


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


def lost_folder() -> str:
    """Say that the current folder cannot be told, by the name that the shell gave it; empty if it can."""
    try:
        os.getcwd()  # noqa: PTH109
    except OSError:
        return f"the current folder {os.environ.get('PWD', '')} is no longer there".replace("  ", " ")
    return ""


def _error(path: Path) -> HashiyaError:
    return HashiyaError(f"cannot find {path}: {lost_folder() or 'the current folder cannot be told'}", _HINT)
