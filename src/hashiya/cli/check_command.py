"""``hashiya check [PATH…]``: verifies stores and anchors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.article.reading import read_article
from hashiya.cli.arguments import load_known_labels, open_store
from hashiya.cli.grouping import Complaint, grouped
from hashiya.cli.output import print_message, readable
from hashiya.cli.progress import with_progress
from hashiya.cli.stored import is_below, refuse_missing
from hashiya.errors import HashiyaError
from hashiya.services.seen_ids import SeenIds
from hashiya.services.text_finder import TextFinder
from hashiya.services.verification import Problem, repair, repair_file, verify, verify_missing
from hashiya.store.tinydb.file_names import file_name_of
from hashiya.store.tinydb.renaming import follow_renamed

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from hashiya.store.tinydb.store import Store

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
    labels = load_known_labels(store)
    names, named = _files(store, arguments.paths)
    if not arguments.paths:
        _print_foreign(store)
    finder = TextFinder(store)
    seen = SeenIds()
    remaining = 0
    for name in with_progress(names, "articles"):
        file, article_path = store.folder / name, named.get(name)
        problems = verify_missing(file) or verify(
            store, file, labels.names, article_path, finder=finder, seen=seen
        )
        if problems and arguments.repair:
            for problem in problems:
                if problem.new_key:
                    seen.rename_last(file_name_of(problem.new_key))
            problems = _repair(store, file, problems)
        _print_all(problems)
        remaining += len(problems)
    for key, identifier, other in seen.shared(store):
        _print(key, f"annotation {identifier} has the id of one of {other}")
        remaining += 1
    if remaining:
        print_message("1 problem found" if remaining == 1 else f"{remaining} problems found")
    return 1 if remaining else 0


def _print_foreign(store: Store) -> None:
    """Name the files in the store's folder that are not the store's; these are no problem."""
    foreign = store.foreign()
    for name in foreign[:_SHOWN]:
        _print(str(store.folder / name), "not made by hashiya, so it is left alone")
    if len(foreign) > _SHOWN:
        _print(str(store.folder), f"{len(foreign) - _SHOWN:,} more were not made by hashiya")


def _files(store: Store, paths: Sequence[Path]) -> tuple[Sequence[str], Mapping[str, Path]]:
    """The names of the store files to check, and of some of them the article, where the user named that."""
    store.finish_renamings()
    if not paths:
        return store.file_names(), {}
    names: dict[str, None] = {}
    named: dict[str, Path] = {}
    for path in paths:
        if path.is_dir():
            key = store.key_of(path)
            survey = store.survey()
            wanted = [file_name_of(each) for each in survey.keys if is_below(each, key)]
            # a file that does not say whose it is is reported
            names |= dict.fromkeys(sorted([*wanted, *(file.name for file in survey.refused)]))
            continue
        kept = _kept_keys(store, path)
        if not kept:
            refuse_missing(path)
        names |= dict.fromkeys(file_name_of(key) for key in kept)
        if len(kept) == 1:
            named[file_name_of(kept[0])] = path
    return list(names), named


def _kept_keys(store: Store, path: Path) -> Sequence[str]:
    """Under which names annotations of an article are kept; whoever names it says that it had them."""
    key = store.kept_key(path)
    if store.is_kept(key):
        return [key]
    try:
        return [owner.key for owner in store.lost(read_article(path).sha256)]
    except HashiyaError:
        return []


def _repair(store: Store, file: Path, problems: list[Problem]) -> list[Problem]:
    """Repair what can be, say so, and return the problems that remain."""
    remaining = []
    certain = [problem for problem in problems if problem.edit is not None]
    if certain:
        repair(store.open_file(file), certain)
    for problem in problems:
        if problem.edit is not None:
            _print(problem.where, f"{problem.what}: anchored anew")
        elif problem.damaged is not None:
            _print(problem.where, f"{problem.what}: {repair_file(problem)}")
        elif problem.new_key:
            kept = follow_renamed(store, problem.where, problem.new_key)
            _print(problem.where, f"{problem.what}: its annotations follow it, {kept.name} is kept")
        else:
            remaining.append(problem)
    return remaining


def _print_all(problems: Sequence[Problem]) -> None:
    """Print the problems of one article; what many annotations have in common, once."""
    complaints = []
    for problem in problems:
        if problem.annotation:
            reason = problem.what.removeprefix(f"annotation {problem.annotation} ")
            complaints.append(Complaint(problem.annotation, reason))
        else:
            _print(problem.where, problem.what)
    for group in grouped(complaints):
        is_one = len(group.complaints) == 1
        what = group.told(plural="annotations") if not is_one else _of_one(*group.complaints)
        _print(problems[0].where, what)


def _of_one(complaint: Complaint) -> str:
    return f"annotation {complaint.place} {complaint.reason}"


def _print(where: str, what: str) -> None:
    print(f"{readable(where)}: {readable(what)}")
