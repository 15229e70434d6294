"""Annotations, wherever they are kept; no other module chooses how."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hashiya.store.locations import default_folder
from hashiya.store.repository.reading import Reading
from hashiya.store.tinydb.file_names import (
    BACKUP,
    COLLECTIONS,
    NAME_FILE,
    SUFFIX,
    folder_name_of,
    is_file_name,
)
from hashiya.store.tinydb.store import Store
from hashiya.text.settled import settled_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hashiya.messages import Message
    from hashiya.store.tinydb.dividing import Divided
    from hashiya.store.tinydb.undivided import Undivided

__all__ = [
    "NAME_FILE",
    "Reading",
    "Store",
    "annotators",
    "default_folder",
    "divide",
    "foreign_in",
    "former_in",
    "is_undivided",
    "nameless_in",
    "open_repository",
    "open_undivided",
]


def open_repository(folder: Path, annotator: str, told: Callable[..., object] = lambda *_: None) -> Store:
    """Open the repository of an annotator, which is made when the first annotation is saved.

    Args:
        folder: where the annotations of all annotators are kept.
        annotator: the name.
        told: called with the transactions saved together, in the thread that saved them.
    """
    own = folder / folder_name_of(annotator)
    if not os.path.lexists(own) and is_undivided(folder) and _obstacle_in(folder) is not None:
        own = folder  # it is read as it is
    return Store(own, told, home=folder, annotator=settled_name(annotator))


def is_undivided(folder: Path) -> bool:
    """Tell whether a store has files for all annotators together, as older versions kept them."""
    names = _names_in(folder)
    if any(is_file_name(name.removesuffix(BACKUP)) for name in names):
        return True
    return COLLECTIONS in names and any(SUFFIX in name for name in _names_in(folder / COLLECTIONS))


def _names_in(folder: Path) -> Sequence[str]:
    """List the names in a folder, which are enough before the first frame; none if it cannot be read."""
    try:
        return os.listdir(folder)  # noqa: PTH208
    except OSError:
        return ()


def open_undivided(folder: Path, told: Callable[..., object] = lambda *_: None) -> Undivided | None:
    """Open the files for all annotators together, less what these have; None if there are none."""
    if not is_undivided(folder):
        return None
    from hashiya.store.tinydb.undivided import Undivided  # stores of older versions alone have such files

    return Undivided(folder, told)


def divide(folder: Path, annotator: str, progress: Callable[[int, int], object]) -> Divided | None:
    """Divide the files for all annotators together among those whom the annotations name.

    Args:
        folder: where the annotations are kept.
        annotator: who gets what names nobody, the reading positions and the collections.
        progress: called with the numbers of articles that are done and of all.

    Returns:
        What became of the files; None if the folder cannot be written.

    Raises:
        HashiyaError: the folder cannot be read.
    """
    if _obstacle_in(folder) is not None:
        return None
    from hashiya.store.tinydb.dividing import divide  # once for each store

    return divide(folder, annotator, progress)


def _obstacle_in(folder: Path) -> Message | None:
    from hashiya.store.tinydb.writability import obstacle_to

    return obstacle_to(folder / "any")


def former_in(folder: Path) -> Path | None:
    """Return the folder of the files that were divided; None if a person has removed it."""
    from hashiya.store.tinydb.folder_contents import FORMER

    return folder / FORMER if os.path.lexists(folder / FORMER) else None


def nameless_in(folder: Path) -> Sequence[str]:
    """Return the folders of annotators whose names cannot be read, sorted.

    Raises:
        HashiyaError: the folder cannot be read.
    """
    from hashiya.store.tinydb.annotator_folders import nameless_in

    return nameless_in(folder)


def foreign_in(folder: Path) -> Sequence[str]:
    """Return the paths in the folder of a store that belong to other programs, sorted.

    Raises:
        HashiyaError: the folder cannot be read.
    """
    from hashiya.store.tinydb.annotator_folders import foreign_in  # one's own are read without

    return foreign_in(folder)


def annotators(folder: Path) -> Sequence[str]:
    """Return the names of the annotators of whom anything is kept in a folder, sorted.

    Raises:
        HashiyaError: the folder cannot be read.
    """
    from hashiya.store.tinydb.annotator_folders import annotators_in  # one's own are read without

    return list(annotators_in(folder))
