"""The columns and blocks of the articles of a library."""

from __future__ import annotations

import pytest

from hashiya.session.arranging import Arrangement, Arranging
from hashiya.session.article_entry import ArticleEntry
from hashiya.session.article_table import ArticleTable, Column
from tests.session.listing import TOP

_NAMES = ["أولى.txt", "زيارة.txt", "10.txt"]


@pytest.mark.parametrize("count", [255, 256, 257, 65_535, 65_537])
def test_a_column_gives_every_value_back_however_many_there_are(count: int) -> None:
    column: Column[int | None] = Column(None)
    column.extend(count)
    for number in range(count):
        column[number] = number * 3
    column.extend(2)
    assert [column[number] for number in range(count + 2)] == [*range(0, 3 * count, 3), None, None]
    assert column[column.codes.index(column.code(3 * (count - 1)))] == 3 * (count - 1)


@pytest.mark.parametrize(("query", "expected"), [("اولي", [0]), ("زياره", [1, 2]), ("10 زيارة", [2])])
def test_a_name_that_folding_changes_is_found_beside_the_titles(query: str, expected: list[int]) -> None:
    table = ArticleTable()
    table.add(TOP, _NAMES)
    table.take_over()
    path = table.path(2)
    table.put({2: ArticleEntry(path, "زيارة وفد", "", 9, {}, "new", known=True)}, ())
    arranging = Arranging(table, Arrangement(query=query))
    arranging.work(1)
    assert list(arranging.shown) == expected


def test_an_article_without_a_title_is_sorted_by_its_folded_name() -> None:
    table = ArticleTable()
    table.add(TOP, ["B.txt", "a.txt"])
    table.take_over()
    arranging = Arranging(table, Arrangement("title"))
    arranging.work(1)
    assert [table.name(number) for number in arranging.shown] == ["a.txt", "B.txt"]
