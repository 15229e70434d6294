"""``hashiya export [PATH…]``: writes annotations in a format of exchange."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.cli.argument_types import text
from hashiya.cli.grouping import grouped
from hashiya.cli.named_store import load_known_labels, open_store
from hashiya.cli.output import print_error, print_message, write_data
from hashiya.cli.progress import shown_progress
from hashiya.errors import HashiyaError
from hashiya.exchange import DEFAULT, FORMATS, format_to_write
from hashiya.services.complaint import Complaint
from hashiya.services.exporting import Export

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from hashiya.exchange import Format


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "paths", metavar="PATH", nargs="*", type=Path, help="articles and folders; everything stored if none"
    )
    parser.add_argument(
        "--format",
        metavar="F",
        default=None,
        help=f"one of {', '.join(FORMATS)} (default: as OUT ends, else {DEFAULT})",
    )
    parser.add_argument(
        "--label",
        metavar="L",
        type=text,
        action="append",
        help="only this label; may be given more than once",
    )
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, help="a file instead of standard output")
    parser.add_argument("--force", action="store_true", help="replace OUT if it is there already")


def execute(arguments: argparse.Namespace) -> int:
    """Write the annotations, by article and place, and answer the exit status, 1 if something is amiss.

    A damaged store file's backup is exported in its stead. What can be read goes to standard output even
    where something else cannot; a file is written only if it lacks nothing.

    Raises:
        HashiyaError: a format or a label is not known, OUT is not to be written, or would lack something.
    """
    output: Path | None = arguments.output
    if output == Path("-"):
        output = None
    format_, remark = format_to_write(output, arguments.format)
    store = open_store(arguments)
    export = Export(store, arguments.paths, arguments.label)
    if arguments.label:
        export.check_labels(load_known_labels(store).names)
    if output is not None:
        export.refuse_output(output, may_replace=arguments.force)
    try:
        if output is None and sys.stdout.isatty():
            write_data(format_.write(export.annotations()))
        else:
            _write(export, format_, output)
        if remark:
            print_message(remark)
    finally:
        _print_errors(export.problems)
    return 1 if export.problems else 0


def _write(export: Export, format_: Format, output: Path | None) -> None:
    with shown_progress("articles") as progress:
        if output is None:
            write_data(format_.write(export.annotations(progress)))
        else:
            export.write(format_, output, progress)


def _print_errors(errors: Sequence[HashiyaError]) -> None:
    """Tell what went wrong; of many errors of one cause the first, and how many there are."""
    by_message = {error.told: error for error in reversed(errors)}
    for group in grouped(Complaint("", error.told) for error in errors):
        first = by_message[group.complaints[0].reason]
        more = len(group.complaints) - 1
        alike = f" ({more:,} more of this kind; hashiya check names each)" if more else ""
        print_error(HashiyaError(f"{first.message}{alike}", first.hint))
