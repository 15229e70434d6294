"""``hashiya layout FILE``: the rows of an article as JSON, one object a line."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.cli.opening import read_named
from hashiya.cli.output import write_data

if TYPE_CHECKING:
    from hashiya.layout import Row


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the article")
    parser.add_argument(
        "--width", metavar="N", type=columns, default=80, help="columns of a row (default: %(default)s)"
    )


def execute(arguments: argparse.Namespace) -> int:
    """Print the rows and answer the exit status.

    Raises:
        HashiyaError: if the article cannot be read.
    """
    from hashiya.cli.arguments import open_store
    from hashiya.layout import Document

    article = read_named(arguments, open_store(arguments))
    write_data(row_to_line(row) for row in Document(article.text, arguments.width).iter_rows())
    return 0


def row_to_line(row: Row) -> bytes:
    """A row as a line of JSON, its cells left to right as ``[start, end, text, width]``."""
    record = {
        "paragraph": row.paragraph,
        "start": row.start,
        "end": row.end,
        "next": row.next,
        "base": row.base,
        "cells": row.cells,
    }
    # no cell draws a lone surrogate, so all has a UTF-8 form
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def columns(argument: str) -> int:
    """A width from the command line.

    Raises:
        argparse.ArgumentTypeError: if it is not a number of one column or more.
    """
    if not argument.isascii() or not argument.isdigit() or int(argument) < 1:
        message = f"{argument!r} is not a number of columns"
        raise argparse.ArgumentTypeError(message)
    return int(argument)
