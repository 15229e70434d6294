"""Draw texts on a terminal as articles are drawn: shaped, in visual order, written in the terminal's mode.

In a language that runs right to left the page is mirrored: columns are counted from its right edge. What
lays texts out is imported for the first text that is not ASCII.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from hashiya.cli.output import readable
from hashiya.errors import HashiyaError
from hashiya.messages import Message, is_right_to_left, sentence
from hashiya.text.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hashiya.layout import Direction, Row
    from hashiya.terminal.mode import Mode

_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"


class Drawn(NamedTuple):
    """A text as it is seen, left to right.

    Attributes:
        text: the letters, shaped.
        width: columns that they take.
    """

    text: str
    width: int


class Pen:
    """Writes drawn texts as rows of a terminal.

    Attributes:
        width: columns of the page.
    """

    def __init__(self, width: int, option: str | None) -> None:
        """Make a pen.

        Args:
            width: columns of the page.
            option: the way of writing that the command line names, or None.
        """
        self.width = width
        self._option = option
        self._found: Mode | None = None

    def row(self, texts: Iterable[tuple[int, Drawn]]) -> str:
        """Write texts side by side, each at a column counted from the edge where a line begins."""
        row, end = "", 0
        for left, drawn in sorted((self._left_of(column, each), each) for column, each in texts):
            row += " " * (left - end) + drawn.text
            end = left + drawn.width
        return row if row.isascii() else self._written(row)

    def _left_of(self, column: int, drawn: Drawn) -> int:
        return self.width - column - drawn.width if is_right_to_left() else column

    def _written(self, row: str) -> str:
        from hashiya.terminal.rows import written
        from hashiya.terminal.sgr import SgrInk, coloured

        self._found = self._found or _mode(self._option)
        return coloured(written([(row, "")], self._found, SgrInk()))


def draw(text: Message | str) -> Drawn:
    """Draw a text on one row; text from outside begins on the left, as paths and options do."""
    laid_out = sentence(text, _isolated) if isinstance(text, Message) else readable(text)
    if laid_out.isascii():
        return Drawn(laid_out, len(laid_out))
    from hashiya.layout import lay_out_line

    return _as_seen(lay_out_line(laid_out, _base() if isinstance(text, Message) else "ltr"))


def drawn_rows(text: Message | str, width: int) -> Iterator[Drawn]:
    """Draw a text on as many rows as it takes."""
    from hashiya.layout import Document

    laid_out = sentence(text, _isolated)
    yield from map(_as_seen, Document(laid_out, width, base_of=lambda _: _base()).iter_rows())
    if not laid_out:
        yield Drawn("", 0)


def _as_seen(row: Row) -> Drawn:
    return Drawn(clean("".join([cell.text for cell in row.cells])), row.width)


def _base() -> Direction:
    return "rtl" if is_right_to_left() else "ltr"


def _mode(option: str | None) -> Mode:
    """Find how rows are written; as they are seen where a mode is named that does not exist."""
    from hashiya.terminal.mode import Mode
    from hashiya.terminal.recognition import mode_for_output

    try:
        return mode_for_output(os.environ, option)
    except HashiyaError:
        return Mode.VISUAL


def _isolated(text: str) -> str:
    """Make text from outside fit to be shown, without a say in the direction of the text around it."""
    return f"{_ISOLATE}{readable(text)}{_END_OF_ISOLATE}"
