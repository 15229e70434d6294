"""Open the store named on the command line, and read the labels that apply there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.codebook.labels import load_labels
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store import default_folder, open_repository
from hashiya.workspace.journal import journal_in

if TYPE_CHECKING:
    from pathlib import Path
    from types import SimpleNamespace

    from hashiya.codebook.label import LabelSet
    from hashiya.store import Store


def open_store(arguments: SimpleNamespace) -> Store:
    """Open the store that the command line names, or the default one."""
    folder = arguments.store or default_folder()
    return open_repository(folder, journal_in(folder).append)


def load_known_labels(store: Store) -> LabelSet:
    """Read the labels that apply to a store.

    Raises:
        HashiyaError: the settings are wrong.
    """
    return load_labels(store.root)


def check_label(labels: LabelSet, name: str, file: Path) -> None:
    """Refuse an unknown label for an annotation of an article.

    Raises:
        HashiyaError: lists the known labels.
    """
    if name not in labels:
        told = Message("cli.unknown_label", path=file, label=name, names=tuple(labels.names))
        raise HashiyaError(told)
