from __future__ import annotations

import pytest
from hypothesis import example, given

from hashiya.terminal import characters
from hashiya.terminal.in_runs import run_in_one_style
from hashiya.terminal.mode import Mode
from hashiya.terminal.rows import written, written_rows
from tests.layout.generate_tables import UNICODE
from tests.terminals.drawn_rows import (
    ALEF,
    BEH,
    BOLD,
    GREEN,
    INK,
    ITALIC,
    RED,
    TEH,
    drawn_rows,
    plain,
    texts_of,
)
from tests.terminals.simulators import Style, kitty


def test_a_run_is_reversed_with_the_punctuation_at_it_and_brackets_turned_back() -> None:
    row = plain(f"x ({TEH}{BEH}{ALEF}. )")
    assert texts_of(written(row, Mode.RUNS, INK)) == f"x .{ALEF}{BEH}{TEH}) )"


def test_in_runs_a_colour_stays_in_its_column() -> None:
    row = [(f"{TEH}{BEH}", RED), (ALEF, GREEN)]
    assert written(row, Mode.RUNS, INK) == [(f"{ALEF}{BEH}", RED), (TEH, GREEN)]


def test_a_number_of_arabic_digits_is_a_run_that_kitty_turns() -> None:
    assert texts_of(written(plain("12 \u0662\u0660"), Mode.RUNS, INK)) == "12 \u0660\u0662"


def test_a_run_has_one_weight_for_kitty_would_cut_it() -> None:
    row = [(f"{TEH}{BEH}", Style(1, BOLD)), (ALEF, GREEN)]
    assert written(row, Mode.RUNS, INK) == [(f"{ALEF}{BEH}", RED), (TEH, GREEN)]


def test_a_run_of_one_weight_keeps_it() -> None:
    row = [(f"{TEH}{BEH}", Style(1, BOLD)), (ALEF, Style(2, BOLD))]
    assert {style.weight for _, style in written(row, Mode.RUNS, INK)} == {BOLD}


def test_a_run_that_no_order_suits_is_cut_by_another_weight() -> None:
    row = plain(f"{TEH}{BEH}-ab")
    assert written(row, Mode.RUNS, INK) == [(f"-{BEH}{TEH}", RED), ("ab", Style(1, ITALIC))]


def test_a_run_is_cut_around_letters_with_marks_which_kitty_moves_within_a_run() -> None:
    slanted = Style(1, ITALIC)
    row = plain(f"{TEH}{BEH}", f"{BEH}\u064b", f"{ALEF}.")
    assert written(row, Mode.RUNS, INK) == [
        (f"{BEH}{TEH}", RED),
        (f"{BEH}\u064b", slanted),
        (f".{ALEF}", RED),
    ]
    row = plain(f"{BEH}\u064b", f"{TEH}\u064b", BEH)
    assert written(row, Mode.RUNS, INK) == [
        (f"{BEH}\u064b", slanted),
        (f"{TEH}\u064b", RED),
        (BEH, slanted),
    ]


def test_a_letter_with_a_mark_that_stands_alone_is_a_run() -> None:
    assert written(plain(f"{BEH}\u064b a"), Mode.RUNS, INK) == plain(f"{BEH}\u064b a")


def test_a_run_with_latin_at_both_ends_is_left_as_it_is() -> None:
    row = plain(f"a{TEH}{BEH}b")
    assert written(row, Mode.RUNS, INK) == row


def test_a_run_that_goes_on_in_another_piece_is_written_whole_in_its_row_alone() -> None:
    rows = [plain(BEH), [(BEH, RED), (TEH, GREEN)], plain(f"{TEH}{ALEF}")]
    assert written_rows(rows, Mode.RUNS, INK) == [
        plain(BEH),
        [(TEH, RED), (BEH, GREEN)],
        plain(f"{ALEF}{TEH}"),
    ]


@given(drawn_rows())
def test_what_is_easily_turned_is_turned_as_every_run_is(row: list[tuple[str, Style]]) -> None:
    text = "".join(text for text, _ in row)
    for run in characters.easily_turned().findall(text):
        assert run_in_one_style(run) == run[::-1]


@pytest.mark.skipif(
    not (UNICODE / "Scripts.txt").exists(), reason="the package unicode-data is not installed"
)
@given(drawn_rows())
@example(plain(*f"{TEH}{BEH}-ab"))
@example(plain(*f"{TEH}{BEH}(ab){ALEF}cd"))
@example(plain(*"\u06f4\u06f1ab"))
@example(plain(*"(\u061f)"))
@example(plain(*"Z\u0640"))
def test_kitty_shows_what_was_drawn(row: list[tuple[str, Style]]) -> None:
    seen = kitty(written(row, Mode.RUNS, INK))
    assert [cell.text for cell in seen] == [text for text, _ in row]
    assert [cell.style.colour for cell in seen] == [style.colour for _, style in row]
