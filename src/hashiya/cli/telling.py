"""Print lines for a person: the one way out for every sentence of the command line.

On a terminal a line with right-to-left letters is drawn, as articles are; a pipe gets every line in its
logical order.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import bidirectional

from hashiya.cli.drawing import Pen, draw, drawn_rows
from hashiya.cli.output import TerminalStream, drop_output, readable
from hashiya.messages import Message, is_right_to_left, sentence
from hashiya.text.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from hashiya.errors import HashiyaError

_COLUMNS = 80
_LONGEST = 1000
"""Code points of a value in a message, such as a label of a stranger's file, that are shown."""
_BELOW = 4
"""Indentation of a text below its label, in columns."""
_GAP = 2
"""Columns that are left free between a label and its text, at least."""


class Line(NamedTuple):
    """A line for a person; the text is wrapped where lines are.

    Attributes:
        text: a message, or text from outside.
        label: text in a column of its own before the text, such as an option before its help.
        indent: columns that are left free before the label, or before a text without one.
        column: the column where the text after a label begins; a longer label has its own row.
    """

    text: Message | str = ""
    label: Message | str = ""
    indent: int = 0
    column: int = 0


_mode: str | None = None
"""The way of writing that the command line names."""


def write_as(mode: str | None) -> None:
    """Choose how all that is drawn from now on is written; None leaves the choice to what the terminal is."""
    global _mode  # noqa: PLW0603  a process has one terminal
    _mode = mode


def print_error(error: HashiyaError) -> None:
    """Tell the person the error and the advice."""
    print_message(error.told, error.advice)


def print_message(told: Message, advice: Message | None = None) -> None:
    """Tell the person something on standard error, with advice in a line of its own."""
    lines = [Line(Message("cli.said", told=told.shortened(_LONGEST)))]
    if advice:
        lines.append(Line(advice, indent=2))
    try:
        print_lines(lines, sys.stderr)
        sys.stderr.flush()
    except OSError:  # nobody is left to read; the exit status stays
        drop_output(sys.stderr)


def print_lines(lines: Iterable[Line], stream: TextIO | None = None, width: int = 0) -> None:
    """Print lines for a person.

    Args:
        lines: the lines, in order.
        stream: standard output if None.
        width: columns at which lines are wrapped; if 0, only lines that are drawn are.
    """
    stream = stream or sys.stdout
    if isinstance(stream, TerminalStream):
        for row in terminal_rows(lines, stream, width):
            stream.write_own(f"{row}\n")
    else:
        for line in lines:
            for row in _plain_rows(line, width):
                print(row, file=stream)


def terminal_rows(lines: Iterable[Line], stream: TextIO, width: int = 0) -> Iterator[str]:
    """Make the rows of lines for a terminal.

    Args:
        lines: the lines, in order.
        stream: of the terminal.
        width: columns at which lines are wrapped; if 0, only lines that are drawn are.
    """
    pen = pen_for(stream, width)
    for line in lines:
        rows = [] if is_right_to_left() else [*_plain_rows(line, width)]
        if is_right_to_left() or any(map(_has_right_to_left_letters, rows)):
            yield from _drawn_rows(line, pen)
        else:
            yield from map(clean, rows)


def pen_for(stream: TextIO, width: int = 0) -> Pen:
    """Make the pen for a terminal's page, which is made wider if need be."""
    return Pen(max(width, min(_COLUMNS, columns(stream))), _mode)


def columns(stream: TextIO | None = None) -> int:
    """Find the columns of the terminal that a stream goes to; 80 where it goes to none."""
    try:
        return int(os.environ.get("COLUMNS", "")) or _COLUMNS
    except ValueError:
        pass
    try:
        return os.get_terminal_size((stream or sys.stdout).fileno()).columns or _COLUMNS
    except (OSError, ValueError):
        return _COLUMNS


def _plain_rows(line: Line, width: int) -> Iterator[str]:
    """Make the rows of a line in logical order.

    Where the language runs right to left, a label from outside the catalogue, such as an option, has a row of
    its own: a viewer of plain text gives a row the direction of its first letter.
    """
    text, label = sentence(line.text, readable), sentence(line.label, readable)
    is_above = is_right_to_left() and bool(label) and isinstance(line.label, str)
    start = line.indent + _BELOW if is_above else max(line.indent, line.column)
    beside = " " * line.indent + label
    if label and (is_above or len(beside) + _GAP > start):
        yield beside
        beside = ""
    for row in _wrapped(text, width - start) if width else [text]:
        yield f"{beside:{start}}{row}".rstrip()
        beside = ""


def _drawn_rows(line: Line, pen: Pen) -> Iterator[str]:
    """Draw a line in rows, its label beside the first one."""
    start, label = max(line.indent, line.column), draw(line.label)
    beside = [(line.indent, label)] if label.width else []
    if beside and line.indent + label.width + _GAP > start:
        yield pen.row(beside)
        beside = []
    for row in drawn_rows(line.text, max(1, pen.width - start)):
        yield pen.row([*beside, (start, row)])
        beside = []


def _wrapped(text: str, width: int) -> list[str]:
    """Wrap a text; where the language runs right to left, no row begins with a Latin word."""
    words = re.split(r" (?=[^\w\s]*[\u0621-\u064a])", text) if is_right_to_left() else text.split(" ")
    rows = [""]
    for word in words:
        if rows[-1] and len(rows[-1]) + 1 + len(word) > width:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}" if rows[-1] else word
    return rows


def _has_right_to_left_letters(text: str) -> bool:
    return not text.isascii() and any(bidirectional(letter) in ("R", "AL") for letter in text)
