"""``hashiya check [PATH…]``: verifies stores and anchors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.cli.arguments import load_known_labels, open_store
from hashiya.cli.output import print_message, readable
from hashiya.cli.progress import with_progress
from hashiya.cli.stored import is_below, refuse_missing
from hashiya.errors import HashiyaError
from hashiya.store.renaming import TextFinder, follow_renamed
from hashiya.store.verification import Problem, repair, repair_file, verify, verify_missing

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from hashiya.annotation.labels import LabelSet
    from hashiya.store.store import Store


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
    files = _files(store, arguments.paths)
    finder = TextFinder(store)
    remaining = 0
    seen: dict[str, str] = {}
    for file, article_path in with_progress(list(files.items()), "articles"):
        problems = [
            *_verify(store, file, article_path, labels, finder),
            *_check_ids(store, file, seen),
            *_check_conflicts(store, file),
        ]
        if problems and arguments.repair:
            problems = _repair(store, file, problems)
        for problem in problems:
            _print(problem.where, problem.what)
        remaining += len(problems)
    if remaining:
        print_message("1 problem found" if remaining == 1 else f"{remaining} problems found")
    return 1 if remaining else 0


def _files(store: Store, paths: Sequence[Path]) -> dict[Path, Path | None]:
    """The store files to check, each with its article if the user named that."""
    if not paths:
        return dict.fromkeys(store.files_and_lost_files())
    found: dict[Path, Path | None] = {}
    for path in paths:
        if path.is_dir():
            key = store.key_of(path)
            for each in store.files_and_lost_files():
                try:
                    is_wanted = is_below(store.open_file(each).key, key)
                except HashiyaError:  # whose it is cannot be told, so it is reported
                    is_wanted = True
                if is_wanted:
                    found.setdefault(each)
            continue
        key = store.kept_key(path)
        if store.is_kept(key):
            # one that is kept under a former name is looked for under that
            found[store.file_of(key)] = path if key == store.key_of(path) else None
        else:
            refuse_missing(path)
    return found


def _verify(
    store: Store, file: Path, article_path: Path | None, labels: LabelSet, finder: TextFinder
) -> list[Problem]:
    return verify_missing(file) or verify(store, file, labels.names, article_path, finder)


def _check_ids(store: Store, file: Path, seen: dict[str, str]) -> list[Problem]:
    """The annotations whose ids another article's annotations have."""
    try:
        article_store = store.open_file(file)
        annotations = article_store.annotations()
    except HashiyaError:
        return []
    problems = []
    for annotation in annotations:
        other = seen.setdefault(annotation.id, article_store.key)
        if other != article_store.key:
            problems.append(
                Problem(article_store.key, f"annotation {annotation.id} has the id of one of {other}")
            )
    return problems


def _check_conflicts(store: Store, file: Path) -> list[Problem]:
    """The changes that another program's change refused and nobody has decided about."""
    try:
        article_store = store.open_file(file)
        conflicts = article_store.conflicts()
    except HashiyaError:
        return []
    return [
        Problem(
            article_store.key,
            f"annotation {conflict.id} was changed by two programs at once; the reader shows both versions",
        )
        for conflict in conflicts
    ]


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


def _print(where: str, what: str) -> None:
    print(f"{readable(where)}: {readable(what)}")
