"""Lines written anew behind the compositor, whatever part of them Textual repaints."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from hashiya.terminal.ink import Weight
from hashiya.terminal.mode import Mode
from hashiya.text.widths import character_width
from hashiya.tui.writing import RichInk, RowWriter

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH, HEIGHT = 12, 3
CONSOLE = Console(color_system="truecolor", force_terminal=True)
LETTERS = "\ufe8d\ufe8f\ufead\ufe95"
LRM = "\u200e"
RED, BLUE = Style(color="#ff0000"), Style(color="#0000ff", bold=True)

cells = st.one_of(
    st.sampled_from(LETTERS), st.sampled_from("ab .("), st.sampled_from(["\ufe8f\u064e", "\u0662"])
)


@st.composite
def strips(draw: st.DrawFn, width: int) -> Strip:
    """A strip of a width, one segment a cell as where it may be cut."""
    made = [Segment(draw(cells), draw(st.sampled_from([RED, BLUE]))) for _ in range(width)]
    return Strip(made, width)


@st.composite
def layouts(draw: st.DrawFn) -> LayoutUpdate:
    cut = draw(st.integers(1, WIDTH - 1))
    lines: list[Iterable[Strip]] = [[draw(strips(cut)), draw(strips(WIDTH - cut))] for _ in range(HEIGHT)]
    return LayoutUpdate(lines, Region(0, 0, WIDTH, HEIGHT))


@st.composite
def partial_updates(draw: st.DrawFn) -> ChopsUpdate:
    chops, ends, spans = [], [], []
    for y in range(HEIGHT):
        cuts = sorted({0, WIDTH, *draw(st.lists(st.integers(1, WIDTH - 1), max_size=3))})
        line: dict[int, Strip | None] = {}
        for x, end in itertools.pairwise(cuts):
            line[x] = draw(st.none() | strips(end - x))
        chops.append(line)
        ends.append(cuts[1:])
        if draw(st.booleans()):
            first = draw(st.sampled_from(cuts[:-1]))
            spans.append((y, first, draw(st.integers(first + 1, WIDTH))))
    return ChopsUpdate(chops, spans or [(0, 0, 1)], ends)


class Screen:
    """What a terminal that reorders nothing shows: text and colours of each column."""

    def __init__(self) -> None:
        self.lines = [[("?", "")] * WIDTH for _ in range(HEIGHT)]

    def write(self, sequence: str) -> None:
        x = y = 0
        style = ""
        for code, character in re.findall(r"\x1b\[([\d;]*[Hm])|([^\n])", sequence):
            if code.endswith("H"):
                y, x = (int(number) - 1 for number in code[:-1].split(";"))
            elif code:
                style = code
            elif character_width(ord(character)):
                self.lines[y][x] = (character, style)
                x += 1
            elif character != LRM:
                text, its_style = self.lines[y][x - 1]
                self.lines[y][x - 1] = (text + character, its_style)


def written(writer: RowWriter, update: CompositorUpdate) -> str:
    """What the terminal is sent for an update."""
    assert isinstance(update, (LayoutUpdate, ChopsUpdate))
    rewritten = writer.rewrite(update)
    assert isinstance(rewritten, CompositorUpdate)
    return rewritten.render_segments(CONSOLE)


@given(layouts(), st.lists(partial_updates(), max_size=4))
def test_the_lines_kept_are_those_that_textual_shows(first: LayoutUpdate, rest: list[ChopsUpdate]) -> None:
    writer = RowWriter(Mode.VISUAL)
    ours, theirs = Screen(), Screen()
    for update in (first, *rest):
        ours.write(written(writer, update))
        theirs.write(update.render_segments(CONSOLE))
        assert ours.lines == theirs.lines


def _line(*pieces: tuple[str, Style]) -> LayoutUpdate:
    made = Strip([Segment(cell, style) for text, style in pieces for cell in text])
    return LayoutUpdate([[made]], Region(0, 0, made.cell_length, 1))


def _change(column: int, text: str, style: Style, width: int) -> ChopsUpdate:
    end = column + len(text)
    chops = [{0: None, column: Strip([Segment(text, style)]), end: None}]
    return ChopsUpdate(chops, [(0, column, end)], [[column, end, width]])


def _plain(sequence: str) -> str:
    return re.sub(r"\x1b\[[\d;]*[mH]", "", sequence)


def test_a_word_of_which_a_letter_is_repainted_is_written_whole() -> None:
    alef, beh, teh = "\ufe8d", "\ufe8f", "\ufe95"
    writer = RowWriter(Mode.WORDS)
    written(writer, _line((f"x {teh}{beh}{alef} ", RED)))
    sequence = written(writer, _change(3, beh, BLUE, 6))
    assert sequence.startswith("\x1b[1;1H")
    assert _plain(sequence) == f"x {alef}{beh}{teh}{LRM} "
    assert re.search(f"255m{beh}\x1b\\[0m", sequence)


def test_of_strips_in_other_colours_only_the_changed_one_is_written() -> None:
    paper, panel = Style(color="#ff0000", bgcolor="#000000"), Style(color="#ff0000", bgcolor="#111111")
    left, right = Strip([Segment(LETTERS[:2] + " ", panel)], 3), Strip([Segment(LETTERS[:3], paper)], 3)
    writer = RowWriter(Mode.WORDS)
    written(writer, LayoutUpdate([[left, right]], Region(0, 0, 6, 1)))
    chops = [{0: None, 3: Strip([Segment(LETTERS[1:], paper)], 3)}]
    sequence = written(writer, ChopsUpdate(chops, [(0, 3, 6)], [[3, 6]]))
    assert sequence.startswith("\x1b[1;4H")
    assert _plain(sequence) == LETTERS[:0:-1] + LRM


def test_two_changes_of_a_line_are_both_written() -> None:
    writer = RowWriter(Mode.SPLIT)
    written(writer, _line(("ab  cd", RED)))
    chops = [
        {
            0: None,
            1: Strip([Segment("x", BLUE)], 1),
            2: None,
            4: Strip([Segment("y", BLUE)], 1),
            5: None,
        }
    ]
    update = ChopsUpdate(chops, [(0, 1, 2), (0, 4, 5)], [[1, 2, 4, 5, 6]])
    screen = Screen()
    screen.write(written(writer, update))
    shown = "".join(text for text, _ in screen.lines[0])
    assert (shown[1], shown[4]) == ("x", "y")


def test_a_line_that_is_not_touched_is_not_written() -> None:
    writer = RowWriter(Mode.WORDS)
    rows: list[Iterable[Strip]] = [
        [Strip([Segment(letter * WIDTH, RED)], WIDTH)] for letter in LETTERS[:HEIGHT]
    ]
    written(writer, LayoutUpdate(rows, Region(0, 0, WIDTH, HEIGHT)))
    chops: list[dict[int, Strip | None]] = [
        {0: None},
        {0: Strip([Segment("a" * WIDTH, RED)], WIDTH)},
        {0: None},
    ]
    sequence = written(writer, ChopsUpdate(chops, [(1, 0, WIDTH)], [[WIDTH]] * 3))
    assert _plain(sequence) == "a" * WIDTH


def test_what_the_terminal_shows_already_is_not_written_unless_it_was_cleared() -> None:
    writer = RowWriter(Mode.WORDS)
    screen = LayoutUpdate([[Strip([Segment(LETTERS, RED)], 4)]], Region(0, 0, 4, 1))
    part = ChopsUpdate([{0: Strip([Segment(LETTERS, RED)], 4)}], [(0, 0, 4)], [[4]])
    written(writer, screen)
    assert written(writer, screen) == written(writer, part) == ""
    writer.forget()
    assert _plain(written(writer, screen)) == LETTERS[::-1] + LRM


def test_an_update_that_is_never_written_is_not_taken_in() -> None:
    writer = RowWriter(Mode.WORDS)
    written(writer, _line((LETTERS, RED)))
    writer.rewrite(_change(0, "a", RED, 4))
    sequence = written(writer, _change(3, "b", RED, 4))
    assert _plain(sequence) == f"{LETTERS[2::-1]}{LRM}b"


def test_a_part_of_a_screen_that_was_never_painted_is_written_alone() -> None:
    sequence = written(RowWriter(Mode.WORDS), _change(3, LETTERS, RED, 9))
    assert sequence.startswith("\x1b[1;4H")
    assert _plain(sequence) == LETTERS[::-1] + LRM


@pytest.mark.parametrize("mode", [Mode.WORDS, Mode.RUNS, Mode.SPLIT])
def test_cells_without_a_style_are_written(mode: Mode) -> None:
    strip = Strip([Segment(LETTERS)])
    update = LayoutUpdate([[strip]], Region(0, 0, 4, 1))
    assert _plain(written(RowWriter(mode), update)).strip(LRM)


def test_ink_knows_richs_styles() -> None:
    ink = RichInk()
    assert ink.twins(RED) == ("\x1b[38;2;255;0;0m", "\x1b[38;2;255;0;1m")
    assert ink.twins(Style(color="red")) == ink.twins(None) == ("\x1b[22m", "\x1b[2m")
    assert ink.twins(Style(bold=True)) == ("\x1b[22;1m", "\x1b[2m")
    assert ink.weight(BLUE) == Weight(bold=True)
    light = ink.with_weight(BLUE, Weight())
    assert light is not None
    assert light.color == BLUE.color
    assert not light.bold
