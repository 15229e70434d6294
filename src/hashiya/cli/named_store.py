"""Opens the store that the command line names, and finds the labels in force there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.codebook import load_labels
from hashiya.errors import HashiyaError
from hashiya.store import Store, default_folder
from hashiya.workspace.journal import journal_in

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from hashiya.codebook import LabelSet


def open_store(arguments: argparse.Namespace) -> Store:
    """Open the store that the command line names, or the default one."""
    folder = arguments.store or default_folder()
    return Store(folder, journal_in(folder).append)


def load_known_labels(store: Store) -> LabelSet:
    """Read the labels in force for a store.

    Raises:
        HashiyaError: the settings are wrong.
    """
    return load_labels(store.root)


def check_label(labels: LabelSet, name: str, file: Path) -> None:
    """Refuse a label that is not known, for an annotation of an article.

    Raises:
        HashiyaError: lists the known ones.
    """
    if name not in labels:
        msg = f"cannot annotate {file}: the label {name} is not known; known are {', '.join(labels.names)}"
        raise HashiyaError(msg)
