"""Arguments that several commands take: ids, offsets, attributes; and the store and the labels they name."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from hashiya.cli.options import text
from hashiya.codebook.labels import load_labels
from hashiya.errors import HashiyaError
from hashiya.store import Store, default_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from hashiya.codebook.label import LabelSet

_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._:-]{0,63}")


def open_store(arguments: argparse.Namespace) -> Store:
    """The store that the command line names, or the default one."""
    return Store(arguments.store or default_folder())


def load_known_labels(store: Store) -> LabelSet:
    """The labels in force for a store.

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


def identifier(argument: str) -> str:
    """An id from the command line.

    Raises:
        argparse.ArgumentTypeError: it has other characters than an id has.
    """
    if not _ID.fullmatch(argument):
        msg = f"{argument!r} is not a valid id (letters, digits, and . _ : -, up to 64)"
        raise argparse.ArgumentTypeError(msg)
    return argument


def offset(argument: str) -> int:
    """A code point's offset from the command line.

    Raises:
        argparse.ArgumentTypeError: it is not a whole number.
    """
    try:
        return int(argument)
    except ValueError as error:
        msg = f"{argument[:40]!r} is not a whole number"
        raise argparse.ArgumentTypeError(msg) from error


def attribute(argument: str) -> tuple[str, str]:
    """A name and a value from ``NAME=VALUE``.

    Raises:
        argparse.ArgumentTypeError: there is no name or no ``=``.
    """
    name, separator, value = text(argument).partition("=")
    if not separator or not name.strip():
        msg = f"{argument!r} is not of the form NAME=VALUE"
        raise argparse.ArgumentTypeError(msg)
    return name.strip(), value


def with_attributes(stored: Mapping[str, object], given: Sequence[tuple[str, str]]) -> dict[str, object]:
    """Attributes with some set; an empty value takes one away."""
    merged = {**stored, **dict(given)}
    return {name: value for name, value in merged.items() if value != ""}
