"""Where rows break."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hashiya.layout import Document
from hashiya.layout.clusters import COLUMNS
from hashiya.layout.wrap import break_rows


def rows(text: str, width: int) -> list[tuple[int, int, int]]:
    return [(row.start, row.end, row.next) for row in Document(text, width).iter_rows()]


def test_a_row_takes_the_words_that_fit_and_drops_the_spaces_after_them() -> None:
    assert rows("abc de   fgh", 6) == [(0, 6, 9), (9, 12, 12)]


def test_a_word_that_fits_exactly_leaves_no_row_for_its_spaces() -> None:
    assert rows("abcdef   gh", 6) == [(0, 6, 9), (9, 11, 11)]


def test_spaces_at_the_end_of_a_paragraph_are_dropped() -> None:
    assert rows("abc   \nde ", 6) == [(0, 3, 7), (7, 9, 10)]


def test_leading_spaces_stay() -> None:
    assert rows("  ab cd", 5) == [(0, 4, 5), (5, 7, 7)]


def test_leading_spaces_that_leave_no_room_for_the_word_are_a_row() -> None:
    assert rows("   abcd", 5) == [(0, 3, 3), (3, 7, 7)]
    assert rows("         abcd", 5) == [(0, 5, 9), (9, 13, 13)]


def test_a_paragraph_of_spaces_is_one_row_without_cells() -> None:
    document = Document("      \nab", 4)
    (row,) = document.rows(0)
    assert (row.start, row.end, row.next, row.cells, row.width) == (0, 0, 7, (), 0)


def test_a_word_wider_than_the_row_begins_on_its_own_row_and_is_cut() -> None:
    assert rows("ab cdefghijklm no", 5) == [(0, 2, 3), (3, 8, 8), (8, 13, 13), (13, 17, 17)]


def test_no_break_spaces_hold_words_together() -> None:
    for space in "\u00a0\u2007\u202f":
        assert rows(f"ab{space}cd ef", 5) == [(0, 5, 6), (6, 8, 8)]
        assert rows(f"ab{space}cd ef", 4) == [(0, 4, 4), (4, 8, 8)]


def test_other_spaces_break() -> None:
    for space in "\t\u1680\u2000\u2006\u2008\u200a\u205f":
        assert rows(f"abc{space}de", 4) == [(0, 3, 4), (4, 6, 6)]


def test_wide_characters_count_two_columns() -> None:
    assert rows("\u65e5\u672c\u8a9e ab", 5) == [(0, 2, 2), (2, 6, 6)]
    assert rows("\u65e5\u3000\u65e5", 5) == [(0, 1, 2), (2, 3, 3)]


def test_a_cell_too_wide_for_the_row_is_replaced() -> None:
    document = Document("\u65e5a", 1)
    assert [row.cells for row in document.rows(0)] == [((0, 1, "\ufffd", 1),), ((1, 2, "a", 1),)]


def test_a_mark_is_never_parted_from_its_letter() -> None:
    assert rows("\u0628\u064b\u0628\u064b\u0628\u064b", 2) == [(0, 4, 4), (4, 6, 6)]


@given(st.text(st.sampled_from(". 2_(["), max_size=40), st.integers(min_value=2, max_value=9))
def test_breaks_are_those_of_the_rule_taken_literally(kinds: str, width: int) -> None:
    assert [tuple(found) for found in break_rows(kinds.encode(), width)] == literal_breaks(kinds, width)


def literal_breaks(kinds: str, width: int) -> list[tuple[int, int, int]]:
    """One cell at a time: take what fits; go back to the last run of spaces; drop the run."""
    columns = [COLUMNS[ord(kind)] for kind in kinds]
    spaces = [kind in " _" for kind in kinds]
    content = len(kinds)
    while content and spaces[content - 1]:
        content -= 1
    found: list[tuple[int, int, int]] = []
    start = 0
    while True:
        taken = start
        used = 0
        while taken < content and used + columns[taken] <= width:
            used += columns[taken]
            taken += 1
        if taken >= content:
            return [*found, (start, max(start, content), len(kinds))]
        breaks = [index for index in range(start, taken + 1) if spaces[index]]
        end = following = taken
        if breaks:
            end = following = breaks[-1]
            while following < len(kinds) and spaces[following]:
                following += 1
            while end > start and spaces[end - 1]:
                end -= 1
            if end == start:
                end = min(following, taken)
        found.append((start, end, following))
        start = following
