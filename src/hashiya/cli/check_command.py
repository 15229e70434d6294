"""``hashiya check [PATH…]``: verify stores and anchors."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.cli.argument_types import path
from hashiya.cli.arguments import Option, Word
from hashiya.cli.grouping import grouped, of_annotations
from hashiya.cli.named_store import load_known_labels, open_each
from hashiya.cli.progress import articles, shown_progress
from hashiya.cli.telling import Line, print_lines, print_message
from hashiya.messages import Message
from hashiya.services.checking import check
from hashiya.services.complaint import Complaint
from hashiya.store import NAME_FILE, Store, foreign_in, former_in, nameless_in, open_undivided

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import SimpleNamespace

    from hashiya.services.verification import Problem

_SHOWN = 10
"""Files of other programs that are named."""


ARGUMENTS = (
    Word("paths", "PATH", Message("cli.word_paths_or_all"), path, is_repeated=True),
    Option(("--repair",), Message("cli.option_repair")),
)


def execute(arguments: SimpleNamespace) -> int:
    """Print each problem and return the exit status, 1 if one remains.

    Raises:
        HashiyaError: a path does not exist, the settings are wrong, or a repair could not be saved.
    """
    stores = open_each(arguments, divides=arguments.repair)
    labels = load_known_labels(stores[0])
    count, advice = 0, None
    if not arguments.paths and isinstance(folder := stores[0].home, Path):
        count = _print_folder(folder)
        _print_foreign(folder, [store for store in stores if isinstance(store, Store)])
    with shown_progress(articles) as progress:
        for found in check(stores, labels, arguments.paths, repairs=arguments.repair, progress=progress):
            annotator = found.annotator if len(stores) > 1 else ""
            for each in found.done:
                _print(each.problem.where, each.told, annotator)
            _print_all(found.remaining, annotator)
            count += len(found.remaining)
            if any(problem.is_copy for problem in found.remaining):
                advice = Message("store.repair_copy")
    if count:
        print_message(Message("cli.problems_found", count=count), advice)
    return 1 if count else 0


def _print_folder(folder: Path) -> int:
    """Print the notices about the store's folder, and return the number of problems."""
    if (undivided := open_undivided(folder)) is not None:
        _print(str(folder), Message("cli.undivided"))
        if given := undivided.given_in_part():
            _print(str(folder), Message("cli.given_in_part", count=len(given)))
    if (former := former_in(folder)) is not None:
        _print(str(former), Message("cli.former_kept"))
    nameless = nameless_in(folder)
    for each in nameless:
        _print(each, Message("cli.nameless", file=NAME_FILE))
    return len(nameless)


def _print_foreign(folder: Path, stores: Sequence[Store]) -> None:
    """Name the foreign files in the folder of the store; they do not count as problems."""
    inside = (store.foreign() for store in stores if store.folder != folder)
    foreign = sorted({*foreign_in(folder), *chain.from_iterable(inside)})
    for name in foreign[:_SHOWN]:
        _print(name, Message("cli.foreign"))
    if len(foreign) > _SHOWN:
        _print(str(folder), Message("cli.more_foreign", count=len(foreign) - _SHOWN))


def _print_all(problems: Sequence[Problem], annotator: str) -> None:
    """Print the problems of one article, with those of annotations by their causes."""
    complaints = []
    for problem in problems:
        if problem.annotation:
            complaints.append(Complaint(problem.annotation, problem.what))
        else:
            _print(problem.where, problem.told, annotator)
    for group in grouped(complaints):
        _print(problems[0].where, of_annotations(group), annotator)


def _print(where: str, problem: Message, annotator: str = "") -> None:
    told = Message("cli.problem", where=where, what=problem)
    if annotator:
        told = Message("cli.problem_of", where=where, annotator=annotator, what=problem)
    print_lines([Line(told)])
