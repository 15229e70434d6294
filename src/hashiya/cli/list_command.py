"""``hashiya list [PATH…]``: the articles with their counts and how far one has got."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hashiya.annotation.strict_json import encode
from hashiya.article.library import none_found
from hashiya.cli.grouping import grouped
from hashiya.cli.named_store import load_known_labels, open_store
from hashiya.cli.output import print_message, write_data
from hashiya.cli.progress import shown_progress
from hashiya.cli.table import print_table
from hashiya.services.listing import Listing, list_articles, records_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator


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
    """Print the list and answer the exit status, 1 if a store file, an article or a folder cannot be read.

    Raises:
        HashiyaError: a path names nothing, or the settings are wrong.
    """
    store = open_store(arguments)
    labels = load_known_labels(store).names
    with shown_progress("articles") as progress:
        listing = list_articles(store, labels, arguments.paths, progress)
    for folder in listing.empty:
        print_message(none_found(folder))
    if arguments.json:
        write_data(_array(records_of(store, listing)))
    elif listing.lines:
        print_table(["article", "status", *listing.labels], _Rows(listing))
    problems = listing.problems
    for group in grouped(problems):
        first = group.complaints[0]
        print_message(first.reason if len(group.complaints) == 1 else group.told(plural="files"))
    return 1 if problems else 0


class _Rows(Collection[Sequence[str | int]]):
    """A listing as rows of a table, each made when it is asked for."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing

    def __len__(self) -> int:
        return len(self._listing.lines)

    def __contains__(self, row: object) -> bool:
        return any(row == each for each in self)

    def __iter__(self) -> Iterator[Sequence[str | int]]:
        for line in self._listing.lines:
            yield [line.key, "damaged" if line.problem else line.status, *self._listing.counts(line)]


def _array(records: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """Encode records as a JSON array, one to a line."""
    separator = b"["
    for record in records:
        yield separator + encode(record)
        separator = b",\n "
    yield b"[]\n" if separator == b"[" else b"]\n"
