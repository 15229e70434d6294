"""The files in the folder of a store: its own, those kept beside them, and those of other programs."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.files.causes import cause_of
from hashiya.messages import Message
from hashiya.store.tinydb.file_names import (
    BACKUP,
    COLLECTIONS,
    NAME_FILE,
    SUFFIX,
    is_file_name,
    is_folder_name,
)
from hashiya.store.tinydb.owner import says_its_owner

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

FORMER = "former"
"""The subfolder of the store for files that were there before each annotator had a folder."""
_COLLECTION = re.compile(r"[a-z0-9-]+\.json")
_KEPT = re.compile(r"(?P<of>.+\.json)(?:\.(?:bak|schema-\d+|(?:corrupt|moved|merged)-[0-9TZ]+(?:-\d+)?))+")
"""The name of a file kept beside a store file."""


class FolderContents(NamedTuple):
    """The names in the folder of a store.

    Attributes:
        files: names of store files, sorted; also of missing ones that have a backup.
        foreign: names of files and folders of other programs, sorted, without hidden ones.
    """

    files: Sequence[str] = ()
    foreign: Sequence[str] = ()


def look_through(folder: Path) -> FolderContents:
    """Separate the store files of a folder from all other files.

    A store file is recognised by its name. A file of another name, such as a copy, is recognised by the
    beginning of its content.

    Raises:
        HashiyaError: the folder cannot be read.
    """
    files: set[str] = set()
    foreign: list[str] = []
    for name in _names(folder):
        kept = _KEPT.fullmatch(name)
        if is_file_name(name) or (name.endswith(SUFFIX) and says_its_owner(folder / name)):
            files.add(name)
        elif kept is None or not is_file_name(kept["of"]):
            foreign += [name] * (name not in (COLLECTIONS, NAME_FILE))
        elif name == kept["of"] + BACKUP:
            files.add(kept["of"])
    return FolderContents(sorted(files), sorted(foreign))


def kept_beside(folder: Path) -> Mapping[str, Sequence[str]]:
    """List the names of the files that are kept beside each store file, by its name.

    Raises:
        HashiyaError: the folder cannot be read.
    """
    found: dict[str, list[str]] = {}
    for kept in filter(None, map(_KEPT.fullmatch, sorted(_names(folder)))):
        if is_file_name(kept["of"]):
            found.setdefault(kept["of"], []).append(kept[0])
    return found


def owns(folder: Path, path: Path) -> bool:
    """Tell whether a path has a name reserved for files of a store; both paths have no links."""
    if path.is_relative_to(folder) and path != folder:
        first = path.relative_to(folder).parts[0].lower()  # some file systems do not tell cases apart
        if first in (COLLECTIONS, FORMER) or first.startswith(".") or is_folder_name(first):
            return True
    return path.parent == folder and f"{SUFFIX}." in f"{path.name.lower()}."


def annotator_folders(home: Path) -> Sequence[Path]:
    """List the folders of annotators in the folder of a store; a link to a folder is not one.

    Raises:
        HashiyaError: the folder cannot be read.
    """
    folders = (home / name for name in _names(home) if is_folder_name(name))
    return [folder for folder in folders if folder.is_dir() and not folder.is_symlink()]


def collection_files(folder: Path) -> Sequence[Path]:
    """List the files of the collections in order, including missing ones with a backup.

    Raises:
        HashiyaError: the folder cannot be read.
    """
    inside = folder / COLLECTIONS
    names = {name.removesuffix(BACKUP) for name in _names(inside)}
    return [inside / name for name in sorted(names) if _COLLECTION.fullmatch(name)]


def _names(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries if not entry.name.startswith(".")]
    except FileNotFoundError:
        return []
    except OSError as error:
        told = Message("store.cannot_read", folder=folder, cause=cause_of(folder, error))
        raise HashiyaError(told) from error
