"""Embedding levels of a paragraph, computed on a shorter text with the same levels.

A run of Arabic words without digits, brackets, Latin or explicit controls has one level throughout: each
character between two of its letters resolves to right-to-left (UAX #9 W1, W4–W6, N1). The run affects other
characters no more than one of its letters would, so it is replaced by one: the last, because W2 looks back at
it. Latin runs and numbers are replaced likewise.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hashiya.layout import _bidi_classes as tables
from hashiya.layout.embedding import python_bidi_base_level
from hashiya.layout.isolates import paragraph_levels
from hashiya.text.ranges import Classes, character_class

if TYPE_CHECKING:
    from hashiya.layout.cells import Direction

LEVEL: dict[Direction, int] = {"ltr": 0, "rtl": 1}
_SHORT = 256

# One letter denotes the bidi class of a code point:
#   r AL   h R   l L   1 EN of ASCII   2 AN   n neutral or mark, w bracket, boundary neutral or separator
#   x any other: explicit controls, and characters that the tables do not list
# classes that have the base level in any context; EN only without a right-to-left letter around (W7)
_PLAIN: dict[Direction, str] = {"rtl": "rhnw", "ltr": "lnw1"}
# the usual characters of these classes, so that most paragraphs need no lookup of each one
_PLAIN_ARABIC = re.compile("[ -/:-@\xa0\xab\xbb\u060c\u061b\u061f\u0621-\u063a\u0640-\u065f\u2010-\u2027]*")
_RUN = re.compile("[rh](?:[rhn]*[rh])?|l(?:[ln]*l)?|1+|2+")
# class of the last code point of a run → the character that replaces the run
_STAND_IN = {"r": "\u0627", "h": "\u05d0", "l": "a", "1": "1", "2": "\u0661"}


def base_direction(text: str) -> Direction:
    """Return the direction of the first strong letter (P2, P3); right-to-left if there is none."""
    class_of = _classes()
    for index, character in enumerate(text):
        found = class_of[ord(character)]
        if found in "rh":
            return "rtl"
        if found == "l":
            return "ltr"
        if found == "x":
            return "rtl" if python_bidi_base_level(text[index:]) else "ltr"
    return "rtl"


def is_level_throughout(text: str, base: Direction) -> bool:
    """Tell whether every code point certainly has the base level, in a paragraph or a part of one.

    True for a paragraph if it is true for all its parts; False proves nothing.
    """
    if base == "rtl" and _PLAIN_ARABIC.fullmatch(text):
        return True
    return not text.translate(_classes()).strip(_PLAIN[base])


def embedding_levels(text: str, base_level: int) -> bytes:
    """Return the level of each code point of one paragraph by X1–I2, before L1.

    Raises:
        HashiyaError: if python-bidi's answer cannot be read.
    """
    if not text:
        return b""
    classes = text.translate(_classes())
    runs = [match.span() for match in _RUN.finditer(classes)]
    shorter: list[str] = []
    done = 0
    for start, end in runs:
        shorter += text[done:start], _STAND_IN[classes[end - 1]]
        done = end
    short = "".join(shorter) + text[done:]
    find = _remembered_levels if len(short) < _SHORT else paragraph_levels
    levels = find(short, base_level)
    pieces = []
    read = done = 0
    for start, end in runs:
        gap = start - done
        pieces.append(levels[read : read + gap])
        read += gap
        pieces.append(levels[read : read + 1] * (end - start))
        read += 1
        done = end
    pieces.append(levels[read:])
    return b"".join(pieces)


def without_brackets(text: str) -> str:
    """Replace each bracket by a neutral, for a text in which no bracket has a partner (BD16)."""
    return re.sub(f"[{character_class(tables.BRACKET)}]", "!", text)


@lru_cache(maxsize=4096)
def _remembered_levels(short: str, base_level: int) -> bytes:
    return paragraph_levels(short, base_level)


@cache
def _classes() -> Classes:
    ranges = {
        "r": tables.ARABIC_LETTER,
        "h": tables.RIGHT_TO_LEFT,
        "l": tables.LEFT_TO_RIGHT,
        "1": "30-39",
        "2": "660-669",
        "n": f"{tables.NEUTRAL} {tables.NONSPACING_MARK}",
        "w": f"09 0B 1F {tables.BRACKET} {tables.BOUNDARY_NEUTRAL}",
    }
    return Classes(ranges, "x")
