"""``hashiya remove FILE ID``: removes one annotation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.annotation import Edit
from hashiya.cli.argument_types import identifier
from hashiya.cli.named_store import open_store
from hashiya.services.changing import change
from hashiya.services.named_articles import find_annotation

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="the article, which need not be there any more"
    )
    parser.add_argument("id", metavar="ID", type=identifier, help="the annotation's id")


def execute(arguments: argparse.Namespace) -> int:
    """Remove the annotation and answer the exit status.

    Raises:
        HashiyaError: there is no such annotation, or the change could not be saved.
    """
    repository, annotation = find_annotation(open_store(arguments), arguments.file, arguments.id)
    change(repository, Edit(annotation, None), command="remove")
    return 0
