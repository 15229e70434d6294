"""``hashiya list [PATH…]``: the articles with their counts and how far one has got."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.strict_json import encode
from hashiya.article.library import list_library
from hashiya.cli.arguments import load_known_labels, open_store
from hashiya.cli.output import print_message, write_data
from hashiya.cli.progress import with_progress
from hashiya.cli.stored import is_below, refuse_missing
from hashiya.cli.table import print_table
from hashiya.store import Summary
from hashiya.store.summary import summarise

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

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


class _Line(NamedTuple):
    """One article of the list.

    Attributes:
        key: the article's, or the path of a store file that does not say whose it is.
        status: ``unread``, ``in progress`` or ``done``.
        counts: how many annotations have each label, in the order in which labels were met; labels that were
            met later have no number.
        problem: why the store file cannot be read, or an empty string.
    """

    key: str
    status: str
    counts: tuple[int, ...]
    problem: str


class _Listing(Collection[Sequence[str | int]]):
    """The articles as rows of a table, kept as small as they can be: there may be ten thousand.

    Attributes:
        labels: those of the settings, then the others in the order in which they were met.
        lines: by article.
    """

    def __init__(self, labels: Iterable[str]) -> None:
        self.labels = list(labels)
        self.lines: list[_Line] = []

    def add(self, key: str, summary: Summary) -> None:
        """Add an article."""
        self.labels += [label for label in summary.counts if label not in self.labels]
        counts = tuple(summary.counts.get(label, 0) for label in self.labels)
        self.lines.append(_Line(key, summary.status, counts, summary.problem))

    def counts(self, line: _Line) -> list[int]:
        """How many annotations of an article have each of the labels."""
        return [*line.counts, *[0] * (len(self.labels) - len(line.counts))]

    def __len__(self) -> int:
        return len(self.lines)

    def __contains__(self, row: object) -> bool:
        return any(row == each for each in self)

    def __iter__(self) -> Iterator[Sequence[str | int]]:
        for line in self.lines:
            yield [line.key, "damaged" if line.problem else line.status, *self.counts(line)]


def execute(arguments: argparse.Namespace) -> int:
    """Print the list and answer the exit status, 1 if a store file cannot be read.

    Raises:
        HashiyaError: a path names nothing, or the settings are wrong.
    """
    store = open_store(arguments)
    listing = _Listing(load_known_labels(store).names)
    found = _articles(store, arguments.paths)
    for key in with_progress(sorted(found), "articles"):
        kept = found[key]
        listing.add(key, kept if isinstance(kept, Summary) else summarise(store.file_of(kept)))
    if arguments.json:
        write_data(_json(listing))
    elif listing:
        print_table(["article", "status", *listing.labels], listing)
    damaged = [line.problem for line in listing.lines if line.problem]
    for problem in damaged:
        print_message(problem)
    return 1 if damaged else 0


def _articles(store: Store, paths: Sequence[Path]) -> dict[str, str | Summary]:
    """What is listed, with the key under which it is kept; a store file that cannot be read, with why."""
    everything = store.survey()
    if not paths:
        refused = {str(path): Summary(problem=error.message) for path, error in everything.refused.items()}
        return {key: key for key in everything.keys} | refused
    found: dict[str, str | Summary] = {}
    for path in paths:
        key = store.key_of(path)
        if path.is_dir():
            inside = [store.key_of(entry.path) for entry in list_library(path) if not entry.problem]
            inside += [each for each in everything.keys if is_below(each, key)]
            for each in inside:
                found.setdefault(each, each)
        else:
            kept = store.kept_key(path)
            if not store.is_kept(kept):
                refuse_missing(path)
            found[key] = kept
    return found


def _json(listing: _Listing) -> Iterator[bytes]:
    separator = b"["
    for line in listing.lines:
        counts = dict(zip(listing.labels, listing.counts(line), strict=True))
        record: dict[str, Any] = {"article": line.key, "status": line.status, "counts": counts}
        if line.problem:
            record["problem"] = line.problem
        yield separator + encode(record)
        separator = b",\n "
    yield b"]\n" if listing else b"[]\n"
