"""``hashiya export [PATH…]``: write annotations in a format of exchange."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.cli.argument_types import path, text
from hashiya.cli.arguments import Option, Word
from hashiya.cli.grouping import first_of_each
from hashiya.cli.named_store import load_known_labels, open_all, open_each
from hashiya.cli.output import write_data
from hashiya.cli.progress import articles, shown_progress
from hashiya.cli.telling import print_message
from hashiya.exchange.choosing import format_to_write
from hashiya.exchange.formats import DEFAULT, FORMATS
from hashiya.exchange.pieces import pieces_of
from hashiya.messages import Message
from hashiya.services.exporting import Export
from hashiya.services.output_file import OutputFile

if TYPE_CHECKING:
    from types import SimpleNamespace

    from hashiya.exchange.formats import Format

ARGUMENTS = (
    Word("paths", "PATH", Message("cli.word_paths_or_all"), path, is_repeated=True),
    Option(("--format",), Message("cli.option_format_to_write", names=tuple(FORMATS), default=DEFAULT), "F"),
    Option(("--label",), Message("cli.option_only_label"), "L", text, is_repeated=True),
    Option(("--output", "-o"), Message("cli.option_output"), "OUT", path),
    Option(("--force",), Message("cli.option_force")),
    Option(("--strict",), Message("cli.option_strict")),
)


def execute(arguments: SimpleNamespace) -> int:
    """Write the annotations, by article and place, and return the exit status, 1 if something is amiss.

    The backup of a damaged store file is exported in its place. Standard output gets every annotation that
    can be read; a file is written only if all can be.

    Raises:
        HashiyaError: a format or a label is unknown, OUT must not be replaced, an annotation for it cannot be
            read, or the format loses something that --strict keeps.
    """
    output: Path | None = arguments.output
    if output == Path("-"):
        output = None
    format_, remark = format_to_write(output, arguments.format)
    stores = open_each(arguments)
    export = Export(stores, arguments.paths, arguments.label)
    if arguments.label:
        export.check_labels(load_known_labels(stores[0]).names)
    file = None if output is None else OutputFile(open_all(arguments), output, may_replace=arguments.force)
    try:
        _write(export, format_, file, is_strict=arguments.strict)
        if remark:
            print_message(remark)
    finally:
        for told, advice in first_of_each(export.problems):
            print_message(told, advice)
        for loss in export.losses.messages:
            print_message(Message("cli.lost", format=format_.name, loss=loss))
    return 1 if export.problems else 0


def _write(export: Export, format_: Format, output: OutputFile | None, *, is_strict: bool) -> None:
    with shown_progress(articles) as progress:
        if output is not None:
            export.write(format_, output, progress, is_strict=is_strict)
        elif is_strict:
            with tempfile.TemporaryFile() as whole:
                whole.writelines(export.pieces(format_, progress))
                export.refuse_losses()
                write_data(pieces_of(whole))
        else:
            write_data(export.pieces(format_, None if sys.stdout.isatty() else progress))
