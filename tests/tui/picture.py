"""A picture of the screen as SVG, cell by cell: what stands in each, in which colours, how underlined.

Each cell is placed by itself and kept from being reordered, so a viewer shows what a terminal shows; letters
are stretched to their cell, so that joined ones touch in any font.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from hashiya.text.widths import character_width

if TYPE_CHECKING:
    from rich.style import Style
    from textual.app import App

_WIDTH, _HEIGHT, _BASELINE, _EDGE = 9, 20, 15, 10
_FONT = "'DejaVu Sans Mono', 'Noto Sans Mono', 'Noto Sans Arabic', monospace"


def picture(app: App[None]) -> str:
    """The screen of a running app."""
    strips = app.screen._compositor.render_strips(app.size)
    width, height = app.size.width * _WIDTH + 2 * _EDGE, app.size.height * _HEIGHT + 2 * _EDGE
    paper = app.current_theme.background
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">',
        f'<rect width="100%" height="100%" rx="8" fill="{paper}"/>',
        f'<g font-family="{_FONT}" font-size="15" style="direction:ltr;unicode-bidi:bidi-override"',
        f' xml:space="preserve" transform="translate({_EDGE} {_EDGE})">',
    ]
    for line, strip in enumerate(strips):
        column = 0
        for segment in strip:
            parts.append(_background(segment.text, segment.style, column, line))
            for text, width in _cells(segment.text):
                parts.append(_cell(text, width, segment.style, column, line))
                column += width
    parts.append("</g>\n</svg>\n")
    return "\n".join(part for part in parts if part)


def _cells(text: str) -> list[tuple[str, int]]:
    """The cells of a segment: a base with its marks, and how many columns it takes."""
    cells: list[tuple[str, int]] = []
    for character in text:
        width = character_width(ord(character))
        if width or not cells:
            cells.append((character, width))
        else:
            base, columns = cells[-1]
            cells[-1] = (base + character, columns)
    return cells


def _background(text: str, style: Style | None, column: int, line: int) -> str:
    width = sum(columns for _, columns in _cells(text))
    if style is None or style.bgcolor is None or not width:
        return ""
    return (
        f'<rect x="{column * _WIDTH}" y="{line * _HEIGHT}" width="{width * _WIDTH}" height="{_HEIGHT}" '
        f'fill="{style.bgcolor.name}"/>'
    )


def _cell(text: str, width: int, style: Style | None, column: int, line: int) -> str:
    colour = style.color.name if style and style.color else "#888888"
    x, y = column * _WIDTH, line * _HEIGHT + _BASELINE
    drawn = ""
    if style and (style.underline or style.underline2):
        for offset in (2, 4) if style.underline2 else (3,):
            drawn += (
                f'<path d="M{x} {y + offset}h{width * _WIDTH}" stroke="{colour}" '
                f'stroke-width="{2 if style.bold else 1}"/>'
            )
    if text.isspace():
        return drawn
    weight = ' font-weight="bold"' if style and style.bold else ""
    slant = ' font-style="italic"' if style and style.italic else ""
    return (
        f'<text x="{x}" y="{y}" textLength="{width * _WIDTH}" lengthAdjust="spacingAndGlyphs" '
        f'fill="{colour}"{weight}{slant}>{escape(text)}</text>{drawn}'
    )
