"""``hashiya list [PATH…]``: list the articles with their counts and their status."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from hashiya.annotation.strict_json import encode_array
from hashiya.article.library import none_found
from hashiya.cli.argument_types import path
from hashiya.cli.arguments import Option, Word
from hashiya.cli.grouping import grouped, of_files
from hashiya.cli.named_store import load_known_labels, open_store, tell_of_others
from hashiya.cli.output import write_data
from hashiya.cli.progress import articles, shown_progress
from hashiya.cli.table import Value, print_table
from hashiya.cli.telling import print_message
from hashiya.messages import Message
from hashiya.services.listing import Listing, list_articles, records_of
from hashiya.store.repository.reading import DONE, IN_PROGRESS, UNREAD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import SimpleNamespace


ARGUMENTS = (
    Word("paths", "PATH", Message("cli.word_paths_or_annotated"), path, is_repeated=True),
    Option(("--by",), Message("cli.option_by"), "folder|annotator", choices=("folder", "annotator")),
    Option(("--json",), Message("cli.option_json")),
)


def execute(arguments: SimpleNamespace) -> int:
    """Print the list and return the exit status, 1 if a store file, an article or a folder cannot be read.

    Raises:
        HashiyaError: a path does not exist, or the settings are wrong.
    """
    if arguments.by == "annotator":
        from hashiya.cli.list_tallies import print_annotators

        print_annotators(arguments)
        return 0
    store = open_store(arguments)
    labels = load_known_labels(store).names
    with shown_progress(articles) as progress:
        listing = list_articles(store, labels, arguments.paths, progress)
    for folder in listing.empty:
        print_message(none_found(folder))
    if arguments.by:
        from hashiya.cli.list_tallies import print_folders

        print_folders(listing, is_json=arguments.json)
    elif arguments.json:
        with shown_progress(articles) as progress:
            store.bring_texts(listing.keys, progress)
        write_data(encode_array(records_of(store, listing)))
    elif listing.lines:
        print_table([Message("cli.article"), Message("cli.status"), *listing.labels], _Rows(listing))
    if not any(any(line.counts) for line in listing.lines):
        tell_of_others(store)
    problems = listing.problems
    for group in grouped(problems):
        print_message(of_files(group))
    return 1 if problems else 0


_STATUSES = {
    UNREAD: Message("cli.status_unread"),
    IN_PROGRESS: Message("cli.status_in_progress"),
    DONE: Message("cli.status_done"),
    "damaged": Message("cli.status_damaged"),
}


class _Rows(Collection[Sequence[Value]]):
    """A listing as rows of a table, each made when the table is printed."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing

    def __len__(self) -> int:
        return len(self._listing.lines)

    def __contains__(self, row: object) -> bool:
        return any(row == each for each in self)

    def __iter__(self) -> Iterator[Sequence[Value]]:
        for line in self._listing.lines:
            status = "damaged" if line.problem else line.status
            yield [line.key, _STATUSES.get(status, status), *self._listing.counts(line)]
