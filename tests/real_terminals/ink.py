"""Glyph boxes: which pixels of a box are ink, and in what colour."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import NamedTuple

Colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""

WEAK, STRONG = 60, 180
"""Sums of the differences of red, green and blue from the background, from which a pixel may be ink, or is.

Between them are the edges of glyphs, which a terminal smooths as it likes.
"""


class Ink(NamedTuple):
    """What is drawn in a glyph box.

    Attributes:
        background: the colour of most of its pixels.
        colour: the mean colour of the pixels that are ink; that of the background if none is.
        strong: the pixels that are ink, a bit for each, the first pixel the lowest.
        weak: those and the pixels that may be ink.
    """

    background: Colour
    colour: Colour
    strong: int
    weak: int


@lru_cache(maxsize=8192)
def ink_of(box: bytes) -> Ink:
    """The ink of a glyph box, given as its pixels of four bytes: blue, green, red, nothing."""
    pixels = memoryview(box).cast("I")
    background = _colour(Counter(pixels).most_common(1)[0][0])
    strong = weak = 0
    inks: list[Colour] = []
    for index, pixel in enumerate(pixels):
        colour = _colour(pixel)
        difference = distance(colour, background)
        if difference >= WEAK:
            weak |= 1 << index
        if difference >= STRONG:
            strong |= 1 << index
            inks.append(colour)
    return Ink(background, _mean(inks) if inks else background, strong, weak)


def distance(one: Colour, other: Colour) -> int:
    """The sum of the differences of red, green and blue."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def _colour(pixel: int) -> Colour:
    return (pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255)


def _mean(colours: list[Colour]) -> Colour:
    red, green, blue = (sum(channel) // len(colours) for channel in zip(*colours, strict=True))
    return (red, green, blue)
