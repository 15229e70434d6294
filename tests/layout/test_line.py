"""Single lines, with the mixed cases in which Arabic terminals break; orders are derived by hand."""

from __future__ import annotations

import pytest

from hashiya.layout import Cell, Row, lay_out_line

ALEF, BEH, TEH, HAH, DAL, REH, SEEN = "\u0627", "\u0628", "\u062a", "\u062d", "\u062f", "\u0631", "\u0633"
FEH, QAF, KAF, LAM, MEEM, NOON, WAW, YEH = (
    "\u0641",
    "\u0642",
    "\u0643",
    "\u0644",
    "\u0645",
    "\u0646",
    "\u0648",
    "\u064a",
)
ALEF_HAMZA = "\u0623"


def order(row: Row) -> list[int]:
    """Offsets of the cells, left to right as seen."""
    return [cell.start for cell in row.cells]


def drawn(row: Row) -> dict[int, str]:
    """Offset of each cell → what it draws."""
    return {cell.start: cell.text for cell in row.cells}


def test_empty_text_is_a_row_without_cells() -> None:
    assert lay_out_line("") == Row(0, 0, 0, 0, "rtl", (), 0)


def test_brackets_around_an_arabic_word_are_mirrored() -> None:
    row = lay_out_line(f"({QAF}{SEEN}{DAL})")
    assert order(row) == [4, 3, 2, 1, 0]
    assert drawn(row) == {0: ")", 1: "\ufed7", 2: "\ufeb4", 3: "\ufeaa", 4: "("}


def test_a_number_glued_to_a_word_reads_left_to_right_and_the_full_stop_is_last() -> None:
    row = lay_out_line(f"{ALEF_HAMZA}{KAF}{TEH}{WAW}{BEH}{REH}2025 .")
    assert order(row) == [11, 10, 6, 7, 8, 9, 5, 4, 3, 2, 1, 0]
    assert row.base == "rtl"


def test_a_date_alone_keeps_its_hyphens_and_the_time_stands_left_of_it() -> None:
    # hyphens between European numbers belong to them (W4); the bar takes the direction of the line
    row = lay_out_line("18-11-2025 | 06:00")
    assert order(row) == [13, 14, 15, 16, 17, 12, 11, 10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert row.base == "rtl"


def test_a_date_after_an_arabic_word_is_read_part_by_part_from_the_right() -> None:
    # after an Arabic letter the numbers are Arabic (W2), which a hyphen parts and a colon joins (W4)
    row = lay_out_line(f"{ALEF} 18-11-2025 | 06:00")
    assert order(row) == [15, 16, 17, 18, 19, 14, 13, 12, 8, 9, 10, 11, 7, 5, 6, 4, 2, 3, 1, 0]


def test_a_mark_shares_the_cell_of_its_letter_and_does_not_part_the_joining() -> None:
    row = lay_out_line(f"{FEH}{QAF}\u064b{ALEF}")
    assert row.cells == (
        Cell(3, 4, "\ufe8e", 1),
        Cell(1, 3, "\ufed8\u064b", 1),
        Cell(0, 1, "\ufed3", 1),
    )


def test_nested_quotation_marks_mirror_only_where_unicode_mirrors() -> None:
    # guillemets are mirrored characters, curly quotation marks are not
    text = f"\u00ab{ALEF} \u201c{NOON}\u201d {KAF}\u00bb"
    row = lay_out_line(text)
    assert order(row) == [8, 7, 6, 5, 4, 3, 2, 1, 0]
    texts = drawn(row)
    assert (texts[0], texts[3], texts[5], texts[8]) == ("\u00bb", "\u201c", "\u201d", "\u00ab")


def test_brackets_around_a_latin_word_belong_to_the_arabic_line() -> None:
    # the pair holds only left-to-right letters but stands after right-to-left ones (N0 c 2)
    text = f"{HAH}{LAM}{FEH} (NATO) {QAF}{ALEF}{LAM}"
    row = lay_out_line(text)
    assert order(row) == [13, 12, 11, 10, 9, 5, 6, 7, 8, 4, 3, 2, 1, 0]
    assert drawn(row)[4] == ")"
    assert drawn(row)[9] == "("


def test_brackets_around_an_arabic_word_in_a_latin_line_are_not_mirrored() -> None:
    row = lay_out_line(f"see ({QAF}{SEEN}{DAL}) x")
    assert row.base == "ltr"
    assert order(row) == [0, 1, 2, 3, 4, 7, 6, 5, 8, 9, 10]
    assert drawn(row)[4] == "("
    assert drawn(row)[8] == ")"


def test_an_invisible_mark_in_a_cell_still_parts_two_numbers() -> None:
    # 12 RLM 34: without the mark one number, with it two, the second left of the first
    row = lay_out_line("12\u200f34", "rtl")
    assert order(row) == [3, 4, 0, 1]
    assert [cell.end for cell in row.cells] == [4, 5, 1, 3]
    assert order(lay_out_line("1234", "rtl")) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("alef", "isolated", "final"),
    [
        ("\u0622", "\ufef5", "\ufef6"),
        ("\u0623", "\ufef7", "\ufef8"),
        ("\u0625", "\ufef9", "\ufefa"),
        ("\u0627", "\ufefb", "\ufefc"),
    ],
)
def test_lam_and_alef_are_one_cell_with_the_marks_of_both(alef: str, isolated: str, final: str) -> None:
    row = lay_out_line(f"{LAM}\u0651\u064e{alef}\u064b")
    assert row.cells == (Cell(0, 5, isolated + "\u0651\u064e\u064b", 1),)
    joined = lay_out_line(f"{BEH}{LAM}\u200e{alef}{DAL}")
    assert joined.cells == (Cell(4, 5, "\ufea9", 1), Cell(1, 4, final, 1), Cell(0, 1, "\ufe91", 1))


@pytest.mark.parametrize("between", ["\u0640", "\u200d", "\u200c", " ", "\u2067"])
def test_what_parts_lam_from_alef_leaves_two_cells(between: str) -> None:
    row = lay_out_line(f"{LAM}{between}{ALEF}")
    assert 0 in order(row)
    assert f"{LAM}{between}{ALEF}".index(ALEF) in order(row)


def test_the_joiner_joins_and_is_not_drawn() -> None:
    row = lay_out_line(f"{HAH}\u200d {HAH}")
    assert row.cells == (Cell(3, 4, "\ufea1", 1), Cell(2, 3, " ", 1), Cell(0, 2, "\ufea3", 1))


def test_every_control_but_the_tab_shows_as_a_replacement() -> None:
    text = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xD800, 0xDFFF]))
    row = lay_out_line(text, "ltr")
    assert len(row.cells) == len(text) == row.width
    texts = drawn(row)
    assert texts.pop(9) == " "
    assert set(texts.values()) == {"\ufffd"}


@pytest.mark.parametrize(
    "sequence",
    [
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",  # family, joined
        "\U0001f44d\U0001f3fd",  # thumb with skin tone
        "\U0001f1f8\U0001f1fe",  # flag, two regional indicators
        "1\ufe0f\u20e3",  # keycap
        "\u2764\ufe0f",  # heart as emoji
        "\u2764\ufe0f\u200d\U0001f525",  # heart on fire
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # flag by tags
        "\u26f9\U0001f3fd\u200d\u2642\ufe0f",  # narrow first character
    ],
)
def test_an_emoji_sequence_is_one_cell_of_two_columns_drawn_whole(sequence: str) -> None:
    row = lay_out_line(f"a{sequence}b")
    end = 1 + len(sequence)
    assert row.cells == (Cell(0, 1, "a", 1), Cell(1, end, sequence, 2), Cell(end, end + 1, "b", 1))


def test_a_sequence_without_its_selector_gets_one_so_that_two_columns_are_drawn() -> None:
    assert lay_out_line("\u2764\u200d\U0001f525").cells == (Cell(0, 3, "\u2764\ufe0f\u200d\U0001f525", 2),)


def test_three_regional_indicators_are_a_flag_and_one_alone() -> None:
    row = lay_out_line("\U0001f1e6\U0001f1e7\U0001f1e8", "ltr")
    assert [(cell.start, cell.end, cell.width) for cell in row.cells] == [(0, 2, 2), (2, 3, 1)]


def test_a_cell_owns_all_marks_and_draws_eight() -> None:
    row = lay_out_line(BEH + "\u064b" * 100_000)
    assert row.cells == (Cell(0, 100_001, "\ufe8f" + "\u064b" * 8, 1),)


def test_zero_widths_before_the_first_base_belong_to_its_cell() -> None:
    row = lay_out_line(f"\u200f\u064b{BEH}a")
    assert row.cells == (Cell(3, 4, "a", 1), Cell(0, 3, "\ufe8f\u064b", 1))


def test_marks_without_a_base_stand_on_a_space() -> None:
    assert lay_out_line("\u200f\u064b\u0651").cells == (Cell(0, 3, " \u064b\u0651", 1),)


def test_zero_widths_after_a_space_belong_to_the_space() -> None:
    row = lay_out_line(f"{BEH} \u200f{BEH}")
    assert row.cells == (Cell(3, 4, "\ufe8f", 1), Cell(1, 3, " ", 1), Cell(0, 1, "\ufe8f", 1))


def test_spacing_marks_and_formats_are_not_drawn() -> None:
    # Devanagari ka with the vowel sign i, which takes no column of its own; a soft hyphen
    assert lay_out_line("\u0915\u093fa\u00adb").cells == (
        Cell(0, 2, "\u0915", 1),
        Cell(2, 4, "a", 1),
        Cell(4, 5, "b", 1),
    )


def test_letters_without_presentation_forms_are_drawn_as_they_are_and_join_their_neighbours() -> None:
    # U+08A0 joins on both sides; Syriac letters have no forms at all
    row = lay_out_line(f"{BEH}\u08a0{BEH}")
    assert drawn(row) == {0: "\ufe91", 1: "\u08a0", 2: "\ufe90"}
    assert drawn(lay_out_line("\u072b\u0720\u0721\u0710")) == {
        0: "\u072b",
        1: "\u0720",
        2: "\u0721",
        3: "\u0710",
    }


def test_presentation_forms_in_the_text_are_not_shaped_again() -> None:
    assert drawn(lay_out_line("\ufedf\ufe8e")) == {0: "\ufedf", 1: "\ufe8e"}


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("12, 34", "rtl"),
        ("12 a", "ltr"),
        (f"12 {ALEF}", "rtl"),
        (f"\u2067{ALEF}\u2069 a", "ltr"),
        (f"\u2066a\u2069 {ALEF}", "rtl"),
        ("\u2067abc", "rtl"),
        ("\ud800", "ltr"),
        ("\U00010800a", "rtl"),
    ],
)
def test_the_first_strong_letter_outside_isolates_gives_the_direction(text: str, base: str) -> None:
    assert lay_out_line(text).base == base


def test_a_given_direction_wins_over_the_letters() -> None:
    text = f"{ALEF}{DAL}."
    assert order(lay_out_line(text)) == [2, 1, 0]
    assert order(lay_out_line(text, "ltr")) == [1, 0, 2]


def test_blanks_at_the_end_stay_for_the_caret_of_an_input() -> None:
    # Latin letters in a right-to-left line; the space after them goes to the line's end, on the left (L1)
    row = lay_out_line("ab ", "rtl")
    assert order(row) == [2, 0, 1]


def test_a_tab_ends_what_is_before_it() -> None:
    # both Latin words would be one run without the tab (L1)
    assert order(lay_out_line("a\tb", "rtl")) == [2, 1, 0]
    assert order(lay_out_line("a b", "rtl")) == [0, 1, 2]
    # a space after the tab stays with the word that follows it
    assert order(lay_out_line("a\t b", "rtl")) == [2, 3, 1, 0]


def test_paragraph_separators_show_and_do_not_part() -> None:
    row = lay_out_line(f"{ALEF}\r\n{BEH}")
    assert drawn(row) == {0: "\ufe8d", 1: "\ufffd", 2: "\ufffd", 3: "\ufe8f"}
    assert order(row) == [3, 2, 1, 0]
    # in a text of two paragraphs the letters would stand in two runs
    assert order(lay_out_line("a\nb", "rtl")) == [0, 1, 2]
