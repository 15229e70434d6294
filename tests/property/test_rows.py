"""What must hold for the rows of any text at any width."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from rich.cells import cell_len

from hashiya.layout import Cell, Document, Place, Row, lay_out_line
from hashiya.text.widths import character_width
from tests.layout.positions import position
from tests.property.strategies import SEPARATORS, paragraphs, texts, widths

BREAKABLE = set(" \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000")


@given(texts, widths)
@example("\u0644\u064b\u0627" * 3, 1)
@example("\u200f \u200f", 1)
@example(" \u200f\u0628", 2)
@example("\u65e5" * 3, 1)
def test_every_code_point_of_a_row_lies_in_exactly_one_cell(text: str, width: int) -> None:
    for row in Document(text, width).iter_rows():
        at = row.start
        for cell in sorted(row.cells):
            assert cell.start == at
            assert cell.end > at
            at = cell.end
        assert at == row.end


@given(texts, widths)
def test_no_row_is_wider_than_its_width_and_knows_what_it_uses(text: str, width: int) -> None:
    for row in Document(text, width).iter_rows():
        assert row.width == sum(cell.width for cell in row.cells) <= width


@given(texts, widths)
def test_drawn_text_measures_what_the_cell_says(text: str, width: int) -> None:
    for row in Document(text, width).iter_rows():
        for cell in row.cells:
            assert cell.width in {1, 2}
            assert cell_len(cell.text) == cell.width
            assert not set(cell.text) & set("\t\x1b\x9b\u202e\u2066\u200e\u200f\u061c\n\r\u2028\ud800")


@given(texts, widths)
def test_rows_and_what_breaks_drop_give_the_text_back(text: str, width: int) -> None:
    document = Document(text, width)
    at = 0
    for index in range(document.paragraph_count):
        paragraph = document.paragraph(index)
        assert paragraph.start == at
        rows = document.rows(index)
        for row in rows:
            assert row.start == at
            dropped = text[row.end : min(row.next, paragraph.end)]
            assert all(c in BREAKABLE or character_width(ord(c)) == 0 for c in dropped)
            at = row.next
        assert rows
        assert at == paragraph.next
        assert text[paragraph.end : paragraph.next] in {"", "\r\n", *SEPARATORS}
    assert at == len(text)


@given(texts, widths)
def test_offset_to_place_to_offset_is_the_identity_on_cell_starts(text: str, width: int) -> None:
    document = Document(text, width)
    for row in document.iter_rows():
        for cell in row.cells:
            place, column = position(document, cell.start)
            found = document.rows(place.paragraph)[place.row].cell_index_at(column)
            assert found is not None
            assert row.cells[found] == cell


@given(texts, widths)
def test_every_offset_has_a_place_and_places_follow_one_another(text: str, width: int) -> None:
    document = Document(text, width)
    if not document.paragraph_count:
        return
    place: Place | None = Place(0, 0)
    seen = []
    while place is not None:
        seen.append(place)
        following = document.next_place(place)
        assert following is None or document.previous_place(following) == place
        place = following
    assert len(seen) == len(list(document.iter_rows()))
    places = [position(document, offset)[0] for offset in range(len(text) + 1)]
    assert places == sorted(places)
    assert set(places) == set(seen)


@given(texts, widths, widths)
def test_rewrapping_gives_what_opening_at_that_width_gives(text: str, first: int, second: int) -> None:
    document = Document(text, first)
    before = list(document.iter_rows())
    for index in range(document.paragraph_count):
        document.rows(index)
    assert list(document.rewrapped(second).iter_rows()) == list(Document(text, second).iter_rows())
    assert list(document.iter_rows()) == before


@given(texts)
def test_a_line_has_a_cell_for_every_code_point(text: str) -> None:
    row = lay_out_line(text)
    assert sorted(i for cell in row.cells for i in range(cell.start, cell.end)) == list(range(len(text)))
    assert all(cell_len(cell.text) == cell.width for cell in row.cells)


@given(texts, widths)
def test_columns_of_a_span_are_those_of_its_cells(text: str, width: int) -> None:
    for row in Document(text, width).iter_rows():
        middle = (row.start + row.end) // 2
        covered = {column for a, b in row.columns(row.start, middle) for column in range(a, b)}
        for column in range(row.width):
            index = row.cell_index_at(column)
            assert index is not None
            assert (column in covered) == (row.cells[index].start < middle)
        if row.cells:
            assert row.columns(row.start, row.end) == [(0, row.width)]


@given(paragraphs, widths)
def test_no_row_had_room_for_the_next_word(text: str, width: int) -> None:
    document = Document(text, width)
    for index in range(document.paragraph_count):
        rows = document.rows(index)
        for row, following in pairwise(rows):
            if row.next > row.end:
                # the row, the spaces that were dropped after it and the following word
                word_end = next((c.start for c in logical(following) if is_space(text, c)), following.end)
                assert columns_between(text, row.start, word_end) > width


def logical(row: Row) -> list[Cell]:
    return sorted(row.cells)


def columns_between(text: str, start: int, end: int) -> int:
    return sum(cell.width for cell in lay_out_line(text).cells if start <= cell.start < end)


def is_space(text: str, cell: Cell) -> bool:
    """Whether the cell's base is a space after which a row may break."""
    base = next((c for c in text[cell.start : cell.end] if character_width(ord(c))), "")
    return base in BREAKABLE
