"""The library: the articles of a folder."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashiya.article.reading import HTML_SUFFIXES
from hashiya.errors import HashiyaError
from hashiya.files.causes import cause_of, problem_of_mode

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = (".txt", ".md", *HTML_SUFFIXES)
"""How an article's name ends, in either case."""


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """A file of the library, not yet read.

    Attributes:
        path: the folder's path and the file's name.
        name: the file's name.
        size: in bytes.
        problem: why it cannot be opened, in a few words, or an empty string.
    """

    path: Path
    name: str
    size: int
    problem: str = ""


def list_library(folder: Path) -> list[LibraryEntry]:
    """The articles that lie directly in a folder, in the order of their names (numbers by value).

    Hidden files and folders are left out. A file that cannot be opened is listed with its problem.

    Raises:
        HashiyaError: the folder cannot be read.
    """
    try:
        with os.scandir(folder) as found:
            entries = [_entry(folder, entry) for entry in found if _is_candidate(entry)]
    except (OSError, ValueError) as error:
        msg = f"cannot read the folder {folder}: {cause_of(folder, error)}"
        raise HashiyaError(msg) from error
    return sorted(entries, key=lambda entry: _sort_key(entry.name))


def _is_candidate(entry: os.DirEntry[str]) -> bool:
    name = entry.name
    if name.startswith(".") or not name.lower().endswith(SUFFIXES):
        return False
    try:
        return not entry.is_dir()
    except OSError:  # a link that leads back to itself: listed with its problem
        return True


def _entry(folder: Path, entry: os.DirEntry[str]) -> LibraryEntry:
    path = folder / entry.name
    try:
        status = entry.stat()
    except OSError as error:
        return LibraryEntry(path, entry.name, 0, cause_of(path, error))
    return LibraryEntry(path, entry.name, status.st_size, problem_of_mode(status.st_mode))


def _sort_key(name: str) -> tuple[list[str | int], str]:
    # texts and numbers take turns, so that like is compared with like
    parts = re.split("([0-9]+)", name.casefold())
    return [int(part) if index % 2 else part for index, part in enumerate(parts)], name
