"""The reference: every glyph of the page drawn by the same terminal, each in a place of its own.

On the reference screens a cell stands alone between blanks and Latin letters, four columns and two lines from
the next, written with a cursor address of its own. So a terminal that joins, reorders or mirrors has nothing
to join it to and nowhere to move it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rich.color import ColorSystem

from tests.real_terminals.ink import Colour, Ink, ink_of
from tests.real_terminals.photograph import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.style import Style

    from tests.real_terminals.photograph import Photograph

_CORNERS = ((255, 0, 255), (0, 255, 255), (255, 255, 0), (0, 255, 0), (255, 0, 0))
"""Colours of the first and the last cell, between which the places of the others are reckoned; by turns."""
_CLEARED = "\x1b[?25l\x1b[0m\x1b[2J"
_STEP, _LINES = 4, 2
_PAPER = "\x1b[38;2;128;128;128;48;2;21;23;28m"


class Glyph(NamedTuple):
    """What a reference screen shows one at a time."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the cells of a terminal are in a photograph of it.

    Attributes:
        area: the rectangle of all cells.
        columns: cells of a line.
        lines: lines of the terminal.
    """

    area: Box
    columns: int
    lines: int

    def box(self, line: int, column: int) -> Box:
        """The place of a cell."""
        left, right = (round(self.area.width * c / self.columns) for c in (column, column + 1))
        top, bottom = (round(self.area.height * n / self.lines) for n in (line, line + 1))
        return Box(self.area.left + left, self.area.top + top, right - left, bottom - top)


@dataclass(frozen=True, slots=True)
class Picture:
    """How a terminal draws one glyph.

    Attributes:
        ink: in its own box.
        beside: the ink in the eight boxes around it, by lines down and columns to the right.
    """

    ink: Ink
    beside: dict[tuple[int, int], int]


AROUND = [(line, column) for line in (-1, 0, 1) for column in (-1, 0, 1) if line or column]


class ReferenceScreen(NamedTuple):
    """One of the screens that the reference takes.

    Attributes:
        written: what is sent to the terminal.
        corner: the colour of its corners, which tells it from the one before.
        places: line and column of its glyphs.
    """

    written: str
    corner: Colour
    places: dict[Glyph, tuple[int, int]]


def reference_screens(glyphs: Iterable[Glyph], columns: int, lines: int) -> list[ReferenceScreen]:
    """The screens that show each glyph once, for a terminal of that size."""
    places = [
        (line, column) for line in range(2, lines - 2, _LINES) for column in range(2, columns - 3, _STEP)
    ]
    waiting = list(dict.fromkeys(glyphs))
    screens: list[ReferenceScreen] = []
    while waiting:
        shown = dict(zip(waiting, places, strict=False))
        waiting = waiting[len(shown) :]
        corner = _CORNERS[len(screens) % len(_CORNERS)]
        written = _CLEARED + "".join(_written(shown, corner, columns, lines))
        screens.append(ReferenceScreen(written, corner, shown))
    return screens


def _written(shown: dict[Glyph, tuple[int, int]], corner: Colour, columns: int, lines: int) -> Iterator[str]:
    blank = "\x1b[48;2;{};{};{}m \x1b[0m".format(*corner)
    yield f"\x1b[1;1H{blank}\x1b[{lines};{columns}H{blank}"
    for line in dict.fromkeys(line for line, _ in shown.values()):
        for beside in (line - 1, line, line + 1):
            yield f"\x1b[{beside + 1};1H{_PAPER}{' ' * columns}"
        # Latin letters hold the order of a terminal that has the bidi algorithm
        for column in range(0, columns, _STEP):
            yield f"\x1b[{line + 1};{column + 1}Hx"
    for glyph, (line, column) in shown.items():
        # blanks of the same style beside it, for a terminal may cut a glyph off where a style ends
        drawn = glyph.style.render(f" {glyph.text} ", color_system=ColorSystem.TRUECOLOR)
        yield f"\x1b[{line + 1};{column}H{drawn}"
    yield "\x1b[0m"


def find_grid(photograph: Photograph, corner: Colour, columns: int, lines: int) -> Grid | None:
    """The grid of a terminal that shows a reference screen with such corners; None if it does not."""
    area = photograph.extent(corner)
    if area is None or area.width < columns * 4 or area.height < lines * 6:
        return None
    return Grid(area, columns, lines)


def take_pictures(
    photograph: Photograph, grid: Grid, places: dict[Glyph, tuple[int, int]]
) -> dict[Glyph, Picture]:
    """The picture of each glyph of a reference screen."""
    pictures = {}
    for glyph, (line, column) in places.items():
        ink = ink_of(photograph.cut(grid.box(line, column)))
        beside = {}
        for down, right in AROUND:
            box = grid.box(line + down, column + right)
            weak = _without_lines(ink_of(photograph.cut(box)).weak, box)
            if weak:
                beside[down, right] = weak
        pictures[glyph] = Picture(ink, beside)
    return pictures


def _without_lines(ink: int, box: Box) -> int:
    """What is left of the ink without the pixels of an underline, which reach from edge to edge."""
    whole = (1 << box.width) - 1
    for line in range(box.height):
        if ink >> line * box.width & whole == whole:
            ink &= ~(whole << line * box.width)
    return ink
