"""Rows of cells on standard output: aligned and drawn for a terminal, separated by tabs for a program."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from hashiya.cli.output import readable

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = "  "


def print_table(header: Sequence[str], rows: Sequence[Sequence[str | int]]) -> None:
    """Print a table; numbers stand to the right of their column.

    On a terminal Arabic is shaped and in visual order, as terminals need it; in a pipe it is as it is read.
    """
    cells = [[readable(str(cell)) for cell in row] for row in (header, *rows)]
    if not sys.stdout.isatty():
        for row in cells:
            print("\t".join(row))
        return
    columns = range(len(header))
    numeric = [all(isinstance(row[column], int) for row in rows) for column in columns]
    drawn = [[_drawn(cell) for cell in row] for row in cells]
    widths = [max(row[column][1] for row in drawn) for column in columns]
    for drawn_row in drawn:
        padded = [
            " " * (width - used) + text if right else text + " " * (width - used)
            for (text, used), width, right in zip(drawn_row, widths, numeric, strict=True)
        ]
        print(_GAP.join(padded).rstrip())


def _drawn(text: str) -> tuple[str, int]:
    """A cell as it is seen from left to right, and the columns it takes."""
    if text.isascii():
        return text, len(text)
    from hashiya.layout import lay_out_line

    # a path or a word of English begins on the left, whatever script its names are in
    row = lay_out_line(text, "ltr")
    return "".join(cell.text for cell in row.cells), row.width
