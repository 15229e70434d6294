"""The registry of the folder, printed as a table, as JSON or as CSV; for ``actors`` and ``events``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.strict_json import encode_array
from hashiya.cli.arguments import Option
from hashiya.cli.named_store import open_store
from hashiya.cli.output import write_data
from hashiya.cli.progress import articles, shown_progress
from hashiya.cli.table import print_table
from hashiya.cli.telling import print_message
from hashiya.exchange.csv import row
from hashiya.messages import Message
from hashiya.services.registry import load_registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import SimpleNamespace

    from hashiya.registry.entries import Actor, Event
    from hashiya.services.registry import Registry

ARGUMENTS = (
    Option(("--json",), Message("cli.option_json")),
    Option(("--csv",), Message("cli.option_csv")),
)


class Printing(NamedTuple):
    """How one part of the registry is printed.

    Attributes:
        entries: takes its entries out of the registry; each becomes a record (see `_record`).
        header: heads of the table's columns.
        line: makes the cells of the table of a record.
        columns: names of the columns of the CSV.
        rows: makes the rows of the CSV of a record.
    """

    entries: Callable[[Registry], Sequence[Actor | Event]]
    header: Sequence[Message]
    line: Callable[[dict[str, Any]], Sequence[str | int]]
    columns: Sequence[str]
    rows: Callable[[dict[str, Any]], Iterable[Sequence[object]]]


def print_registry(arguments: SimpleNamespace, printing: Printing) -> int:
    """Print a part of the registry and return the exit status, 1 if some annotations cannot be read.

    Raises:
        HashiyaError: the store cannot be read.
    """
    with shown_progress(articles) as progress:
        registry = load_registry(open_store(arguments), progress)
    records = [_record(entry) for entry in printing.entries(registry)]
    if arguments.json:
        write_data(encode_array(records))
    elif arguments.csv:
        lines = (cells for record in records for cells in printing.rows(record))
        write_data(map(row, (printing.columns, *lines)))
    elif records:
        print_table(printing.header, [printing.line(record) for record in records])
    else:
        print_message(Message("cli.registry_empty"))
    for problem in registry.problems.values():
        print_message(problem)
    return 1 if registry.problems else 0


def _record(entry: Actor | Event) -> dict[str, Any]:
    """Make the JSON object of an entry, with its mentions as the ids of their annotations."""
    lists = {name: list(value) for name, value in entry._asdict().items() if isinstance(value, tuple)}
    return {**entry._asdict(), **lists, "mentions": [each.id for each in entry.mentions]}
