"""The base direction of a news paragraph: of its first strong letter, unless most letters disagree.

Arabic paragraphs often begin with a Latin name («CNN قالت»). By the first strong letter alone (UAX #9 P2, P3)
such a paragraph would run left to right; UAX #9 HL1 lets a program decide otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import bidirectional

from hashiya.layout.levels import base_direction

if TYPE_CHECKING:
    from hashiya.layout.cells import Direction

_LRM, _RLM = "\u200e", "\u200f"


def paragraph_direction(text: str) -> Direction:
    """Find the base direction of one paragraph.

    Right-to-left if the first strong character is R or AL, if there is none, or if most letters (general
    category L) are R or AL. A left-to-right mark (U+200E) as the first strong character shows the
    intention of the author, so the letters are not counted then.
    """
    if base_direction(text) == "rtl":
        return "rtl"
    if text.isascii() or base_direction(text.replace(_LRM, _RLM)) == "rtl":
        return "ltr"
    letters = text.translate(_LETTERS)
    return "rtl" if letters.count("r") > letters.count("l") else "ltr"


class _Letters(dict[int, str]):
    """Map each code point to ``r`` for a right-to-left letter, ``l`` for another letter, else ``-``."""

    def __missing__(self, code_point: int) -> str:
        character, side = chr(code_point), "-"
        if character.isalpha():  # general category L
            side = "r" if bidirectional(character) in ("R", "AL") else "l"
        self[code_point] = side
        return side


_LETTERS = _Letters()
