from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hashiya.layout import Document, Place
from hashiya.session.viewport import Viewport
from tests.session.texts import heights, texts, widths

HUNDRED_ROWS = "ابجد " * 100  # at a width of 4 each word is a row, and all are one paragraph
TEN_PARAGRAPHS = "ابجد\n" * 10


def page_of(text: str, height: int, width: int = 4) -> Viewport:
    return Viewport(Document(text, width), height)


def rows_in_sight(page: Viewport) -> list[int]:
    return [place.row for place in page.lines if place is not None]


def every_place(document: Document) -> list[Place]:
    return [
        Place(paragraph, row)
        for paragraph in range(document.paragraph_count)
        for row in range(len(document.rows(paragraph)))
    ]


# --- lines


def test_a_blank_line_stands_between_paragraphs_with_text_and_beside_no_empty_one() -> None:
    page = page_of("ابج\nدهو\n\nزحط", height=9)
    assert page.lines == [Place(0, 0), None, Place(1, 0), Place(2, 0), Place(3, 0)]


def test_there_are_no_more_lines_than_the_page_is_high() -> None:
    assert page_of(TEN_PARAGRAPHS, height=4).lines == [Place(0, 0), None, Place(1, 0), None]
    assert page_of(TEN_PARAGRAPHS, height=1).lines == [Place(0, 0)]


def test_a_page_is_one_line_high_at_least() -> None:
    page = page_of(TEN_PARAGRAPHS, height=0)
    assert page.height == 1
    page.resize(-3)
    assert page.height == 1


def test_an_empty_text_has_no_lines_and_does_not_move() -> None:
    page = page_of("", height=5)
    assert page.lines == []
    assert page.at_end()
    assert not any([page.scroll(1), page.scroll(-1), page.turn(1), page.turn(-1)])
    page.replace_document(page.document.rewrapped(7))
    assert (page.document.width, page.lines) == (7, [])


# --- showing a place


def test_a_place_in_sight_moves_nothing() -> None:
    page = page_of(HUNDRED_ROWS, height=10)
    assert not page.show(Place(0, 9))
    assert rows_in_sight(page) == list(range(10))


def test_a_place_just_below_turns_half_a_page() -> None:
    page = page_of(HUNDRED_ROWS, height=10)
    assert page.show(Place(0, 10))
    assert rows_in_sight(page) == list(range(5, 15))


def test_a_place_just_above_turns_half_a_page() -> None:
    page = page_of(HUNDRED_ROWS, height=10)
    page.scroll(50)
    assert page.show(Place(0, 49))
    assert rows_in_sight(page) == list(range(44, 54))


@pytest.mark.parametrize("row", [40, 79])
def test_a_far_place_comes_to_the_upper_third(row: int) -> None:
    page = page_of(HUNDRED_ROWS, height=12)
    page.scroll(55)
    assert page.show(Place(0, row))
    assert page.line_of(Place(0, row)) == 4


def test_the_last_row_is_shown_at_the_foot_of_a_full_page() -> None:
    page = page_of(HUNDRED_ROWS, height=10)
    page.show(Place(0, 99))
    assert rows_in_sight(page) == list(range(90, 100))


def test_a_place_out_of_sight_stands_on_no_line() -> None:
    assert page_of(HUNDRED_ROWS, height=10).line_of(Place(0, 10)) is None


# --- scrolling


def test_scrolling_stops_at_both_ends() -> None:
    page = page_of(HUNDRED_ROWS, height=10)
    assert not page.scroll(-1)
    assert page.scroll(1000)
    assert rows_in_sight(page) == list(range(90, 100))
    assert page.at_end()
    assert not page.scroll(1)
    assert page.scroll(-1)
    assert not page.at_end()


def test_a_text_shorter_than_the_page_does_not_scroll() -> None:
    page = page_of(TEN_PARAGRAPHS, height=40)
    assert not page.scroll(3)
    assert page.top == Place(0, 0)


@pytest.mark.parametrize("height", range(1, 9))
def test_the_last_row_can_be_scrolled_into_sight_whatever_blank_lines_stand_above_it(height: int) -> None:
    page = page_of(TEN_PARAGRAPHS, height)
    for _ in range(30):
        page.scroll(1)
    assert page.lines[-1] == Place(9, 0)


# --- turning


def test_a_turned_page_keeps_two_lines() -> None:
    page = page_of(HUNDRED_ROWS, height=10)
    assert page.turn(1)
    assert rows_in_sight(page) == list(range(8, 18))
    assert page.turn(1)
    assert page.turn(-1)
    assert rows_in_sight(page) == list(range(8, 18))


def test_turning_stops_at_both_ends_with_a_full_page() -> None:
    page = page_of(HUNDRED_ROWS, height=10)
    assert not page.turn(-1)
    while page.turn(1):
        pass
    assert rows_in_sight(page) == list(range(90, 100))
    while page.turn(-1):
        pass
    assert rows_in_sight(page) == list(range(10))


@settings(max_examples=80)
@given(texts, widths, heights, st.sampled_from([1, -1]))
def test_turning_page_after_page_passes_over_no_row(
    text: str, width: int, height: int, direction: int
) -> None:
    page = page_of(text, height, width)
    places = every_place(page.document)
    if direction < 0:
        page.scroll(len(places))
    seen = {place for place in page.lines if place is not None}
    turns = 0
    while page.turn(direction):
        seen.update(place for place in page.lines if place is not None)
        turns += 1
        assert turns <= len(places)
    assert seen == set(places)


# --- another size


def test_another_height_leaves_the_top_where_it_is() -> None:
    page = page_of(HUNDRED_ROWS, height=10)
    page.scroll(30)
    page.resize(20)
    assert rows_in_sight(page) == list(range(30, 50))


def test_another_width_keeps_the_text_at_the_top() -> None:
    page = page_of(HUNDRED_ROWS, height=10)
    page.scroll(30)
    page.replace_document(page.document.rewrapped(9))  # two words in a row
    assert page.row(page.top).start == 30 * 5
    page.replace_document(page.document.rewrapped(14))  # three words in a row
    assert page.row(page.top).start == 30 * 5


def test_changing_the_width_to_and_fro_does_not_creep() -> None:
    page = page_of(HUNDRED_ROWS, height=10)
    page.scroll(31)
    for width in (9, 14, 60, 4) * 3:
        page.replace_document(page.document.rewrapped(width))
    assert page.top == Place(0, 31)


def test_scrolling_between_two_widths_sets_what_is_kept() -> None:
    page = page_of(HUNDRED_ROWS, height=10)
    page.scroll(31)
    page.replace_document(page.document.rewrapped(9))
    page.scroll(-5)
    page.replace_document(page.document.rewrapped(4))
    assert page.top == Place(0, 20)  # row 10 of two words


# --- invariants


@settings(max_examples=80)
@given(texts, widths, heights, st.lists(st.integers(min_value=-40, max_value=40), max_size=8))
def test_lines_are_consecutive_places_and_what_is_asked_for_is_in_sight(
    text: str, width: int, height: int, steps: list[int]
) -> None:
    page = page_of(text, height, width)
    places = every_place(page.document)
    for step in steps:
        if step % 3 == 0:
            page.scroll(step)
        elif step % 3 == 1:
            page.replace_document(page.document.rewrapped(4 + abs(step) % 20))
            places = every_place(page.document)
        elif places:
            place = places[abs(step) % len(places)]
            page.show(place)
            assert page.line_of(place) is not None
            assert not page.show(place)
        shown = [place for place in page.lines if place is not None]
        assert len(page.lines) <= height
        if places:
            first = places.index(page.top)
            assert shown == places[first : first + len(shown)]
            assert page.lines[0] == page.top
        for upper, middle, lower in zip(page.lines, page.lines[1:], page.lines[2:], strict=False):
            if middle is None:
                assert upper is not None
                assert lower is not None
                assert upper.paragraph + 1 == lower.paragraph
                assert page.row(upper).cells
                assert page.row(lower).cells
