"""``hashiya report [PATH…] -o OUT``: write a report on annotations as one page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.cli.argument_types import path, text
from hashiya.cli.arguments import Option, Word
from hashiya.cli.corpus import counted_once
from hashiya.cli.grouping import first_of_each
from hashiya.cli.named_store import load_known_labels, open_all, open_each
from hashiya.cli.output import write_data
from hashiya.cli.progress import articles, shown_progress
from hashiya.cli.telling import print_message
from hashiya.cli.usage import UsageError, see_help
from hashiya.messages import Message
from hashiya.report.page import FORMATS
from hashiya.services.exporting import Export
from hashiya.services.output_file import OutputFile
from hashiya.services.reporting import compared_annotators, report_pieces

if TYPE_CHECKING:
    from types import SimpleNamespace

_HTML, _MARKDOWN = FORMATS
_MARKDOWN_ENDINGS = (".md", ".markdown")

ARGUMENTS = (
    Word("paths", "PATH", Message("cli.word_paths_or_all"), path, is_repeated=True),
    Option(("--format",), Message("report.option_format", names=FORMATS, default=_HTML), "F", text),
    Option(("--output", "-o"), Message("report.option_output"), "OUT", path),
    Option(("--force",), Message("cli.option_force")),
    Option(("--once",), Message("cli.option_once_counted")),
)


def execute(arguments: SimpleNamespace) -> int:
    """Write the report and return the exit status, 1 if something is amiss.

    Raises:
        HashiyaError: OUT must not be replaced, or an article for it cannot be read.
        UsageError: there is no such format.
    """
    output: Path | None = arguments.output
    if output == Path("-"):
        output = None
    format_ = _format(output, arguments.format)
    stores = open_each(arguments)
    export = Export(stores, arguments.paths)
    if arguments.once:
        export.keys = list(counted_once(stores[0], export.keys))
    labels = load_known_labels(stores[0])
    file = None if output is None else OutputFile(open_all(arguments), output, may_replace=arguments.force)
    annotators = compared_annotators(stores)
    try:
        with shown_progress(articles) as progress:
            if file is not None:
                pieces = report_pieces(export, labels, format_, annotators, progress)
                file.write(export.all_or_none(pieces, file.path))
            else:
                is_seen = sys.stdout.isatty()
                write_data(report_pieces(export, labels, format_, annotators, None if is_seen else progress))
        if not any(each.keys() for each in stores):
            print_message(Message("report.empty"))
    finally:
        for told, advice in first_of_each(export.problems):
            print_message(told, advice)
        for loss in export.losses.messages:
            print_message(Message("cli.lost", format=format_, loss=loss))
    return 1 if export.problems else 0


def _format(output: Path | None, named: str | None) -> str:
    """Find the format: the one that is named, else that of the file's ending.

    Raises:
        UsageError: there is no such format.
    """
    if named is None:
        is_markdown = output is not None and output.name.lower().endswith(_MARKDOWN_ENDINGS)
        return _MARKDOWN if is_markdown else _HTML
    if named not in FORMATS:
        raise UsageError(Message("report.no_such_format", name=named, names=FORMATS), see_help("report"))
    return named
