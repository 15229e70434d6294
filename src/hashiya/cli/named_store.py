"""Open the store named on the command line, and read the labels that apply there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.cli.older_stores import divide_older
from hashiya.cli.telling import print_message
from hashiya.codebook.labels import load_labels
from hashiya.codebook.present_annotator import present_annotator
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.others_have import others_have
from hashiya.store import (
    annotators,
    bring_codebook,
    copied_place,
    default_place,
    journal_log,
    known_as,
    open_own,
    open_repository,
    open_undivided,
)
from hashiya.workspace.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import SimpleNamespace

    from hashiya.codebook.label import LabelSet
    from hashiya.store.opened_store import OpenedStore
    from hashiya.store.places import Place


def place_of(arguments: SimpleNamespace) -> Place:
    """Return the place of the store that the command line names, or of the default one.

    The keys of a team's articles are relative to the current folder if the command line names files. If not,
    they are those of the user's own copies, so that texts are found wherever the command is run.

    Raises:
        HashiyaError: the environment names a malformed URL, or the user has no home for copies.
    """
    place = arguments.store or default_place()
    return place if isinstance(place, Path) or _names_files(arguments) else copied_place(place)


def _names_files(arguments: SimpleNamespace) -> bool:
    named = [getattr(arguments, name, None) for name in ("paths", "file", "article", "folder", "folders")]
    words = (Path(word) for word in getattr(arguments, "words", None) or () if isinstance(word, str))
    return any(named) or any(path.exists() for path in words)


def open_store(arguments: SimpleNamespace, annotator: str | None = None) -> OpenedStore:
    """Open the annotations of an annotator, in the store of the command line or the default one.

    Args:
        arguments: of the command line.
        annotator: the name; None for the present annotator.

    Raises:
        HashiyaError: the settings of the user are wrong, or the store cannot be read.
    """
    place = place_of(arguments)
    if annotator is None:
        annotator = annotator_at(place, arguments.annotator)
        divide_older(place, annotator)
    return open_own(place, annotator, Journal(journal_log(place)).append)


def annotator_at(place: Place, given: str | None) -> str:
    """Return the name of the present annotator: the given one, else that of the login in a team.

    Raises:
        HashiyaError: the settings of the user are wrong, or the store cannot be read.
    """
    known = known_as(place) if given is None else None
    return present_annotator(given, os.environ) if known is None else known


def open_each(arguments: SimpleNamespace, *, divides: bool = True) -> Sequence[OpenedStore]:
    """Open the annotations of each annotator in the store, or only of the one on the command line.

    Args:
        arguments: of the command line.
        divides: whether the files of an older version are divided among the annotators before.

    Raises:
        HashiyaError: the settings of the user are wrong, or the store cannot be read.
    """
    if divides:
        place = place_of(arguments)
        divide_older(place, annotator_at(place, None))
    if arguments.annotator is not None:
        return [open_store(arguments, arguments.annotator)]
    return open_all(arguments)


def open_all(arguments: SimpleNamespace) -> Sequence[OpenedStore]:
    """Open the annotations of every annotator in the store, whatever the command line names.

    Raises:
        HashiyaError: as for `open_each`.
    """
    place = place_of(arguments)
    opened = [open_store(arguments, name) for name in annotators(place)]
    undivided = open_undivided(place, Journal(journal_log(place)).append)
    every = [*opened, *filter(None, [undivided])]
    return every or [open_store(arguments, annotator_at(place, None))]


def others_of(store: OpenedStore) -> Sequence[OpenedStore]:
    """Open the annotations of the other annotators in a store.

    Raises:
        HashiyaError: the store cannot be read.
    """
    return [open_repository(store.home, name) for name in annotators(store.home) if name != store.annotator]


def known_annotators(place: Place, names: Sequence[str]) -> Message:
    """Name the annotators of a store, as the advice for an unknown one.

    Args:
        place: of the store.
        names: the annotators that may be named.
    """
    if names:
        return Message("cli.known_annotators", names=tuple(names))
    return Message("cli.no_annotators_in_store", place=place)


def tell_of_others(store: OpenedStore) -> None:
    """Tell an annotator without annotations who else has some.

    Raises:
        HashiyaError: the store cannot be read.
    """
    if (others := others_of(store)) and (told := others_have(store, others)) is not None:
        print_message(told, Message("services.name_annotator"))


def load_known_labels(store: OpenedStore) -> LabelSet:
    """Read the labels that apply to a store.

    Raises:
        HashiyaError: the settings are wrong, or those of a team cannot be fetched.
    """
    bring_codebook(store.home)
    return load_labels(store.root)


def check_label(labels: LabelSet, name: str, file: Path) -> None:
    """Refuse an unknown label for an annotation of an article.

    Raises:
        HashiyaError: lists the known labels.
    """
    if name not in labels:
        told = Message("cli.unknown_label", path=file, label=name, names=tuple(labels.names))
        raise HashiyaError(told)
