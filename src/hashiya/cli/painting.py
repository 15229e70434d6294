"""Draw rows with their labels as lines of text for one kind of terminal, in colour or not."""

from __future__ import annotations

import os
import sys
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from hashiya.codebook.few_colours import BLACK, few_shades
from hashiya.codebook.label import NOTHING, emphasis
from hashiya.terminal.colour_depth import ColourDepth
from hashiya.terminal.rows import written
from hashiya.terminal.sgr import SgrInk, coloured
from hashiya.text.cleaning import clean

if TYPE_CHECKING:
    from hashiya.codebook.label import Label, LabelSet
    from hashiya.layout import Row
    from hashiya.terminal.mode import Mode

    Mark = tuple[int, int, str]

_PLAIN = ""
_UNKNOWN = "3;4"
_CUBE = (0, 95, 135, 175, 215, 255)


def is_coloured(wish: str = "auto") -> bool:
    """Tell whether output has colours: as wished (``always``, ``never``), or on a terminal that has them."""
    if wish == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wish == "always"


class Painter:
    """Draws rows; styles are SGR numbers, bold and italic first."""

    def __init__(
        self, labels: LabelSet, mode: Mode, *, depth: ColourDepth = ColourDepth.NONE, light: bool
    ) -> None:
        """Make a painter.

        Args:
            labels: the labels in force.
            mode: how rows are written for the terminal.
            depth: how many colours the terminal has; with none there are no styles.
            light: whether the page is light.
        """
        self._labels = labels
        self._mode = mode
        self._depth = depth
        self._light = light
        self._few = few_shades(labels) if depth is ColourDepth.EIGHT else {}
        self._styles: dict[str, str] = {}

    def letter(self, name: str) -> str:
        """Draw a label's letter beside a row."""
        label = self._labels.get(name)
        return coloured([(label.letter if label else "?", self._style(name))])

    def row(self, row: Row, marks: list[Mark]) -> str:
        """Draw a row with its labelled stretches; where they overlap, the innermost is shown."""
        if not marks or self._depth is ColourDepth.NONE:
            pieces = [("".join([cell.text for cell in row.cells]), _PLAIN)]
        else:
            styles = [_PLAIN] * len(row.cells)
            for start, end, name in sorted(marks, key=lambda mark: mark[0] - mark[1]):
                style = self._style(name)
                for index in row.touched(start, end):
                    styles[index] = style
            drawn = zip(styles, (cell.text for cell in row.cells), strict=True)
            parts = groupby(drawn, key=itemgetter(0))
            pieces = [("".join([text for _, text in part]), style) for style, part in parts]
        cleaned = [(clean(text), style) for text, style in pieces]
        return coloured(written(cleaned, self._mode, SgrInk()))

    def _style(self, name: str) -> str:
        if self._depth is ColourDepth.NONE or name == NOTHING.name:
            return _PLAIN
        if name not in self._styles:
            label = self._labels.get(name)
            self._styles[name] = self._style_of(label) if label else _UNKNOWN
        return self._styles[name]

    def _style_of(self, label: Label) -> str:
        shades = label.light if self._light else label.dark
        bold, italic, lines = emphasis(label)
        numbers = ["1"] * bold + ["3"] * italic + ["4" if lines == 1 else "21"]
        if self._depth is ColourDepth.EIGHT:
            tint, ink = self._few[label.name]
            if bold and ink == BLACK:  # many terminals show it in grey
                numbers.remove("1")
            return ";".join([*numbers, f"3{ink}", f"4{tint}"])
        return ";".join(
            [*numbers, colour_code(38, shades.ink, self._depth), colour_code(48, shades.tint, self._depth)]
        )


def colour_code(code: int, colour: str, depth: ColourDepth) -> str:
    """Return the SGR numbers of a colour: of 24 bits, or one of 256.

    Args:
        code: 38 for letters, 48 for the background.
        colour: ``#rrggbb``.
        depth: how many colours there are.
    """
    parts = [int(colour[index : index + 2], 16) for index in (1, 3, 5)]
    if depth is ColourDepth.FULL:
        return ";".join(map(str, (code, 2, *parts)))
    red, green, blue = (min(range(6), key=lambda step: abs(_CUBE[step] - part)) for part in parts)
    return f"{code};5;{16 + 36 * red + 6 * green + blue}"
