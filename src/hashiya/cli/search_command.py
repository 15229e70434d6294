"""``hashiya search QUERY [PATH…]``: print the places of words and annotations in the articles of a folder."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from hashiya.annotation.strict_json import encode
from hashiya.cli.argument_types import count, path, text
from hashiya.cli.arguments import Option, Word
from hashiya.cli.concordance import columns_of_terminal, drawn_lines, plain_lines
from hashiya.cli.corpus import open_searched
from hashiya.cli.named_store import load_known_labels, open_store
from hashiya.cli.output import write_data, write_rows
from hashiya.cli.progress import articles, shown_progress
from hashiya.cli.telling import print_message
from hashiya.cli.usage import UsageError
from hashiya.codebook.built_in import coding_of
from hashiya.corpus.parsing import parse_query
from hashiya.corpus.tokens import QueryError
from hashiya.messages import Message
from hashiya.services.hit_order import DATE, FOLDER, ORDERS, in_order, once
from hashiya.services.searching import search

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import SimpleNamespace

    from hashiya.codebook.label import LabelSet
    from hashiya.corpus.query import Query
    from hashiya.services.searchable import Searchable
    from hashiya.services.searching import Hit

ARGUMENTS = (
    Word("query", "QUERY", Message("cli.word_query"), text),
    Word("paths", "PATH", Message("cli.word_paths_or_here"), path, is_repeated=True),
    Option(("--json",), Message("cli.option_json_lines")),
    Option(("--sort",), Message("cli.option_sort"), "ORDER", choices=ORDERS, default=FOLDER),
    Option(("--limit",), Message("cli.option_limit"), "N", count),
    Option(("--once",), Message("cli.option_once")),
)


def execute(arguments: SimpleNamespace) -> int:
    """Print the hits and return the exit status, 1 if there are none or an article cannot be read.

    Raises:
        UsageError: the query cannot be read.
        HashiyaError: a path does not exist, or the settings are wrong.
    """
    store = open_store(arguments)
    query = _read(arguments.query, load_known_labels(store))
    with open_searched(store, arguments) as corpus:
        counted = _Counted(_hits(corpus, query, arguments))
        _print(counted, arguments)
    if not counted.hits:
        print_message(Message("cli.search_nothing"))
    elif arguments.once:
        print_message(Message("cli.search_copies", count=len(counted.copies)))
    return 0 if counted.hits and not corpus.problems else 1


class _Counted:
    """Hits that are counted as they are printed.

    Attributes:
        hits: how many there were.
        copies: keys of articles whose hits were left out.
    """

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._all = hits
        self.hits = 0
        self.copies: set[str] = set()

    def __iter__(self) -> Iterator[Hit]:
        for hit in self._all:
            self.hits += 1
            self.copies.update(hit.copies)
            yield hit


def _hits(corpus: Searchable, query: Query, arguments: SimpleNamespace) -> Iterable[Hit]:
    """Find the hits: in the order of the folder while they are printed, else all before the first is."""
    if arguments.sort == FOLDER and not arguments.once:
        return in_order(search(corpus, query), FOLDER, arguments.limit)
    with shown_progress(articles) as progress:
        found = search(corpus, query, progress)
        return list(
            in_order(once(corpus, found) if arguments.once else found, arguments.sort, arguments.limit)
        )


def _read(query: str, labels: LabelSet) -> Query:
    attributes = {each.name for label in labels for each in coding_of(label).attributes}
    try:
        return parse_query(query, attributes)
    except QueryError as error:
        raise UsageError(error.told, error.advice) from error


def _print(hits: Iterable[Hit], arguments: SimpleNamespace) -> None:
    if arguments.json:
        write_data(encode(hit.to_record()) + b"\n" for hit in hits)
    elif sys.stdout.isatty():
        dates = arguments.sort == DATE
        write_rows(drawn_lines(hits, columns_of_terminal(), arguments.terminal_mode, dates=dates))
    else:
        write_data(line.encode() for line in plain_lines(hits))
