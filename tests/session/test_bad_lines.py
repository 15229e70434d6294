"""Line ends of every kind, too many or too long lines: all open, and offsets stay what they are."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.text.spans import Span
from tests.storing import apply

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.article.article import Article
    from hashiya.store.tinydb.store import Store
    from tests.conftest import ReaderOf

FIRST, SECOND, THIRD = "قال الوزير", "وأضاف", "ثم غادر"
ENDS = {
    "crlf": ("\r\n", "\r\n"),
    "cr_only": ("\r", "\r"),
    "mixed_eol": ("\r\n", "\n"),
    "nel": ("\x85", "\x85"),
    "ps": ("\u2029", "\u2029"),
    "file_separators": ("\x1c", "\x1e"),
}


@pytest.mark.parametrize("ends", ENDS.values(), ids=ENDS.keys())
@pytest.mark.parametrize("has_final_end", [True, False])
def test_every_line_end_makes_one_row_and_is_counted_as_it_is(
    reader_of: ReaderOf, ends: tuple[str, str], has_final_end: bool
) -> None:
    text = FIRST + ends[0] + SECOND + ends[1] + THIRD + ends[1] * has_final_end
    reader = reader_of(text)
    assert reader.article.text == text
    rows = list(reader.document.iter_rows())
    assert [text[row.start : row.end] for row in rows] == [FIRST, SECOND, THIRD]
    assert rows[1].start == len(FIRST) + len(ends[0])


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\u2028"], ids=["vt", "ff", "ls"])
def test_what_ends_no_paragraph_stays_in_its_row(reader_of: ReaderOf, sign: str) -> None:
    reader = reader_of(FIRST + sign + SECOND)
    (row,) = reader.document.iter_rows()
    assert (row.start, row.end) == (0, len(FIRST) + 1 + len(SECOND))


@pytest.mark.parametrize("ends", ENDS.values(), ids=ENDS.keys())
def test_offsets_stay_the_same_when_the_article_is_opened_again(
    store: Store, article_of: Callable[..., Article], ends: tuple[str, str]
) -> None:
    article = article_of(FIRST + ends[0] + SECOND + ends[1] + THIRD)
    start = article.text.index(THIRD)
    opened = store.open(article)
    span = Span(start, start + len(THIRD))
    annotation = new_annotation(opened.key, article.sha256, article.text, span, "QUOTE")
    apply(opened, [Edit(None, annotation)])
    again = read_article(article.path)
    (kept,) = store.open(again).load().annotations
    assert again.text[kept.start : kept.end] == THIRD
    assert kept.sha256 == again.sha256


LONG = {
    "newlines_10k": "\n" * 10_000,
    "empty_lines_1e6": "\n" * 1_000_000,
    "word_200kB": "ن" * 100_000,
    "tabs_100k": "\t" * 100_000 + FIRST,
    "spaces_only": " \n" * 1_000,
    "line_1MB": f"{FIRST}، " * 50_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_too_many_and_too_long_lines_open_and_are_gone_through(reader_of: ReaderOf, text: str) -> None:
    reader = reader_of(text)
    reader.resize(80, 20)
    rows = [reader.viewport.row(place) for place in reader.viewport.lines if place is not None]
    assert rows[0].start == 0
    for row, below in pairwise(rows):
        assert row.next == below.start
        assert len(row.cells) <= reader.document.width
    before = reader.viewport.percent
    reader.move("page_down")
    reader.move("end")
    assert before < reader.viewport.percent or before == 100
    assert reader.article.text == text
