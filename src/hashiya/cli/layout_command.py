"""``hashiya layout FILE``: the rows of an article as JSON, one object a line."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashiya.layout import Row


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the article")
    parser.add_argument(
        "--width", metavar="N", type=_columns, default=80, help="columns of a row (default: %(default)s)"
    )


def execute(arguments: argparse.Namespace) -> int:
    """Print the rows and answer the exit status.

    Raises:
        HashiyaError: if the article cannot be read.
    """
    from hashiya.article import read_article
    from hashiya.layout import Document

    article = read_article(arguments.file)
    output = sys.stdout.buffer
    for row in Document(article.text, arguments.width).iter_rows():
        output.write(row_to_json(row).encode() + b"\n")
    output.flush()
    return 0


def row_to_json(row: Row) -> str:
    """One row as JSON: offsets in code points, cells left to right as ``[start, end, text, width]``."""
    record = {
        "paragraph": row.paragraph,
        "start": row.start,
        "end": row.end,
        "next": row.next,
        "base": row.base,
        "cells": row.cells,
    }
    line = json.dumps(record, ensure_ascii=False)
    # a lone surrogate has no UTF-8 form
    return line if line.isprintable() or _is_encodable(line) else json.dumps(record)


def _is_encodable(line: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in line)


def _columns(argument: str) -> int:
    """A width from the command line.

    Raises:
        argparse.ArgumentTypeError: if it is not a number of one column or more.
    """
    if not argument.isascii() or not argument.isdigit() or int(argument) < 1:
        message = f"{argument!r} is not a number of columns"
        raise argparse.ArgumentTypeError(message)
    return int(argument)
