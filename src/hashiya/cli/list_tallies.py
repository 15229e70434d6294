"""``hashiya list --by folder|annotator``: counts and progress by folder, or by annotator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.strict_json import encode_array
from hashiya.cli.named_store import load_known_labels, open_each
from hashiya.cli.output import write_data
from hashiya.cli.progress import articles, shown_progress
from hashiya.cli.table import Value, print_table
from hashiya.messages import Message
from hashiya.services.named_articles import find_articles
from hashiya.services.progress import counted
from hashiya.services.tallies import tally_annotator, tally_folders
from hashiya.store.repository.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import SimpleNamespace
    from typing import Any

    from hashiya.services.listing import Listing
    from hashiya.services.progress import Progress
    from hashiya.services.tallies import Tally
    from hashiya.store.repository.protocols import Repository


def print_folders(listing: Listing, *, is_json: bool) -> None:
    """Print the counts of each folder, which include the folders below it."""
    articles: dict[str, int] = {}
    for line in listing.lines:
        folder = line.key.rpartition("/")[0] or "."
        articles[folder] = articles.get(folder, 0) + 1
    entries = (
        Entry(line.key, dict(zip(listing.labels, listing.counts(line), strict=True)), line.status)
        for line in listing.lines
    )
    _print("folder", Message("cli.folder"), tally_folders(articles, entries), listing.labels, is_json=is_json)


def print_annotators(arguments: SimpleNamespace) -> None:
    """Print the counts of each annotator of a store, in the articles that are named.

    Raises:
        HashiyaError: a path does not exist, or a store cannot be read.
    """
    stores = open_each(arguments)
    tallies = []
    for store in stores:
        keys = find_articles(store, arguments.paths).keys if arguments.paths else store.keys()
        with shown_progress(articles) as progress:
            tallies.append(tally_annotator(store.annotator, _entries(store, keys, progress)))
    labels = list(load_known_labels(stores[0]).names)
    labels += sorted({label for tally in tallies for label in tally.counts}.difference(labels))
    found = [tally for tally in sorted(tallies) if tally.articles]
    _print("annotator", Message("cli.annotator"), found, labels, is_json=arguments.json)


def _entries(store: Repository, keys: Sequence[str], progress: Progress | None) -> Iterator[Entry]:
    return (store.entry(key) for key in counted(keys, progress))


def _print(
    kind: str, heading: Message, tallies: Sequence[Tally], labels: Sequence[str], *, is_json: bool
) -> None:
    if is_json:
        write_data(encode_array(_record(kind, tally, labels) for tally in tallies))
    elif tallies:
        columns = [
            heading,
            Message("cli.articles"),
            Message("cli.status_unread"),
            Message("cli.status_in_progress"),
            Message("cli.status_done"),
        ]
        print_table([*columns, *labels], [_row(tally, labels) for tally in tallies])


def _row(tally: Tally, labels: Sequence[str]) -> Sequence[Value]:
    numbers = tally.articles, tally.unread, tally.in_progress, tally.done
    return [tally.name, *numbers, *(tally.counts.get(label, 0) for label in labels)]


def _record(kind: str, tally: Tally, labels: Sequence[str]) -> dict[str, Any]:
    return {
        kind: tally.name,
        "articles": tally.articles,
        "unread": tally.unread,
        "in_progress": tally.in_progress,
        "done": tally.done,
        "counts": {label: tally.counts.get(label, 0) for label in labels},
    }
