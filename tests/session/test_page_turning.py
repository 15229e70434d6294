from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hashiya.layout import Document, Place
from hashiya.session.motions import MotionContext
from hashiya.session.page_turning import turn_page
from hashiya.session.viewport import Viewport
from hashiya.session.word_index import WordIndex
from hashiya.text.spans import Span
from tests.session.texts import heights, texts, widths

# each number is a row of its own, and the word on row n is n
ROWS = " ".join(f"{number:04}" for number in range(100))


def desk(text: str, height: int, offset: int = 0, width: int = 4) -> tuple[Viewport, MotionContext]:
    document = Document(text, width)
    words = WordIndex(document)
    caret = words.at(offset)
    assert caret is not None
    page = Viewport(document, height)
    page.show(document.place_of(caret.start))
    return page, MotionContext(document, words, caret)


def turned(page: Viewport, stand: MotionContext, direction: int) -> tuple[str | None, bool]:
    word, moved = turn_page(page, stand, direction)
    stand.caret = word or stand.caret
    return word and word.cut(stand.document.text), moved


def test_the_caret_keeps_its_line() -> None:
    page, stand = desk(ROWS, height=10, offset=3 * 5)
    assert turned(page, stand, 1) == ("0011", True)
    assert turned(page, stand, 1) == ("0019", True)
    assert turned(page, stand, -1) == ("0011", True)


def test_the_caret_keeps_its_column_over_pages() -> None:
    pairs = " ".join(f"{number:04}" for number in range(200))
    page, stand = desk(pairs, height=10, offset=1 * 5, width=9)  # the left word of the first row
    assert turned(page, stand, 1) == ("0017", True)
    assert turned(page, stand, 1) == ("0033", True)


def test_where_the_text_ends_the_caret_goes_to_the_last_word_and_where_it_begins_to_the_first() -> None:
    page, stand = desk(ROWS, height=10, offset=95 * 5)
    assert page.top == Place(0, 90)
    assert turned(page, stand, 1) == ("0099", False)
    assert turned(page, stand, -1) == ("0091", True)
    page, stand = desk(ROWS, height=10, offset=4 * 5)
    assert turned(page, stand, -1) == ("0000", False)


def test_a_caret_out_of_sight_comes_to_the_page_in_sight() -> None:
    page, stand = desk(ROWS, height=10)
    page.scroll(40)
    assert turned(page, stand, 1) == ("0048", True)


def test_a_line_without_a_word_gives_the_nearest_below_or_else_above() -> None:
    page, stand = desk("0000 0001 ———— 0003 0004 0005", height=4)
    assert turned(page, stand, 1) == ("0003", True)
    page, stand = desk("0000 0001 0002 0003 ———— ————", height=4)
    stand.caret = Span(2 * 5, 2 * 5 + 4)
    assert turned(page, stand, 1) == ("0003", True)


def test_a_page_without_a_word_is_passed_over_to_the_next_word() -> None:
    text = "ابجد" + "\n" * 50 + "هوزح" + "\n" * 50 + "طيكل"
    page, stand = desk(text, height=5)
    assert turned(page, stand, 1) == ("هوزح", True)
    page.show(stand.document.place_of(stand.caret.start))
    page, stand = desk(text, height=5, offset=text.index("طيكل"))
    assert turned(page, stand, -1) == ("هوزح", True)


def test_a_word_longer_than_pages_can_be_read_through() -> None:
    text = "ابجد " + "ن" * 400 + " هوزح"
    page, stand = desk(text, height=10)
    rows = []
    while turned(page, stand, 1)[1]:
        rows.append(page.top.row)
    assert rows == [8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 92]
    assert stand.caret.cut(text) == "هوزح"


@settings(max_examples=60)
@given(texts, widths, heights, st.sampled_from([1, -1]))
def test_turning_on_and_on_brings_the_caret_to_the_end_and_never_the_wrong_way(
    text: str, width: int, height: int, direction: int
) -> None:
    words = WordIndex(Document(text, width))
    first, last = words.first(), words.last()
    if first is None or last is None:
        return
    page, stand = desk(text, height, offset=first.start if direction > 0 else last.start, width=width)
    for _ in range(len(text) + 1):
        before = stand.document.place_of(stand.caret.start)
        word, moved = turn_page(page, stand, direction)
        stand.caret = word or stand.caret
        after = stand.document.place_of(stand.caret.start)
        assert before <= after if direction > 0 else after <= before
        if not moved:
            break
    else:
        pytest.fail("the page turns without end")
    assert stand.caret == (last if direction > 0 else first)
