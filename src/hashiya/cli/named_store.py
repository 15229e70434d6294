"""Open the store named on the command line, and read the labels that apply there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hashiya.cli.older_stores import divide_older
from hashiya.cli.telling import print_message
from hashiya.codebook.labels import load_labels
from hashiya.codebook.present_annotator import present_annotator
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.others_have import others_have
from hashiya.store import annotators, default_folder, open_repository, open_undivided
from hashiya.workspace.journal import journal_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import SimpleNamespace

    from hashiya.codebook.label import LabelSet
    from hashiya.store import Store


def open_store(arguments: SimpleNamespace, annotator: str | None = None) -> Store:
    """Open what an annotator has in the store that the command line names, or in the default one.

    Args:
        arguments: of the command line.
        annotator: the name; None for the present annotator.

    Raises:
        HashiyaError: the settings of the user are wrong, or the store cannot be read.
    """
    folder = arguments.store or default_folder()
    if annotator is None:
        annotator = present_annotator(arguments.annotator, os.environ)
        divide_older(folder, annotator)
    return open_repository(folder, annotator, journal_in(folder).append)


def open_each(arguments: SimpleNamespace, *, divides: bool = True) -> Sequence[Store]:
    """Open what each annotator has in the store, or only what the annotator has whom the command line names.

    Args:
        arguments: of the command line.
        divides: whether the files of an older version are divided among the annotators before.

    Raises:
        HashiyaError: the settings of the user are wrong, or the store cannot be read.
    """
    if divides:
        divide_older(arguments.store or default_folder(), present_annotator(None, os.environ))
    if arguments.annotator is not None:
        return [open_store(arguments, arguments.annotator)]
    return open_all(arguments)


def open_all(arguments: SimpleNamespace) -> Sequence[Store]:
    """Open what each annotator has in the store, whomever the command line names.

    Raises:
        HashiyaError: as for `open_each`.
    """
    folder = arguments.store or default_folder()
    opened = [open_store(arguments, name) for name in annotators(folder)]
    undivided = open_undivided(folder, journal_in(folder).append)
    every = [*opened, *filter(None, [undivided])]
    return every or [open_store(arguments, present_annotator(None, os.environ))]


def others_of(store: Store) -> Sequence[Store]:
    """Open what the other annotators have in a store.

    Raises:
        HashiyaError: the store cannot be read.
    """
    return [open_repository(store.home, name) for name in annotators(store.home) if name != store.annotator]


def tell_of_others(store: Store) -> None:
    """Tell an annotator without annotations who else has some.

    Raises:
        HashiyaError: the store cannot be read.
    """
    if (others := others_of(store)) and (told := others_have(store, others)) is not None:
        print_message(told, Message("services.name_annotator"))


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
