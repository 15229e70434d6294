from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hashiya.layout import lay_out_line
from hashiya.terminal import characters
from hashiya.terminal.mode import Mode
from hashiya.terminal.rows import Weight, _run_in_one_style, written, written_rows
from tests.layout.generate_tables import UNICODE
from tests.terminals.simulators import Seen, Style, StyleInk, kitty, qt, vte

if TYPE_CHECKING:
    from collections.abc import Sequence

LRM = "\u200e"
ALEF, BEH, TEH = "\ufe8d", "\ufe8f", "\ufe95"
INK = StyleInk()
RED, GREEN = Style(1), Style(2)
BOLD, ITALIC = Weight(bold=True), Weight(italic=True)

words = st.one_of(
    st.text("\u0627\u0628\u0644\u0645\u062f\u064a\u0629\u0640\u067e\u05d0", min_size=1, max_size=5),
    st.text("\u0628\u0644\u064e\u0651\u0670\u0627", min_size=1, max_size=5),
    st.text("abZ", min_size=1, max_size=3),
    st.sampled_from(["\u0640", "\u061f", "(\u061f)", "\u061b"]),
    st.text("0129", min_size=1, max_size=3),
    st.text("\u0660\u0669\u066b", min_size=1, max_size=3),
    st.text("\u06f1\u06f4", min_size=1, max_size=3),
    st.sampled_from(
        ["(", ")", "\u00ab", "\u00bb", "[", "]", ".", "\u060c", ":", "/", "-", "%", "\u066a", "+"]
    ),
    st.sampled_from(["\u2502", "\u25b8", "\u65e5", "\U0001f600", "\u2026", "\u00b2"]),
)
texts = st.lists(st.one_of(words, words, st.just(" ")), max_size=14).map("".join)


@st.composite
def drawn_rows(draw: st.DrawFn) -> list[tuple[str, Style]]:
    """A line as layout draws it, its cells in colours and weights of any kind."""
    base = draw(st.sampled_from(["rtl", "ltr"]))
    cells = lay_out_line(draw(texts), base).cells
    styles = [Style(1), Style(2), Style(2, BOLD), Style(3, Weight(bold=False, italic=True))]
    pieces = []
    style = styles[0]
    for cell in cells:
        if draw(st.integers(0, 3)) == 0:
            style = draw(st.sampled_from(styles))
        pieces.append((cell.text, style))
    return pieces


def plain(*pieces: str) -> list[tuple[str, Style]]:
    return [(piece, RED) for piece in pieces]


def texts_of(pieces: Sequence[tuple[str, Style]]) -> str:
    return "".join(text for text, _ in pieces)


# --- what the table of the design says


def test_visual_is_written_as_it_is_given() -> None:
    given_ = [(ALEF, RED), (BEH, GREEN)]
    assert written(given_, Mode.VISUAL, INK) == given_


def test_a_word_is_written_in_logical_order_with_a_mark_after_its_last_character() -> None:
    row = plain(f"a {TEH}{BEH}{ALEF}. {BEH}{ALEF} 12")
    assert texts_of(written(row, Mode.WORDS, INK)) == f"a {ALEF}{BEH}{TEH}{LRM}. {ALEF}{BEH}{LRM} 12"


def test_in_words_a_colour_stays_with_its_letter() -> None:
    row = [(f"{TEH}{BEH}", RED), (ALEF, GREEN)]
    assert written(row, Mode.WORDS, INK) == [(ALEF, GREEN), (f"{BEH}{TEH}{LRM}", RED)]


def test_a_mark_stays_behind_its_letter() -> None:
    row = plain(f"{TEH}\u064e", f"{ALEF}\u0651\u064b")
    assert texts_of(written(row, Mode.WORDS, INK)) == f"{ALEF}\u0651\u064b{TEH}\u064e{LRM}"


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


def test_split_alternates_the_blue_of_cells() -> None:
    one, other = INK.twins(RED)
    row = plain(f"  {TEH}{BEH}\u064e {ALEF} ")
    assert written(row, Mode.SPLIT, INK) == [
        (f"  {one}{TEH}{other}{BEH}\u064e {one}{ALEF} ", RED),
    ]


def test_split_goes_on_after_an_odd_number_of_cells_with_the_other_blue() -> None:
    one, other = INK.twins(RED)
    row = [(f"{TEH}{BEH}{ALEF} ", RED), ("12 ", GREEN), (f"{BEH} 2", RED)]
    assert written(row, Mode.SPLIT, INK) == [
        (f"{one}{TEH}{other}{BEH}{one}{ALEF} ", RED),
        (f"{other}12 ", GREEN),
        (f"{other}{BEH} {one}2", RED),
    ]


def test_split_leaves_a_mark_at_the_beginning_over_what_stands_before_it() -> None:
    one, other = INK.twins(RED)
    row = [("a", GREEN), (f"\u064e{TEH}{BEH}", RED)]
    assert written(row, Mode.SPLIT, INK) == [("a", GREEN), (f"\u064e{one}{TEH}{other}{BEH}", RED)]


def test_split_goes_on_from_piece_to_piece_for_their_styles_may_look_alike() -> None:
    one, other = INK.twins(RED)
    row = [(TEH, RED), (ALEF, GREEN), (" ", RED), (BEH, GREEN)]
    assert written(row, Mode.SPLIT, INK) == [
        (f"{one}{TEH}", RED),
        (f"{other}{ALEF}", GREEN),
        (" ", RED),
        (f"{one}{BEH}", GREEN),
    ]


@pytest.mark.parametrize("mode", list(Mode))
def test_a_row_without_arabic_is_left_alone(mode: Mode) -> None:
    row = [("caf\u00e9 \u65e5 ", RED), ("12", GREEN)]
    assert written(row, mode, INK) == row


@pytest.mark.parametrize("mode", list(Mode))
def test_an_empty_row_is_empty(mode: Mode) -> None:
    assert written([], mode, INK) == []


# --- rows at once


@given(st.lists(drawn_rows(), max_size=5), st.sampled_from(list(Mode)))
def test_rows_are_written_at_once_as_one_by_one(rows: list[list[tuple[str, Style]]], mode: Mode) -> None:
    assert written_rows(rows, mode, INK) == [written(row, mode, INK) for row in rows]


def test_a_run_that_goes_on_in_another_piece_is_written_whole_in_its_row_alone() -> None:
    rows = [plain(BEH), [(BEH, RED), (TEH, GREEN)], plain(f"{TEH}{ALEF}")]
    assert written_rows(rows, Mode.RUNS, INK) == [
        plain(BEH),
        [(TEH, RED), (BEH, GREEN)],
        plain(f"{ALEF}{TEH}"),
    ]
    assert written_rows(rows, Mode.WORDS, INK) == [
        plain(f"{BEH}{LRM}"),
        [(TEH, GREEN), (f"{BEH}{LRM}", RED)],
        plain(f"{ALEF}{TEH}{LRM}"),
    ]


@given(drawn_rows())
def test_what_is_easily_turned_is_turned_as_every_run_is(row: list[tuple[str, Style]]) -> None:
    text = "".join(text for text, _ in row)
    for run in characters.easily_turned().findall(text):
        assert _run_in_one_style(run) == run[::-1]


# --- what the terminals make of it


@given(drawn_rows())
@example(plain(*"\u0662\u0663 \u0664\u0665"))
@example(plain(*f"\u0662\u0663{ALEF}"))
def test_vte_shows_what_was_drawn(row: list[tuple[str, Style]]) -> None:
    assert vte(written(row, Mode.WORDS, INK)) == [Seen(*cell) for cell in row]


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


@given(drawn_rows())
@example(plain("Z", ALEF, " \u064e", "\u05d0"))
def test_qterminal_shows_what_was_drawn(row: list[tuple[str, Style]]) -> None:
    seen = qt(written(row, Mode.SPLIT, INK))
    assert [(cell.text, cell.style._replace(blue=0)) for cell in seen] == row


@given(drawn_rows())
def test_qterminal_shows_what_was_drawn_where_all_styles_look_alike(row: list[tuple[str, Style]]) -> None:
    seen = qt([(text, RED) for text, _ in written(row, Mode.SPLIT, INK)])
    assert [cell.text for cell in seen] == [text for text, _ in row]


@given(drawn_rows(), st.sampled_from(list(Mode)), st.data())
def test_where_pieces_end_makes_no_difference(
    row: list[tuple[str, Style]], mode: Mode, data: st.DataObject
) -> None:
    joined: list[tuple[str, Style]] = []
    for text, style in row:
        if joined and joined[-1][1] == style and data.draw(st.booleans()):
            joined[-1] = (joined[-1][0] + text, style)
        else:
            joined.append((text, style))
    assert _by_character(written(joined, mode, INK)) == _by_character(written(row, mode, INK))


def _by_character(pieces: Sequence[tuple[str, Style]]) -> list[tuple[str, Style]]:
    return [(character, style) for text, style in pieces for character in text]
