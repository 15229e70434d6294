"""Isolates, embeddings, overrides and marks of direction, balanced or not; by UAX #9 X1 to X8 and L2."""

from __future__ import annotations

import pytest

from hashiya.layout import Document, lay_out_line
from tests.layout.seen import drawn, order

ALEF, BEH, TEH = "\u0627", "\u0628", "\u062a"
LRE, RLE, PDF, LRO, RLO = "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
LRM, RLM, ALM = "\u200e", "\u200f", "\u061c"
CONTROLS = (LRE, RLE, PDF, LRO, RLO, LRI, RLI, FSI, PDI, LRM, RLM, ALM)


def test_an_override_turns_arabic_letters_left_to_right_and_the_letter_after_it_not() -> None:
    # levels: alef 2, beh 2, teh 1; the control belongs to the cell of the alef, its end to that of the beh
    assert order(f"{LRO}{ALEF}{BEH}{PDF}{TEH}") == [4, 0, 2]


def test_an_override_turns_latin_letters_and_mirrors_their_brackets() -> None:
    text = f"a{RLO}(b{PDF}c"
    # levels: a 0, ( 1, b 1, c 0
    assert order(text) == [0, 3, 2, 5]
    assert drawn(text) == ["a", ")", "b", "c"]


def test_an_override_turns_digits_too() -> None:
    assert order(f"a {RLO}123{PDF} b") == [0, 1, 5, 4, 3, 7, 8]


@pytest.mark.parametrize("control", CONTROLS)
def test_a_control_takes_no_column_and_is_not_drawn(control: str) -> None:
    row = lay_out_line(f"{BEH}{control}")
    assert row.cells == ((0, 2, "\ufe8f", 1),)
    row = lay_out_line(f"a{control}b")
    assert sorted(row.cells) == [(0, 2, "a", 1), (2, 3, "b", 1)]


def test_an_embedding_in_a_right_to_left_row_keeps_its_words_together() -> None:
    # the full stop goes with the Latin letter before it in the embedding, with the row outside one
    assert order(f"{ALEF} {LRE}a.{PDF} {BEH}") == [7, 6, 3, 4, 1, 0]
    assert order(f"{ALEF} a. {BEH}") == [5, 4, 3, 2, 1, 0]


def test_an_isolate_in_a_right_to_left_row_keeps_its_words_together() -> None:
    assert order(f"{ALEF} {LRI}a.{PDI} {BEH}") == [7, 6, 3, 4, 1, 0]
    # the direction of a first strong isolate is that of its first letter
    assert order(f"{ALEF} {FSI}a.{PDI} {BEH}") == [7, 6, 3, 4, 1, 0]
    assert order(f"x {FSI}{ALEF}.{PDI} y") == [0, 1, 4, 3, 6, 7]


def test_isolates_part_numbers_that_would_run_together() -> None:
    # two numbers on either side of a hyphen, each isolated: the second stands left of the first
    assert order(f"{LRI}12{PDI}-{LRI}34{PDI}", "rtl") == [6, 7, 4, 0, 2]
    assert order("12-34", "rtl") == [0, 1, 2, 3, 4]


def test_a_control_inside_an_override_is_overridden_as_letters_are() -> None:
    # LRO RLO space PDF PDI RLO brace: the PDI closes nothing, is left-to-right at level 2 (X6a) and parts
    # the space from the brace, both of level 3
    assert order(f"{LRO}{RLO} {PDF}{PDI}{RLO}{{{ALEF}", "rtl") == [0, 7, 6]


def test_a_mark_of_direction_places_the_sign_beside_it() -> None:
    # a full stop at the end of a Latin word in a right-to-left row stands left of it; with a mark, right
    assert order(f"{ALEF} ab.") == [4, 2, 3, 1, 0]
    assert order(f"{ALEF} ab.{LRM}") == [2, 3, 4, 1, 0]
    assert order(f"a {BEH}!", "ltr") == [0, 1, 2, 3]
    assert order(f"a {BEH}{BEH}!{RLM}", "ltr") == [0, 1, 4, 3, 2]


def test_an_arabic_letter_mark_makes_the_numbers_after_it_arabic() -> None:
    # a hyphen parts Arabic numbers (W4); RLM is no Arabic letter (W2)
    assert order(f"{ALM}1-2") == [3, 2, 0]
    assert order(f"{RLM}1-2") == [0, 2, 3]


@pytest.mark.parametrize("control", [PDF, PDI, PDF + PDI, PDI + PDF + PDI])
def test_an_end_without_a_beginning_does_nothing(control: str) -> None:
    length = len(control)
    assert order(f"{ALEF}{control}a{control}b{control}{BEH}") == [
        3 + 3 * length,
        1 + length,
        2 + 2 * length,
        0,
    ]


@pytest.mark.parametrize("control", [RLE, RLO, RLI])
def test_a_beginning_without_an_end_reaches_to_the_end_of_the_paragraph_and_no_further(control: str) -> None:
    document = Document(f"a {control}b. c\nd. e", 80)
    first, second = (document.rows(index)[0] for index in range(2))
    seen = [cell.start for cell in first.cells]
    # by RLE and RLI the Latin words keep their order within the row turned around: "b. c" is one run
    expected = [0, 1, 6, 5, 4, 3] if control == RLO else [0, 1, 3, 4, 5, 6]
    assert seen == expected
    assert [cell.start for cell in second.cells] == [8, 9, 10, 11]


def test_a_beginning_without_an_end_reaches_over_all_rows_of_its_paragraph() -> None:
    document = Document(f"{RLO}ab cd ef", 2)
    assert [[cell.start for cell in row.cells] for row in document.rows(0)] == [[2, 0], [5, 4], [8, 7]]


def test_the_end_of_an_isolate_ends_what_was_opened_in_it() -> None:
    # RLO inside an isolate that closes: b is turned, c and d after the isolate are not
    assert order(f"{LRI}{RLO}ab{PDI}cd", "ltr") == [3, 0, 5, 6]


def test_an_end_of_embedding_does_not_end_an_isolate() -> None:
    assert order(f"x{RLI}a b{PDF}{BEH}{PDI}y") == [0, 6, 2, 3, 4, 8]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        (RLI, PDI),
        (LRI, PDI),
        (FSI, PDI),
        (RLE, PDF),
        (LRE, PDF),
        (LRE + RLE, PDF + PDF),
        (RLI + LRI, PDI + PDI),
    ],
)
def test_a_hundred_and_thirty_levels_deep_a_word_reads_as_one_and_the_row_goes_on(
    opening: str, closing: str
) -> None:
    depth = 130
    down, up = opening * depth, closing * depth
    text = f"{BEH} {down}ab{up} {TEH}"
    inside = 2 + len(down)
    after = inside + 2 + len(up)
    assert order(text) == [after + 1, after, inside, inside + 1, 1, 0]


def test_overrides_deeper_than_125_have_no_effect() -> None:
    # from level 1, sixty-two left-to-right overrides reach level 124, so a right-to-left one reaches 125; the
    # next left-to-right one would be 126 and is none, so the letters stay turned (BD2, X5)
    assert order(f"{LRO * 62}{RLO}ab", "rtl") == [64, 0]
    assert order(f"{LRO * 62}{RLO}{LRO}ab", "rtl") == [65, 0]
    # one level higher it is one
    assert order(f"{LRO * 61}{RLO}{LRO}ab", "rtl") == [0, 64]


def test_130_unclosed_controls_end_with_their_paragraph() -> None:
    document = Document(f"{RLO * 130}ab\nab", 80)
    assert [[cell.start for cell in document.rows(index)[0].cells] for index in range(2)] == [
        [131, 0],
        [133, 134],
    ]


def test_controls_alone_are_one_blank_cell() -> None:
    for control in CONTROLS:
        assert lay_out_line(control * 3).cells == ((0, 3, " ", 1),)
