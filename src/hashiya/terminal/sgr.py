"""Styles as SGR parameters (``"1;38;2;0;0;0"``), for output without a screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.terminal.ink import Weight

if TYPE_CHECKING:
    from collections.abc import Iterable

_FOREGROUND = re.compile(r"(?:^|(?<=;))(38;2;\d+;\d+;)(\d+)")


class SgrInk:
    """An `Ink` for styles as strings of SGR parameters, bold and italic first."""

    def twins(self, style: str) -> tuple[str, str]:
        """Return the 24-bit colour of the letters and one a unit of blue off, or else `faint_twins`."""
        match = _FOREGROUND.search(style)
        if match is None:
            return faint_twins(bold=self.weight(style).bold)
        return f"\x1b[{match[1]}{match[2]}m", f"\x1b[{match[1]}{int(match[2]) ^ 1}m"

    def weight(self, style: str) -> Weight:
        """Return the weight of a style."""
        return _parted(style)[0]

    def with_weight(self, style: str, weight: Weight) -> str:
        """Return the style in another weight."""
        rest = _parted(style)[1]
        return ";".join(["1"] * weight.bold + ["3"] * weight.italic + [rest] * bool(rest))


def coloured(pieces: Iterable[tuple[str, str]]) -> str:
    """Return pieces as text to print, each between its style and a reset."""
    return "".join([_sent(text, style) for text, style in pieces])


def _sent(text: str, style: str) -> str:
    if style:
        return f"\x1b[{style}m{text}\x1b[m"
    return f"{text}\x1b[m" if "\x1b" in text else text


def faint_twins(*, bold: bool) -> tuple[str, str]:
    """Return two sequences that distinguish cells without a 24-bit colour: not faint and faint.

    QTerminal cuts a row between the two, yet draws both alike; no other attribute does so. xterm.js draws
    faint cells paler; no invisible attribute is known for it.

    Args:
        bold: whether the letters are bold, which ending faint would also end.
    """
    return ("\x1b[22;1m" if bold else "\x1b[22m"), "\x1b[2m"


def _parted(style: str) -> tuple[Weight, str]:
    """Split a style into its weight and the rest."""
    numbers = style.split(";") if style else []
    bold = numbers[:1] == ["1"]
    del numbers[:bold]
    italic = numbers[:1] == ["3"]
    del numbers[:italic]
    return Weight(bold, italic), ";".join(numbers)
