"""Whether a row's picture is that of its glyphs: box by box, ink, background and colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.real_terminals.ink import distance, ink_of
from tests.real_terminals.reference import AROUND, Glyph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tests.real_terminals.expected import DrawnCell
    from tests.real_terminals.ink import Ink
    from tests.real_terminals.photograph import Photograph
    from tests.real_terminals.reference import Grid, Picture

PIXELS = 6
"""Pixels of ink that may be missing or over in a box: the corners of what is smoothed otherwise."""
_BACKGROUND, _COLOUR = 24, 120


class Tolerance(NamedTuple):
    """What a terminal is let, since it draws so whatever is written.

    Attributes:
        sway: lines of pixels by which ink may be up or down from where its picture has it.
        any_background: whether a background may be another than was asked for.
    """

    sway: int = 0
    any_background: bool = False


NONE = Tolerance()


class Fault(NamedTuple):
    """A box that is not what it must be."""

    cell: DrawnCell
    what: str

    def __str__(self) -> str:
        code_points = " ".join(f"{ord(character):04X}" for character in self.cell.text)
        return f"line {self.cell.line + 1}, column {self.cell.column + 1} ({code_points}): {self.what}"


def judge(
    cells: Sequence[DrawnCell],
    pictures: Mapping[Glyph, Picture],
    photograph: Photograph,
    grid: Grid,
    *,
    looks: Callable[[Glyph], Iterable[Glyph]] = lambda glyph: (glyph,),
    tolerance: Tolerance = NONE,
) -> list[Fault]:
    """The boxes that differ from their glyph's picture.

    Args:
        cells: what must be seen.
        pictures: of the glyphs, by the same terminal.
        photograph: of the terminal.
        grid: where its cells are.
        looks: the glyphs that may stand for one, itself first.
        tolerance: what the terminal is let.
    """
    by_place = {(cell.line, cell.column): [*looks(Glyph(cell.text, cell.style))] for cell in cells}
    faults = []
    for cell in cells:
        # what neighbours draw beyond their own boxes may lie in this one; some terminals cut it off
        over = 0
        for down, right in AROUND:
            for glyph in by_place.get((cell.line + down, cell.column + right), ()):
                over |= pictures[glyph].beside.get((-down, -right), 0)
        box = grid.box(cell.line, cell.column)
        ink = ink_of(photograph.cut(box))
        found = [
            _difference(ink, pictures[glyph], over, box.width, tolerance)
            for glyph in by_place[cell.line, cell.column]
        ]
        if all(found):
            faults.append(Fault(cell, found[0]))
    return faults


def _difference(ink: Ink, picture: Picture, over: int, width: int, tolerance: Tolerance) -> str:
    """What is wrong with a box; empty if nothing is.

    Args:
        ink: what it shows.
        picture: what it must show.
        over: what neighbours may draw in it.
        width: of the box, in pixels.
        tolerance: what the terminal is let.
    """
    wanted = picture.ink
    sway = tolerance.sway * width
    if not tolerance.any_background and distance(ink.background, wanted.background) > _BACKGROUND:
        return f"the background is {ink.background}, not {wanted.background}"
    missing = (wanted.strong & ~_swayed(ink.weak, sway)).bit_count()
    if missing > PIXELS:
        return f"{missing} pixels of ink are missing"
    more = (ink.strong & ~(_swayed(wanted.weak, sway) | over)).bit_count()
    if more > PIXELS:
        return f"{more} pixels of ink are over"
    if wanted.strong and distance(ink.colour, wanted.colour) > _COLOUR:
        return f"the ink is {ink.colour}, not {wanted.colour}"
    return ""


def _swayed(ink: int, pixels: int) -> int:
    return ink | ink << pixels | ink >> pixels
