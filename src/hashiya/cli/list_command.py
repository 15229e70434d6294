"""``hashiya list [PATH…]``: the articles with their counts and how far one has got."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from hashiya.annotation.strict_json import encode
from hashiya.article.library import list_library
from hashiya.cli.arguments import load_known_labels, open_store
from hashiya.cli.output import print_message, write_data
from hashiya.cli.stored import is_below, refuse_missing
from hashiya.cli.table import print_table
from hashiya.errors import HashiyaError
from hashiya.store import Summary

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from hashiya.store.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        type=Path,
        help="articles and folders; all annotated articles if none",
    )
    parser.add_argument("--json", action="store_true", help="print a JSON array with one object per article")


def execute(arguments: argparse.Namespace) -> int:
    """Print the list and answer the exit status, 1 if a store file cannot be read.

    Raises:
        HashiyaError: a path names nothing, or the settings are wrong.
    """
    store = open_store(arguments)
    names = list(load_known_labels(store).names)
    summaries = _summaries(store, arguments.paths)
    for summary in summaries.values():
        names += [label for label in summary.counts if label not in names]
    if arguments.json:
        _print_json(summaries, names)
    else:
        _print_table(summaries, names)
    problems = [summary.problem for summary in summaries.values() if summary.problem]
    for problem in problems:
        print_message(problem)
    return 1 if problems else 0


def _summaries(store: Store, paths: Sequence[Path]) -> dict[str, Summary]:
    """A summary for each article by its key; for a store file that cannot be read, by its path."""
    stored: dict[str, Summary] = {}
    broken: dict[str, Summary] = {}
    for file in store.files_and_lost_files():
        try:
            key = store.open_readable(file).key
        except HashiyaError as error:
            broken[str(file)] = Summary(problem=error.message)
        else:
            stored[key] = store.summary(key)
    if not paths:
        return dict(sorted((stored | broken).items()))
    found: dict[str, Summary] = {}
    for path in paths:
        key = store.key_of(path)
        if path.is_dir():
            entries = (store.key_of(entry.path) for entry in list_library(path) if not entry.problem)
            found |= {entry: store.summary(entry) for entry in entries}
            found |= {each: summary for each, summary in stored.items() if is_below(each, key)}
        else:
            if key not in stored:
                refuse_missing(path)
            found[key] = store.summary(key)
    return dict(sorted(found.items()))


def _print_table(summaries: dict[str, Summary], names: list[str]) -> None:
    rows: list[list[str | int]] = [
        [
            key,
            "damaged" if summary.problem else summary.status,
            *(summary.counts.get(name, 0) for name in names),
        ]
        for key, summary in summaries.items()
    ]
    if rows:
        print_table(["article", "status", *names], rows)


def _print_json(summaries: dict[str, Summary], names: list[str]) -> None:
    def describe(key: str, summary: Summary) -> dict[str, Any]:
        counts = {name: summary.counts.get(name, 0) for name in names}
        record: dict[str, Any] = {"article": key, "status": summary.status, "counts": counts}
        if summary.problem:
            record["problem"] = summary.problem
        return record

    lines = [encode(describe(key, summary)) for key, summary in summaries.items()]
    write_data([b"[" + b",\n ".join(lines) + b"]\n"])
