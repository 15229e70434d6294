"""Styles as the numbers of SGR (``"1;38;2;0;0;0"``), for what is printed without a screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.terminal.rows import Weight

if TYPE_CHECKING:
    from collections.abc import Iterable

_FOREGROUND = re.compile(r"(?:^|(?<=;))(38;2;\d+;\d+;)(\d+)")


class SgrInk:
    """What the modes ask of a style that is a string of SGR numbers, bold and italic first."""

    def blues(self, style: str) -> tuple[str, str]:
        """The 24-bit colour of the letters, and the same one unit of blue off."""
        match = _FOREGROUND.search(style)
        if match is None:
            return "", ""
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
    return "".join([f"\x1b[{style}m{text}\x1b[m" if style else text for text, style in pieces])


def _parted(style: str) -> tuple[Weight, str]:
    """The weight with which a style begins, and the rest of it."""
    numbers = style.split(";") if style else []
    bold = numbers[:1] == ["1"]
    del numbers[:bold]
    italic = numbers[:1] == ["3"]
    del numbers[:italic]
    return Weight(bold, italic), ";".join(numbers)
