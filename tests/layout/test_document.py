"""A document's rows, its map between offsets and places, and what it holds in memory."""

from __future__ import annotations

import pytest

from hashiya.layout import Document, Paragraph, Place
from tests.layout.positions import lay_out_rows, position

ALEF, BEH = "\u0627", "\u0628"
# two rows, an empty paragraph, one row: "abc def" breaks after 4 columns
TEXT = "abc  def\n\nxy\n"


@pytest.fixture
def document() -> Document:
    return Document(TEXT, 4)


def test_an_empty_text_has_no_paragraphs_and_no_rows() -> None:
    document = Document("", 10)
    assert document.paragraph_count == 0
    assert list(document.iter_rows()) == []
    with pytest.raises(IndexError):
        position(document, 0)


def test_rows_know_their_offsets_and_where_the_next_starts(document: Document) -> None:
    rows = [(row.paragraph, row.start, row.end, row.next) for row in document.iter_rows()]
    assert rows == [(0, 0, 3, 5), (0, 5, 8, 9), (1, 9, 9, 10), (2, 10, 12, 13)]


def test_paragraphs_end_before_their_separator(document: Document) -> None:
    assert document.paragraph_count == 3
    assert [document.paragraph(index) for index in range(3)] == [
        Paragraph(0, 8, 9),
        Paragraph(9, 9, 10),
        Paragraph(10, 12, 13),
    ]
    assert [document.paragraph_at(offset) for offset in (0, 8, 9, 10, 12, 13)] == [0, 0, 1, 2, 2, 2]


@pytest.mark.parametrize("index", [-1, 3])
def test_a_paragraph_that_is_not_there_is_an_error(document: Document, index: int) -> None:
    with pytest.raises(IndexError):
        document.paragraph(index)
    with pytest.raises(IndexError):
        document.rows(index)


@pytest.mark.parametrize("offset", [-1, 14])
def test_an_offset_outside_the_text_is_an_error(document: Document, offset: int) -> None:
    with pytest.raises(IndexError):
        position(document, offset)


def test_an_offset_in_a_dropped_break_gets_the_end_of_the_row_before(document: Document) -> None:
    assert [position(document, offset) for offset in (3, 4, 5, 8)] == [
        (Place(0, 0), 2),
        (Place(0, 0), 2),
        (Place(0, 1), 0),
        (Place(0, 1), 2),
    ]


def test_an_offset_in_an_empty_paragraph_has_column_zero(document: Document) -> None:
    assert position(document, 9) == (Place(1, 0), 0)


def test_the_end_of_the_text_gets_the_end_of_the_last_row(document: Document) -> None:
    assert position(document, len(TEXT)) == (Place(2, 0), 1)


def test_the_end_of_a_right_to_left_row_is_on_its_left() -> None:
    document = Document(f"{ALEF}{BEH}{ALEF} {BEH}{BEH}\n", 4)
    assert position(document, 0) == (Place(0, 0), 2)
    assert position(document, 3) == (Place(0, 0), 0)
    assert position(document, 7) == (Place(0, 1), 0)


def test_places_go_down_and_up_over_all_rows(document: Document) -> None:
    places = [Place(0, 0), Place(0, 1), Place(1, 0), Place(2, 0)]
    assert [document.next_place(place) for place in places] == [*places[1:], None]
    assert [document.previous_place(place) for place in places] == [None, *places[:-1]]


def test_every_paragraph_has_its_own_direction() -> None:
    document = Document(f"abc\n{ALEF}\n12\n", 10)
    assert [document.base(index) for index in range(3)] == ["ltr", "rtl", "rtl"]
    assert [row.base for row in document.iter_rows()] == ["ltr", "rtl", "rtl"]


def test_levels_come_from_the_whole_paragraph() -> None:
    # the second row begins with a number that an Arabic letter of the first row makes Arabic (W2),
    # so that the hyphen parts it; in a paragraph of its own the hyphen would join it (W4)
    document = Document(f"{ALEF}{ALEF}{ALEF} 1-2", 3)
    assert [[cell.start for cell in row.cells] for row in document.iter_rows()] == [[2, 1, 0], [6, 5, 4]]
    assert [cell.start for cell in next(lay_out_rows("1-2", 3)).cells] == [0, 1, 2]


def test_blanks_at_the_end_of_a_row_go_to_the_end_of_the_line() -> None:
    # a no-break figure space ends the row inside a Latin run of a right-to-left paragraph (L1)
    document = Document(f"{ALEF} abc\u2007def", 4)
    rows = [[cell.start for cell in row.cells] for row in document.iter_rows()]
    assert rows == [[0], [5, 2, 3, 4], [6, 7, 8]]


def test_letters_keep_the_form_that_they_have_in_the_paragraph_where_a_word_is_cut() -> None:
    first, second = lay_out_rows(BEH * 4, 2)
    assert [cell.text for cell in first.cells] == ["\ufe92", "\ufe91"]
    assert [cell.text for cell in second.cells] == ["\ufe90", "\ufe92"]


def test_rewrapping_shares_what_does_not_depend_on_the_width() -> None:
    document = Document(f"{ALEF}{BEH} " * 20, 10)
    before = document.rows(0)
    rewrapped = document.rewrapped(20)
    assert rewrapped.width == 20
    assert rewrapped.text is document.text
    assert rewrapped.rows(0)[0].cells[-1] is before[0].cells[-1]
    assert document.rows(0) is before


@pytest.mark.parametrize("width", [0, -1])
def test_a_row_needs_a_column(width: int) -> None:
    with pytest.raises(ValueError, match="at least one column"):
        Document("a", width)


def test_rows_are_held_while_they_are_few_and_forgotten_when_they_are_many() -> None:
    document = Document(f"{ALEF * 99}\n" * 3000, 80)
    first = document.rows(0)
    assert document.rows(0) is first
    for index in range(1, 3000):
        document.rows(index)
    again = document.rows(0)
    assert again is not first
    assert again == first


def test_reading_all_rows_does_not_push_out_what_is_held() -> None:
    document = Document(f"{ALEF * 99}\n" * 3000, 80)
    first = document.rows(0)
    assert sum(1 for _ in document.iter_rows()) == 6000
    assert document.rows(0) is first
