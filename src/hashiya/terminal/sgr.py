"""Styles as the numbers of SGR (``"1;38;2;0;0;0"``), for what is printed without a screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.terminal.ink import Weight

if TYPE_CHECKING:
    from collections.abc import Iterable

_FOREGROUND = re.compile(r"(?:^|(?<=;))(38;2;\d+;\d+;)(\d+)")


class SgrInk:
    """What the modes ask of a style that is a string of SGR numbers, bold and italic first."""

    def twins(self, style: str) -> tuple[str, str]:
        """The 24-bit colour of the letters, and the same one unit of blue off; without one, `faint_twins`."""
        match = _FOREGROUND.search(style)
        if match is None:
            return faint_twins(bold=self.weight(style).bold)
        return f"\x1b[{match[1]}{match[2]}m", f"\x1b[{match[1]}{int(match[2]) ^ 1}m"

    def weight(self, style: str) -> Weight:
        """Which cut of the font a style takes."""
        return _parted(style)[0]

    def with_weight(self, style: str, weight: Weight) -> str:
        """The same style in another cut of the font."""
        rest = _parted(style)[1]
        return ";".join(["1"] * weight.bold + ["3"] * weight.italic + [rest] * bool(rest))


def coloured(pieces: Iterable[tuple[str, str]]) -> str:
    """What is printed: each piece in its style, and the style taken back after it."""
    return "".join([_sent(text, style) for text, style in pieces])


def _sent(text: str, style: str) -> str:
    if style:
        return f"\x1b[{style}m{text}\x1b[m"
    return f"{text}\x1b[m" if "\x1b" in text else text


def faint_twins(*, bold: bool) -> tuple[str, str]:
    """What tells cells apart where no 24-bit colour is known: not faint and faint.

    QTerminal cuts a row where this changes, yet draws both alike; nothing else that is no colour does so in
    it. xterm.js draws the faint ones paler; there nothing is known that is no colour and does not show.

    Args:
        bold: whether the letters are bold, which the end of faint would end as well.
    """
    return ("\x1b[22;1m" if bold else "\x1b[22m"), "\x1b[2m"


def _parted(style: str) -> tuple[Weight, str]:
    """The weight with which a style begins, and the rest of it."""
    numbers = style.split(";") if style else []
    bold = numbers[:1] == ["1"]
    del numbers[:bold]
    italic = numbers[:1] == ["3"]
    del numbers[:italic]
    return Weight(bold, italic), ";".join(numbers)
