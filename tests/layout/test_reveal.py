"""Rows in which hidden characters are shown: every one is a cell, and no offset moves."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from rich.cells import cell_len

from hashiya.layout import Cell, Document, Row
from hashiya.text.hidden import hidden_characters
from hashiya.text.widths import character_width
from tests.property.strategies import paragraphs, texts, widths

ALEF, BEH, DAL, LAM, MEEM = "\u0627", "\u0628", "\u062f", "\u0644", "\u0645"
LAM_ALEF_FINAL = "\ufefc"
HIDDEN = hidden_characters()
WIDE_ENOUGH = 1_000


def revealed(text: str) -> Row:
    """The one row of a text without separators, hidden characters shown."""
    [row] = Document(text, WIDE_ENOUGH, reveal=True).iter_rows()
    return row


def order(row: Row) -> list[int]:
    return [cell.start for cell in row.cells]


@pytest.mark.parametrize("character", sorted(HIDDEN))
def test_each_hidden_character_is_one_cell_that_draws_its_mark(character: str) -> None:
    row = revealed(f"{BEH}{character}{DAL}")
    assert sorted(row.cells)[1] == Cell(1, 2, HIDDEN[character].mark, 1)
    assert len(row.cells) == row.width == 3


def test_letters_are_joined_across_a_mark_as_they_are_without_it() -> None:
    # beh initial, meem final: the mark between them is transparent to joining
    assert revealed(f"{BEH}\u200f{MEEM}").cells == (
        Cell(2, 3, "\ufee2", 1),
        Cell(1, 2, "\u2190", 1),
        Cell(0, 1, "\ufe91", 1),
    )
    # the non-joiner parts them, tatweel joins them
    assert [cell.text for cell in revealed(f"{BEH}\u200c{MEEM}").cells] == ["\ufee1", "\u00a6", "\ufe8f"]
    assert [cell.text for cell in revealed(f"{BEH}\u0640{MEEM}").cells] == ["\ufee2", "\u2550", "\ufe91"]


@pytest.mark.parametrize("control", ["\u200e", "\u200f", "\u00ad", "\u202a", "\u202e"])
def test_a_control_inside_lam_alef_stands_between_the_two_letters(control: str) -> None:
    text = f"{BEH}{LAM}{control}{ALEF}"
    hidden = sorted(Document(text, 9).rows(0)[0].cells)
    assert hidden[1] == Cell(1, 4, LAM_ALEF_FINAL, 1)
    shown = sorted(revealed(text).cells)
    assert [cell.text for cell in shown] == ["\ufe91", "\ufee0", HIDDEN[control].mark, "\ufe8e"]
    assert [(cell.start, cell.end) for cell in shown] == [(0, 1), (1, 2), (2, 3), (3, 4)]


def test_lam_alef_without_a_control_stays_one_cell() -> None:
    assert revealed(f"{LAM}\u064e{ALEF}\u200f").cells == (
        Cell(3, 4, "\u2190", 1),
        Cell(0, 3, "\ufefb\u064e", 1),
    )


def test_a_mark_of_override_stands_before_and_after_what_it_turns() -> None:
    # RLO has the level of what is before it, PDF that of what it ends (UAX #9 5.2)
    assert order(revealed("a\u202ebc\u202cd")) == [0, 1, 4, 3, 2, 5]
    assert order(revealed(f"{ALEF}\u202dab{BEH}\u202c{DAL}")) == [6, 2, 3, 4, 5, 1, 0]


def test_controls_before_the_first_letter_are_cells_and_not_part_of_its_cell() -> None:
    assert [cell.end for cell in Document(f"\u202e\u200f{BEH}", 9).rows(0)[0].cells] == [3]
    assert sorted(revealed(f"\u202e\u200f{BEH}").cells) == [
        Cell(0, 1, "\u21d0", 1),
        Cell(1, 2, "\u2190", 1),
        Cell(2, 3, "\ufe8f", 1),
    ]


def test_a_control_behind_the_last_space_is_shown() -> None:
    text = f"{BEH} \u200f"
    assert Document(text, 9).rows(0)[0].end == 1
    assert order(revealed(text)) == [2, 1, 0]


def test_a_no_break_space_holds_words_together_when_it_is_shown() -> None:
    rows = [(row.start, row.end) for row in Document("ab\u00a0cd ef", 5, reveal=True).iter_rows()]
    assert rows == [(0, 5), (6, 8)]


def test_an_emoji_sequence_comes_apart_at_its_joiners() -> None:
    cells = sorted(revealed("\U0001f468\u200d\U0001f525").cells)
    assert cells == [Cell(0, 1, "\U0001f468", 2), Cell(1, 2, "\u203f", 1), Cell(2, 3, "\U0001f525", 2)]


@given(texts, widths)
@example("\u0644\u200f\u0627", 1)
@example("\u064b\u200f\u0628", 2)
def test_every_code_point_is_in_one_cell_and_drawn_as_wide_as_it_says(text: str, width: int) -> None:
    at = 0
    for row in Document(text, width, reveal=True).iter_rows():
        assert row.start == at or not row.cells
        cells = sorted(row.cells)
        assert [cell.start for cell in cells] == [row.start, *(cell.end for cell in cells[:-1])][: len(cells)]
        assert not cells or cells[-1].end == row.end
        assert row.width == sum(cell.width for cell in row.cells) <= width
        assert all(cell_len(cell.text) == cell.width for cell in row.cells)
        assert not set("".join(cell.text for cell in row.cells)) & HIDDEN.keys()
        at = row.next
    assert at == len(text)


@given(texts)
def test_every_hidden_character_of_a_row_has_a_cell_of_its_own(text: str) -> None:
    for row in Document(text, WIDE_ENOUGH, reveal=True).iter_rows():
        for cell in row.cells:
            hidden = [offset for offset in range(cell.start, cell.end) if text[offset] in HIDDEN]
            if hidden:
                [offset] = hidden
                assert cell.text.startswith(HIDDEN[text[offset]].mark)
                # only marks are beside it: before it where the paragraph begins with them
                others = text[cell.start : offset] + text[offset + 1 : cell.end]
                assert all(character_width(ord(c)) == 0 for c in others)


@given(paragraphs)
@example("\u1161\u200b\u0627\u0628")
def test_what_is_seen_without_marks_keeps_its_order(text: str) -> None:
    # a mark after the last space keeps that space in the row, so rule L1 resets fewer levels there
    plain_rows, shown_rows = (
        Document(text, WIDE_ENOUGH, reveal=reveal).iter_rows() for reveal in (False, True)
    )
    assume([row.end for row in plain_rows] == [row.end for row in shown_rows])
    plain = bases_as_seen(text, reveal=False)
    shown = bases_as_seen(text, reveal=True)
    assert [offset for offset in shown if offset in plain] == [offset for offset in plain if offset in shown]
    # nothing is lost but what a cell drew as one
    assert not set(plain) - set(shown)


def bases_as_seen(text: str, *, reveal: bool) -> list[int]:
    """Offset of each cell's base, of those that are seen either way, left to right."""
    bases: list[int] = []
    for row in Document(text, WIDE_ENOUGH, reveal=reveal).iter_rows():
        for cell in row.cells:
            offsets = range(cell.start, cell.end)
            bases += [i for i in offsets if character_width(ord(text[i])) and text[i] not in HIDDEN][:1]
    return bases


@given(texts, widths, widths)
def test_showing_and_hiding_again_gives_the_rows_as_they_were(text: str, first: int, second: int) -> None:
    document = Document(text, first)
    before = list(document.iter_rows())
    shown = document.rewrapped(second, reveal=True)
    for index in range(document.paragraph_count):
        document.rows(index)
        shown.rows(index)
    assert shown.reveal
    assert list(shown.iter_rows()) == list(Document(text, second, reveal=True).iter_rows())
    assert shown.rewrapped(first).reveal
    again = shown.rewrapped(first, reveal=False)
    assert [again.rows(index) for index in range(document.paragraph_count)] == [
        document.rows(index) for index in range(document.paragraph_count)
    ]
    assert list(again.iter_rows()) == before


@given(texts, widths)
def test_a_text_without_hidden_characters_looks_the_same_either_way(text: str, width: int) -> None:
    text = "".join(c for c in text if c not in HIDDEN)
    assert list(Document(text, width, reveal=True).iter_rows()) == list(Document(text, width).iter_rows())
