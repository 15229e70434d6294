"""Tables on standard output: in columns on a terminal, separated by tabs in a pipe."""

from __future__ import annotations

import sys
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from hashiya.cli.drawing import draw
from hashiya.cli.output import readable, write_own
from hashiya.cli.telling import pen_for
from hashiya.messages import Message, is_right_to_left, sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from hashiya.cli.drawing import Drawn

Value: TypeAlias = "Message | str | int"
_GAP = 2


def print_table(header: Sequence[Value], rows: Collection[Sequence[Value]]) -> None:
    """Print a table; numbers end at the right edge of their column.

    In a language that runs right to left, the first column of a terminal is the rightmost.

    Args:
        header: the columns' names.
        rows: as many values each; read once, and twice for a terminal.
    """
    if not sys.stdout.isatty():
        for row in chain((header,), rows):
            print("\t".join(_plain(value) for value in row))
        return
    widths = [_drawn(name).width for name in header]
    numeric = [True] * len(header)
    for row in rows:
        for column, value in enumerate(row):
            widths[column] = max(widths[column], _drawn(value).width)
            numeric[column] &= isinstance(value, int)
    pen = pen_for(sys.stdout, sum(widths) + _GAP * (len(widths) - 1))
    for row in chain((header,), rows):
        cells, start = [], 0
        for value, width, is_number in zip(row, widths, numeric, strict=True):
            drawn = _drawn(value)
            ahead = width - drawn.width if is_number and not is_right_to_left() else 0
            cells.append((start + ahead, drawn))
            start += width + _GAP
        write_own(pen.row(cells) + "\n", sys.stdout)


def _drawn(value: Value) -> Drawn:
    return draw(value if isinstance(value, Message) else str(value))


def _plain(value: Value) -> str:
    return sentence(value if isinstance(value, Message) else str(value), readable)
