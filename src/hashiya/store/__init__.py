"""Annotations, wherever they are kept; no other module chooses how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.store.locations import default_folder
from hashiya.store.repository.reading import Reading
from hashiya.store.tinydb.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["Reading", "Store", "default_folder", "open_repository"]


def open_repository(folder: Path, told: Callable[..., object] = lambda *_: None) -> Store:
    """Open the repository of a folder, which is made when the first annotation is saved.

    Args:
        folder: where the annotations are kept.
        told: called with the transactions saved together, in the thread that saved them.
    """
    return Store(folder, told)
