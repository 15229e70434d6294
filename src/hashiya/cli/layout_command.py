"""``hashiya layout FILE``: the rows of an article as JSON, one object a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hashiya.cli.argument_types import columns, path
from hashiya.cli.arguments import Option, Word
from hashiya.cli.named_store import open_store
from hashiya.cli.opening import read_named
from hashiya.cli.output import write_data
from hashiya.messages import Message

if TYPE_CHECKING:
    from types import SimpleNamespace

    from hashiya.layout import Row

_WIDTH = 80

ARGUMENTS = (
    Word("file", "FILE", Message("cli.word_article"), path),
    Option(("--width",), Message("cli.option_width_of_layout", columns=_WIDTH), "N", columns, default=_WIDTH),
)


def execute(arguments: SimpleNamespace) -> int:
    """Print the rows and return the exit status.

    Raises:
        HashiyaError: the article cannot be read.
    """
    from hashiya.layout import Document

    article = read_named(arguments, open_store(arguments))
    write_data(row_to_line(row) for row in Document(article.text, arguments.width).iter_rows())
    return 0


def row_to_line(row: Row) -> bytes:
    """Encode a row as a line of JSON, its cells left to right as ``[start, end, text, width]``."""
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
