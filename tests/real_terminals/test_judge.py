"""The judge by itself, on pictures made for it."""

from __future__ import annotations

import struct

from rich.style import Style

from tests.real_terminals.expected import DrawnCell
from tests.real_terminals.ink import ink_of
from tests.real_terminals.judge import Tolerance, judge
from tests.real_terminals.photograph import Box, Photograph, read_xwd
from tests.real_terminals.reference import Glyph, Grid, Picture, find_grid, reference_screens

PAPER, INK, TINT = 0x15171C, 0xE4DFD3, 0x143060
WIDTH, HEIGHT = 8, 10
GRID = Grid(Box(0, 0, 3 * WIDTH, HEIGHT), 3, 1)
GLYPH = Glyph("x", Style())
CELLS = [DrawnCell(0, 1, "x", Style())]


def picture(*boxes: list[int]) -> Photograph:
    """A photograph of boxes side by side, each its pixels in lines of eight."""
    lines = range(HEIGHT)
    pixels = [pixel for line in lines for box in boxes for pixel in box[line * WIDTH : (line + 1) * WIDTH]]
    return Photograph(len(boxes) * WIDTH * 4, struct.pack(f"<{len(pixels)}I", *pixels))


def box(*rows: int, ink: int = INK, paper: int = PAPER) -> list[int]:
    """A box in which some rows are ink."""
    return [ink if line in rows else paper for line in range(HEIGHT) for _ in range(WIDTH)]


BLANK = box()
PICTURES = {GLYPH: Picture(ink_of(picture(box(3, 4)).pixels), {})}


def faults(seen: list[int], tolerance: Tolerance = Tolerance()) -> list[str]:  # noqa: B008
    found = judge(CELLS, PICTURES, picture(BLANK, seen, BLANK), GRID, tolerance=tolerance)
    return [fault.what for fault in found]


def test_the_same_picture_has_no_fault() -> None:
    assert faults(box(3, 4)) == []


def test_ink_that_is_missing_is_a_fault() -> None:
    assert faults(box(3)) == ["8 pixels of ink are missing"]


def test_ink_that_is_over_is_a_fault() -> None:
    assert faults(box(3, 4, 9)) == ["8 pixels of ink are over"]


def test_what_a_neighbour_draws_beyond_its_box_is_none() -> None:
    reaching = Glyph("y", Style())
    low = ink_of(picture(box(9)).pixels).weak
    pictures = {**PICTURES, reaching: Picture(ink_of(picture(box(5)).pixels), {(0, -1): low})}
    cells = [*CELLS, DrawnCell(0, 2, "y", Style())]
    assert judge(cells, pictures, picture(BLANK, box(3, 4, 9), box(5)), GRID) == []
    assert judge(cells, pictures, picture(BLANK, box(3, 4), box(5)), GRID) == []


def test_another_background_is_a_fault_even_if_the_ink_is_right() -> None:
    [what] = faults(box(3, 4, paper=TINT))
    assert what == "the background is (20, 48, 96), not (21, 23, 28)"
    assert faults(box(3, 4, paper=TINT), Tolerance(any_background=True)) == []


def test_another_colour_of_the_ink_is_a_fault() -> None:
    assert faults(box(3, 4, ink=0xE02020)) == ["the ink is (224, 32, 32), not (228, 223, 211)"]


def test_an_empty_screen_is_a_fault_of_a_glyph() -> None:
    assert faults(BLANK) == ["16 pixels of ink are missing"]


def test_ink_a_line_lower_is_a_fault_unless_the_terminal_is_let() -> None:
    assert faults(box(4, 5)) == ["8 pixels of ink are missing"]
    assert faults(box(4, 5), Tolerance(sway=1)) == []


def test_a_reference_shows_each_glyph_once_alone_between_blanks() -> None:
    glyphs = [Glyph(chr(0xFE80 + count), Style()) for count in range(300)]
    screens = reference_screens([*glyphs, *glyphs], 80, 24)
    assert [glyph for screen in screens for glyph in screen.places] == glyphs
    for screen in screens:
        for line, column in screen.places.values():
            assert not {(line, column + 1), (line, column + 2), (line + 1, column)} & {
                *screen.places.values()
            }
    assert len({screen.corner for screen in screens}) == len(screens) == 2


def test_the_grid_lies_between_the_corners() -> None:
    corner = 0xFF00FF
    shown = picture(box(*range(HEIGHT), ink=corner), BLANK, box(*range(HEIGHT), ink=corner))
    assert find_grid(shown, (255, 0, 255), 3, 1) == GRID
    assert find_grid(shown, (0, 255, 255), 3, 1) is None


def test_a_window_dump_is_read_without_its_colour_map_and_its_unused_byte() -> None:
    fields = [0] * 25
    fields[0], fields[1], fields[5], fields[11], fields[12], fields[19] = 104, 7, 1, 32, 8, 2
    dump = struct.pack(">25I", *fields) + b"name" + bytes(24) + bytes([1, 2, 3, 255, 4, 5, 6, 255])
    assert read_xwd(dump) == Photograph(8, bytes([1, 2, 3, 0, 4, 5, 6, 0]))
