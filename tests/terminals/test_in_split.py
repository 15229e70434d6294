from __future__ import annotations

from hypothesis import example, given

from hashiya.terminal.mode import Mode
from hashiya.terminal.rows import written
from tests.terminals.drawn_rows import ALEF, BEH, GREEN, INK, RED, TEH, drawn_rows, plain
from tests.terminals.simulators import Style, qt


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


@given(drawn_rows())
@example(plain("Z", ALEF, " \u064e", "\u05d0"))
def test_qterminal_shows_what_was_drawn(row: list[tuple[str, Style]]) -> None:
    seen = qt(written(row, Mode.SPLIT, INK))
    assert [(cell.text, cell.style._replace(blue=0)) for cell in seen] == row


@given(drawn_rows())
def test_qterminal_shows_what_was_drawn_where_all_styles_look_alike(row: list[tuple[str, Style]]) -> None:
    seen = qt([(text, RED) for text, _ in written(row, Mode.SPLIT, INK)])
    assert [cell.text for cell in seen] == [text for text, _ in row]
