"""Annotations, wherever they are kept; no other module chooses how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.store.locations import default_folder
from hashiya.store.repository.reading import Reading
from hashiya.store.tinydb.file_names import folder_name_of
from hashiya.store.tinydb.store import Store
from hashiya.text.settled import settled_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

__all__ = ["Reading", "Store", "annotators", "default_folder", "foreign_in", "open_repository"]


def open_repository(folder: Path, annotator: str, told: Callable[..., object] = lambda *_: None) -> Store:
    """Open the repository of an annotator, which is made when the first annotation is saved.

    Args:
        folder: where the annotations of all annotators are kept.
        annotator: the name.
        told: called with the transactions saved together, in the thread that saved them.
    """
    return Store(folder / folder_name_of(annotator), told, home=folder, annotator=settled_name(annotator))


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
