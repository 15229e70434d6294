"""Colours of labels in a terminal with only eight: chosen for contrast and distance from each other.

The numbers are those of SGR, from 0 (black) to 7 (white); each terminal has its own shade of them.
"""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashiya.codebook.label import Label

BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE = range(8)
_HUES = {RED: 0, YELLOW: 60, GREEN: 120, CYAN: 180, BLUE: 240, MAGENTA: 300}
_FIRST = (RED, GREEN, BLUE, MAGENTA)
_THEN = (YELLOW, CYAN)
"""The colours of matches and selections, which only a fifth and sixth label take."""
_DARK = (RED, BLUE)


class FewShades(NamedTuple):
    """The colours of a label on a page of either theme.

    Attributes:
        tint: number of the background.
        ink: number of the text on it.
    """

    tint: int
    ink: int


def few_shades(labels: Iterable[Label]) -> dict[str, FewShades]:
    """Choose shades for each label, by its name: the nearest hue that no label before it has.

    From the seventh label on, hues repeat; underlines and letters tell these labels apart.
    """
    shades: dict[str, FewShades] = {}
    left: list[int] = []
    for label in labels:
        left = left or [*_FIRST, *_THEN]
        first = [colour for colour in left if colour in _FIRST] or left
        hue = _hue(label.light.tint)
        tint = min(first, key=lambda colour: _distance(_HUES[colour], hue))
        left.remove(tint)
        shades[label.name] = FewShades(tint, WHITE if tint in _DARK else BLACK)
    return shades


def _hue(colour: str) -> float:
    """Calculate the hue of ``#RRGGBB`` in degrees."""
    red, green, blue = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    return colorsys.rgb_to_hls(red, green, blue)[0] * 360


def _distance(first: float, second: float) -> float:
    apart = abs(first - second) % 360
    return min(apart, 360 - apart)
