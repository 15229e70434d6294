"""``hashiya check [PATH…]``: verifies stores and anchors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.cli.grouping import grouped
from hashiya.cli.named_store import load_known_labels, open_store
from hashiya.cli.output import print_message, readable
from hashiya.cli.progress import shown_progress
from hashiya.messages import Message, sentence
from hashiya.services.checking import check
from hashiya.services.complaint import Complaint

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from hashiya.services.verification import Problem
    from hashiya.store import Store

_SHOWN = 10
"""Files of other programs that are named at most."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "paths", metavar="PATH", nargs="*", type=Path, help="articles and folders; everything stored if none"
    )
    parser.add_argument(
        "--repair",
        action="store_true",
        help="anchor anew what has one certain place, and put backups in the place of damaged files",
    )


def execute(arguments: argparse.Namespace) -> int:
    """Print each problem and answer the exit status, 1 if one remains.

    Raises:
        HashiyaError: a path names nothing, the settings are wrong, or a repair could not be saved.
    """
    store = open_store(arguments)
    labels = load_known_labels(store).names
    if not arguments.paths:
        _print_foreign(store)
    count = 0
    with shown_progress("articles") as progress:
        for found in check(store, labels, arguments.paths, repairs=arguments.repair, progress=progress):
            for each in found.done:
                _print(each.problem.where, each.told)
            _print_all(found.remaining)
            count += len(found.remaining)
    if count:
        print_message("1 problem found" if count == 1 else f"{count} problems found")
    return 1 if count else 0


def _print_foreign(store: Store) -> None:
    """Name the files in the store's folder that are not the store's; these are no problem."""
    foreign = store.foreign()
    for name in foreign[:_SHOWN]:
        _print(name, "not made by hashiya, so it is left alone")
    if len(foreign) > _SHOWN:
        _print(str(store.folder), f"{len(foreign) - _SHOWN:,} more were not made by hashiya")


def _print_all(problems: Sequence[Problem]) -> None:
    """Print the problems of one article; what many annotations have in common, once."""
    complaints = []
    for problem in problems:
        if problem.annotation:
            complaints.append(Complaint(problem.annotation, problem.what))
        else:
            _print(problem.where, problem.told)
    for group in grouped(complaints):
        is_one = len(group.complaints) == 1
        what = group.told(plural="annotations") if not is_one else _of_one(*group.complaints)
        _print(problems[0].where, what)


def _of_one(complaint: Complaint) -> Message:
    return Message("services.annotation_problem", id=complaint.place, problem=complaint.reason)


def _print(where: str, what: Message | str) -> None:
    print(f"{readable(where)}: {sentence(what, readable)}")
