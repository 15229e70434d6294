"""Divide a store of an older version among the annotators, before a command opens it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.store import annotators, divide, is_undivided

if TYPE_CHECKING:
    from hashiya.store.places import Place


def divide_older(folder: Place, annotator: str) -> None:
    """Divide the files of an older version in a store among the annotators, and report the result.

    A store that cannot be written stays as it is.

    Args:
        folder: of the store; the database of a team has no such files.
        annotator: who gets the records that name nobody.

    Raises:
        HashiyaError: the folder cannot be read.
    """
    if not isinstance(folder, Path) or not is_undivided(folder):
        return
    from hashiya.cli.grouping import first_of_each  # only stores of older versions need these
    from hashiya.cli.progress import articles, shown_progress
    from hashiya.cli.telling import print_message
    from hashiya.messages import Message

    with shown_progress(articles) as progress:
        divided = divide(folder, annotator, progress or (lambda *_: None))
    if divided is None:
        if annotators(folder):  # nobody reads the files as they are
            print_message(Message("cli.undivided_not_shown", folder=folder))
        return
    for told, advice in first_of_each(divided.left):
        print_message(told, advice)
    if divided.left:
        print_message(Message("cli.left_undivided", folder=folder, count=len(divided.left)))
    if divided.moved:
        print_message(
            Message("cli.divided", folder=folder, count=divided.moved, names=tuple(divided.annotators)),
            Message("cli.former_may_go", folder=divided.former),
        )
