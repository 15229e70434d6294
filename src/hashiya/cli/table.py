"""Rows of cells on standard output: aligned and drawn for a terminal, separated by tabs for a program."""

from __future__ import annotations

import sys
from itertools import chain
from typing import TYPE_CHECKING

from hashiya.cli.output import readable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_GAP = "  "


def print_table(header: Sequence[str], rows: Collection[Sequence[str | int]]) -> None:
    """Print a table; numbers stand to the right of their column.

    On a terminal Arabic is shaped and in visual order, as terminals need it; in a pipe it is as it is read.

    Args:
        header: the columns' names.
        rows: as many values each; they are gone through once, and twice for a terminal.
    """
    if not sys.stdout.isatty():
        for row in chain((header,), rows):
            print("\t".join(readable(str(cell)) for cell in row))
        return
    widths = [_drawn(name)[1] for name in header]
    numeric = [True] * len(header)
    for row in rows:
        for column, cell in enumerate(row):
            widths[column] = max(widths[column], _drawn(cell)[1])
            numeric[column] &= isinstance(cell, int)
    for row in chain((header,), rows):
        padded = [
            " " * (width - used) + text if right else text + " " * (width - used)
            for (text, used), width, right in zip(map(_drawn, row), widths, numeric, strict=True)
        ]
        print(_GAP.join(padded).rstrip())


def _drawn(cell: str | int) -> tuple[str, int]:
    """A cell as it is seen from left to right, and the columns it takes."""
    text = readable(str(cell))
    if text.isascii():
        return text, len(text)
    from hashiya.layout import lay_out_line

    # a path or a word of English begins on the left, whatever script its names are in
    row = lay_out_line(text, "ltr")
    return "".join(cell.text for cell in row.cells), row.width
