"""``hashiya import IN``: adds the annotations of a file, all or none; makes edits that were not saved."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.cli.grouping import grouped
from hashiya.cli.named_store import load_known_labels, open_store
from hashiya.cli.opening import add_change_encoding, check_change_encoding, print_notices
from hashiya.cli.output import print_message
from hashiya.cli.progress import shown_progress
from hashiya.errors import HashiyaError
from hashiya.exchange import DEFAULT, FORMATS, format_to_read
from hashiya.files.regular import MEGABYTE, read_file
from hashiya.services.importing import Import

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from hashiya.exchange import Read
    from hashiya.services.complaint import Complaint

_LIMIT = 500 * MEGABYTE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("input", metavar="IN", type=Path, help="the file to import, or - for standard input")
    parser.add_argument(
        "--format",
        metavar="F",
        default=None,
        help=f"one of {', '.join(FORMATS)} (default: as the file is, or as it ends, else {DEFAULT})",
    )
    parser.add_argument(
        "--article",
        metavar="FILE",
        type=Path,
        help="the article that all records are about, whatever they say",
    )
    add_change_encoding(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Import the file and answer the exit status, 1 if a record was refused.

    A refused record keeps all others out, so that none is imported twice. An edit that a reader could not
    save stands alone: it is made, or a conflict or a refusal, whatever becomes of the rest.

    Raises:
        HashiyaError: the file cannot be read, or the annotations could not be saved.
    """
    check_change_encoding(arguments)
    found = _read(arguments)
    store = open_store(arguments)
    incoming = Import(
        store,
        load_known_labels(store).names,
        article=arguments.article,
        encoding=arguments.encoding or "",
        changes_encoding=arguments.change_encoding,
    )
    with shown_progress("records") as progress:
        incoming.receive(found, progress)
    for article in incoming.articles:
        print_notices(article)
    edits = incoming.edits
    count = edits.save()
    _print(arguments.input, [*incoming.refusals, *edits.refusals])
    if incoming.refusals:
        _print_refused(arguments.input, found, len(incoming.refusals), count)
        return 1
    _print(arguments.input, [*edits.remarks, *incoming.remarks])
    count += incoming.save()
    _print(arguments.input, incoming.conflicts)
    print_message(f"{count} of {len(found.incoming)} annotations imported")
    return 1 if edits.refusals or incoming.conflicts else 0


def _read(arguments: argparse.Namespace) -> Read:
    """Read the records of the file.

    Raises:
        HashiyaError: it cannot be read, or is in no format that can be.
    """
    path: Path = arguments.input
    source = _read_input(path)
    format_, remark = format_to_read(path, source, arguments.format)
    if format_.read is None:
        msg = f"the format {format_.name} can only be written"
        raise HashiyaError(msg)
    if remark:
        print_message(remark)
    return format_.read(source)


def _read_input(path: Path) -> bytes:
    if path == Path("-"):
        return sys.stdin.buffer.read() if sys.stdin is not None else b""
    return read_file(path, _LIMIT).data


def _print_refused(path: Path, found: Read, refused: int, made: int) -> None:
    """Tell that nothing was imported, why, and how many unsaved edits were made all the same."""
    lines = len(found.incoming) + len(found.refusals)
    said = f"{refused:,} of {lines:,} lines {'is' if refused == 1 else 'are'} refused"
    rest = f"; unsaved changes made: {made}" if made else ""
    print_message(f"nothing was imported from {path}: {said}{rest}")


def _print(path: Path, complaints: Iterable[Complaint]) -> None:
    """Tell what is to be said of lines of the input, each cause once, in the order of the lines."""
    for group in grouped(sorted(complaints, key=lambda complaint: int(complaint.place))):
        print_message(f"{path}, {group.told('line', 'lines')}")
