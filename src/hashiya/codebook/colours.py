"""Colours of labels: a tint behind the text and an ink for the text, with enough contrast (WCAG 2.2)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

CONTRAST = 7.0
"""Least contrast of ink on tint (WCAG 2.2, success criterion 1.4.6)."""

_WHITE = (255.0, 255.0, 255.0)
_BLACK = (0.0, 0.0, 0.0)
_TINT_LIGHT = 0.7
_TINT_DARK = 0.6
_STEP = 0.02

_Rgb = tuple[float, float, float]


class Shades(NamedTuple):
    """The colours of a label in one theme.

    Attributes:
        tint: background, ``#RRGGBB``.
        ink: text on that background, ``#RRGGBB``, with at least ``CONTRAST``.
    """

    tint: str
    ink: str


@cache
def light_shades(colour: str) -> Shades:
    """Make the shades of a colour on a light page: a pale tint and a dark ink.

    Args:
        colour: ``#RRGGBB``.
    """
    return _shades(_parse(colour), page=_WHITE, ink_end=_BLACK, tint_part=_TINT_LIGHT)


@cache
def dark_shades(colour: str) -> Shades:
    """Make the shades of a colour on a dark page: a deep tint and a bright ink.

    Args:
        colour: ``#RRGGBB``.
    """
    return _shades(_parse(colour), page=_BLACK, ink_end=_WHITE, tint_part=_TINT_DARK)


def contrast(first: str, second: str) -> float:
    """Calculate the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    return _contrast(_parse(first), _parse(second))


def _shades(colour: _Rgb, *, page: _Rgb, ink_end: _Rgb, tint_part: float) -> Shades:
    tint = _rounded(_mixed(colour, page, tint_part))
    part = 0.0
    ink = colour
    while _contrast(ink, tint) < CONTRAST and part < 1:
        part += _STEP
        ink = _rounded(_mixed(colour, ink_end, min(part, 1)))
    # no ink has enough contrast on a tint of middle brightness: move the tint towards the page
    if _contrast(ink, tint) < CONTRAST:
        return _shades(colour, page=page, ink_end=ink_end, tint_part=(1 + tint_part) / 2)
    return Shades(_hex(tint), _hex(ink))


def _parse(colour: str) -> _Rgb:
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def _hex(colour: _Rgb) -> str:
    return "#" + "".join(f"{round(channel):02X}" for channel in colour)


def _rounded(colour: _Rgb) -> _Rgb:
    red, green, blue = colour
    return (round(red), round(green), round(blue))


def _mixed(colour: _Rgb, other: _Rgb, part: float) -> _Rgb:
    red, green, blue = (a + (b - a) * part for a, b in zip(colour, other, strict=True))
    return (red, green, blue)


def _contrast(first: _Rgb, second: _Rgb) -> float:
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: _Rgb) -> float:
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
