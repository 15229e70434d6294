"""The four ways of writing a row, by hand, and which terminal gets which."""

from __future__ import annotations

import pytest

from hashiya.layout import lay_out_line
from hashiya.terminal.kept_answers import KeptAnswers
from hashiya.terminal.mode import Mode
from hashiya.terminal.recognition import recognise
from hashiya.terminal.rows import written
from hashiya.terminal.sgr import SgrInk
from tests.refusals import refused

LRM = "\u200e"
BEH, YEH, TEH = "\ufe91", "\ufef4", "\ufe96"  # initial, medial, final: the word بيت as it is drawn
QAF, SEEN, DAL = "\ufed7", "\ufeb4", "\ufeaa"
GREY = "38;2;100;100;100"


def _written(text: str, mode: Mode, style: str = "") -> list[tuple[str, str]]:
    row = lay_out_line(text)
    return written([(cell.text, style) for cell in row.cells], mode, SgrInk())


def _text(text: str, mode: Mode) -> str:
    return "".join(piece for piece, _ in _written(text, mode))


def test_visual_writes_the_cells_as_they_are_seen() -> None:
    assert _text("بيت ab", Mode.VISUAL) == f"ab {TEH}{YEH}{BEH}"


def test_words_writes_each_word_in_reading_order_with_a_mark_behind_it() -> None:
    assert _text("بيت ab", Mode.WORDS) == f"ab {BEH}{YEH}{TEH}{LRM}"
    assert _text("بيت بيت", Mode.WORDS) == f"{BEH}{YEH}{TEH}{LRM} {BEH}{YEH}{TEH}{LRM}"


def test_words_leaves_a_colour_with_its_letter() -> None:
    cells = [(TEH, "last"), (YEH, "middle"), (BEH, "first")]
    assert written(cells, Mode.WORDS, SgrInk()) == [(BEH, "first"), (YEH, "middle"), (TEH + LRM, "last")]


def test_runs_reverses_what_stands_without_a_space_and_unmirrors_it() -> None:
    # seen from the left: ( dal seen qaf ); kitty turns the whole run, brackets too
    assert _text("(قسد)", Mode.VISUAL) == f"({DAL}{SEEN}{QAF})"
    assert _text("(قسد)", Mode.RUNS) == f"({QAF}{SEEN}{DAL})"


def test_runs_leaves_a_colour_in_its_column() -> None:
    cells = [(TEH, "7"), (YEH, ""), (BEH, "4")]
    assert written(cells, Mode.RUNS, SgrInk()) == [(BEH, "7"), (YEH, ""), (TEH, "4")]


def test_split_gives_neighbours_colours_that_differ_by_one_unit_of_blue() -> None:
    one, other = "\x1b[38;2;100;100;100m", "\x1b[38;2;100;100;101m"
    assert _written("بيت", Mode.SPLIT, GREY) == [(f"{one}{TEH}{other}{YEH}{one}{BEH}", GREY)]


@pytest.mark.parametrize("mode", list(Mode))
def test_a_row_without_right_to_left_text_is_written_as_it_is(mode: Mode) -> None:
    pieces = _written("abc (12) é", mode, GREY)
    assert "".join(text for text, _ in pieces) == "abc (12) é"
    assert {style for _, style in pieces} == {GREY}


@pytest.mark.parametrize("mode", list(Mode))
def test_marks_stay_behind_their_letter(mode: Mode) -> None:
    text = _text("فقًا", mode)
    assert text[text.index("\u064b") - 1] == "\ufed8"  # qaf, medial


@pytest.mark.parametrize(
    ("environment", "mode", "switches_bidi_off"),
    [
        ({"TERM": "xterm-256color", "VTE_VERSION": "7000"}, Mode.VISUAL, True),
        ({"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}, Mode.RUNS, False),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "221203"}, Mode.VISUAL, True),
        ({"TERM": "xterm", "XTERM_VERSION": "XTerm(379)"}, Mode.VISUAL, False),
        ({"TERM": "alacritty"}, Mode.VISUAL, False),
    ],
)
def test_the_environment_tells_a_terminal(
    environment: dict[str, str], mode: Mode, *, switches_bidi_off: bool
) -> None:
    terminal = recognise(environment, KeptAnswers(None))
    assert terminal.mode is mode
    assert bool(terminal.at_start) is bool(terminal.at_exit) is switches_bidi_off


def test_a_mode_that_is_named_goes_before_all_else() -> None:
    environment = {"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1", "HASHIYA_TERMINAL_MODE": "split"}
    assert recognise(environment, KeptAnswers(None)).mode is Mode.SPLIT
    assert recognise(environment, KeptAnswers(None), option="words").mode is Mode.WORDS
    with refused("terminal.no_such_mode"):
        recognise(environment, KeptAnswers(None), option="backwards")
