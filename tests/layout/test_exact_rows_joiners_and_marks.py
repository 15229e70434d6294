"""Marks on letters and between them, Quranic signs, joiners and non-joiners; forms by ArabicShaping.txt."""

from __future__ import annotations

import pytest

from hashiya.layout import Cell, lay_out_line
from tests.layout.seen import drawn, order

BEH, HEH, LAM, ALEF = "\u0628", "\u0647", "\u0644", "\u0627"
FATHA, KASRA, SHADDA, SUKUN = "\u064e", "\u0650", "\u0651", "\u0652"
ZWNJ, ZWJ, TATWEEL = "\u200c", "\u200d", "\u0640"


@pytest.mark.parametrize(
    "marks", [FATHA, SHADDA + FATHA, "\u0670", "\u06dc", "\u0653", "\u08f0", "\u20dd", "\u0301"]
)
def test_any_mark_between_lam_and_alef_leaves_them_one_cell(marks: str) -> None:
    length = len(marks)
    assert lay_out_line(f"{LAM}{marks}{ALEF}").cells == (Cell(0, 2 + length, "\ufefb" + marks, 1),)
    # joined to the beh before it
    assert lay_out_line(f"{BEH}{LAM}{marks}{ALEF}").cells == (
        Cell(1, 3 + length, "\ufefc" + marks, 1),
        Cell(0, 1, "\ufe91", 1),
    )


def test_marks_of_lam_come_before_marks_of_alef() -> None:
    # "the more complete": lam with sukun, alef with hamza above and fatha
    assert drawn(f"{LAM}{SUKUN}\u0623{FATHA}") == ["\ufef7" + SUKUN + FATHA]
    # alef and hamza as two code points stay so: the ligature without hamza, and the mark
    assert drawn(f"{LAM}{KASRA}{ALEF}\u0655") == ["\ufefb" + KASRA + "\u0655"]


def test_two_lams_and_an_alef_are_a_lam_and_a_ligature() -> None:
    assert drawn(f"{LAM}{LAM}{ALEF}") == ["\ufedf", "\ufefc"]


def test_lam_and_alef_wasla_have_no_ligature() -> None:
    # U+0671 joins; the chart has lam-alef for madda, hamza above, hamza below and the bare alef only
    assert drawn(f"{LAM}{FATHA}\u0671") == ["\ufedf" + FATHA, "\ufb51"]


def test_a_joiner_gives_a_letter_the_form_of_a_neighbour_that_is_not_there() -> None:
    assert drawn(f"{HEH}{ZWJ}") == ["\ufeeb"]
    assert drawn(f"{ZWJ}{HEH}") == ["\ufeea"]
    assert drawn(f"{ZWJ}{HEH}{ZWJ}") == ["\ufeec"]
    # reh joins on its right only
    assert drawn(f"\u0631{ZWJ} {ZWJ}\u0631") == ["\ufead", " ", "\ufeae"]


def test_a_non_joiner_parts_two_letters_and_belongs_to_the_first() -> None:
    assert lay_out_line(f"{BEH}{ZWNJ}{BEH}").cells == (Cell(2, 3, "\ufe8f", 1), Cell(0, 2, "\ufe8f", 1))
    assert drawn(f"{LAM}{ZWNJ}{ALEF}") == ["\ufedd", "\ufe8d"]


def test_of_a_joiner_and_a_non_joiner_each_works_on_its_own_side() -> None:
    assert drawn(f"{BEH}{ZWJ}{ZWNJ}{BEH}") == ["\ufe91", "\ufe8f"]
    assert drawn(f"{BEH}{ZWNJ}{ZWJ}{BEH}") == ["\ufe8f", "\ufe90"]
    # joined on both sides but no ligature (Unicode Standard, 23.2)
    assert drawn(f"{LAM}{ZWJ}{ZWNJ}{ZWJ}{ALEF}") == ["\ufedf", "\ufe8e"]


def test_marks_and_joiners_may_follow_in_any_order() -> None:
    assert drawn(f"{BEH}{FATHA}{ZWNJ}{BEH}") == ["\ufe8f" + FATHA, "\ufe8f"]
    assert drawn(f"{BEH}{ZWNJ}{FATHA}{BEH}") == ["\ufe8f" + FATHA, "\ufe8f"]
    assert drawn(f"{BEH}{ZWJ}{FATHA} ") == ["\ufe91" + FATHA, " "]


def test_tatweel_is_a_cell_that_joins_both_sides_and_carries_marks() -> None:
    assert drawn(f"{BEH}{TATWEEL}\u0670{BEH}") == ["\ufe91", TATWEEL + "\u0670", "\ufe90"]
    assert drawn(f"{LAM}{TATWEEL}{ALEF}") == ["\ufedf", TATWEEL, "\ufe8e"]


def test_the_opening_of_the_quran_with_all_its_marks() -> None:
    # beh kasra, seen sukun, meem kasra | alef wasla, lam, lam shadda fatha, heh kasra
    text = "\u0628\u0650\u0633\u0652\u0645\u0650 \u0671\u0644\u0644\u0651\u064e\u0647\u0650"
    assert drawn(text) == [
        "\ufe91\u0650",
        "\ufeb4\u0652",
        "\ufee2\u0650",
        " ",
        "\ufb50",
        "\ufedf",
        "\ufee0\u0651\u064e",
        "\ufeea\u0650",
    ]
    assert order(text) == [12, 9, 8, 7, 6, 4, 2, 0]


def test_a_dagger_alef_on_tatweel_and_one_on_a_waw() -> None:
    # … meem fatha, tatweel with dagger alef, noon kasra
    assert drawn("\u0645\u064e\u0640\u0670\u0646\u0650") == ["\ufee3\u064e", "\u0640\u0670", "\ufee6\u0650"]
    # … lam fatha, waw dagger alef, teh marbuta: waw joins to nothing after it
    assert drawn("\u0644\u064e\u0648\u0670\u0629") == ["\ufedf\u064e", "\ufeee\u0670", "\ufe93"]


def test_small_waw_and_small_yeh_are_cells_that_part_what_is_beside_them() -> None:
    # lam fatha, heh damma, small waw: heh is final, for the small waw does not join
    assert drawn("\u0644\u064e\u0647\u064f\u06e5") == ["\ufedf\u064e", "\ufeea\u064f", "\u06e5"]
    assert drawn("\u0628\u0650\u0647\u0650\u06e6\u0628") == [
        "\ufe91\u0650",
        "\ufeea\u0650",
        "\u06e6",
        "\ufe8f",
    ]


@pytest.mark.parametrize(
    "mark", ["\u06d6", "\u06da", "\u06dc", "\u06e1", "\u06e2", "\u06e8", "\u06ed", "\u0615", "\u08f2"]
)
def test_a_quranic_mark_shares_the_cell_of_its_letter(mark: str) -> None:
    assert lay_out_line(f"{BEH}{mark}{BEH}").cells == (
        Cell(2, 3, "\ufe90", 1),
        Cell(0, 2, "\ufe91" + mark, 1),
    )


def test_the_end_of_an_ayah_and_its_number_read_left_to_right() -> None:
    # U+06DD is of class AN like the digits after it
    assert order("\u0628 \u06dd\u0661\u0662 \u0628") == [6, 5, 2, 3, 4, 1, 0]
    assert drawn("\u06dd\u0661") == ["\u06dd", "\u0661"]


def test_signs_of_the_rub_and_the_sajda_and_ornate_brackets_are_neutral_and_not_mirrored() -> None:
    text = "\u06de \ufd3f\u0628\ufd3e \u06e9"
    assert order(text) == [6, 5, 4, 3, 2, 1, 0]
    assert drawn(text) == ["\u06de", " ", "\ufd3f", "\ufe8f", "\ufd3e", " ", "\u06e9"]


def test_eight_marks_are_drawn_in_their_order() -> None:
    marks = "\u0651\u064e\u0670\u06d6\u06e2\u06dc\u08f0\u0301"
    assert drawn(BEH + marks) == ["\ufe8f" + marks]
