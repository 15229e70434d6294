"""The library of a folder that comes in parts: rows while it is listed, and when its names are sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.files.folders import FoundFolder
from hashiya.messages import Message
from hashiya.session.article_entry import ArticleEntry
from hashiya.session.library import FolderRow, Library
from tests.session.listing import TOP, Listed

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS = (["10.txt", "12.txt", "ب.txt"], ["2.txt", "11.txt"], ["1.txt", "9.txt", "أ.txt"])
AS_FOUND = [name for part in PARTS for name in part]
SORTED = ["1.txt", "2.txt", "9.txt", "10.txt", "11.txt", "12.txt", "أ.txt", "ب.txt"]


class InParts(Listed):
    """Lists a folder in parts, between two others or alone."""

    def __init__(self, *, alone: bool) -> None:
        super().__init__({"a": ["z.txt"], "c": ["y.txt"]} if not alone else {})

    def folders(self) -> Iterator[FoundFolder]:
        before, after = list(super().folders())[:1], list(super().folders())[1:]
        yield from before
        for number, names in enumerate(PARTS, 1):
            yield FoundFolder(TOP / "b", names, goes_on=number < len(PARTS))
        yield from after


def names(library: Library) -> list[str]:
    """The names of the articles of the folder, by the rows."""
    rows = library.rows(slice(None))
    return [row.path.name for row in rows if isinstance(row, ArticleEntry) and row.path.parent.name == "b"]


def row_of(library: Library, name: str) -> ArticleEntry:
    entry = library.entry_of(TOP / "b" / name)
    assert entry is not None
    return entry


def listed_until(library: Library, expected: list[str]) -> None:
    for _ in range(100):
        if names(library) == expected:
            return
        library.take()
    raise AssertionError(names(library))


@pytest.fixture(params=[True, False])
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setattr("hashiya.session.cataloguer._MOMENT", 0)  # each call of take finds one part
    return Library(InParts(alone=request.param))


def test_rows_come_while_the_folder_is_listed_and_are_sorted_at_its_end(library: Library) -> None:
    listed_until(library, PARTS[0])
    assert library.state == Message("session.looking")
    listed_until(library, AS_FOUND)
    assert library.state == Message("session.looking")
    listed_until(library, SORTED)


def test_no_article_is_missing_or_twice_and_each_row_is_found_again(library: Library) -> None:
    seen: list[list[str]] = []
    while library.is_busy:
        library.take()
        seen.append(names(library))
        assert len(seen[-1]) == len(set(seen[-1]))
        assert len(seen) < 2 or set(seen[-2]) <= set(seen[-1])
        for index, row in enumerate(library.rows(slice(None))):
            assert library.index_of(row) == index
            if isinstance(row, FolderRow) and row.name == "b":
                assert row.articles == len(seen[-1])
    assert seen[-1] == SORTED


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("query", ["", "1"])
def test_an_order_chosen_while_the_folder_is_listed_becomes_that_of_names(
    library: Library, query: str, *, reverse: bool
) -> None:
    listed_until(library, PARTS[0])
    library.arrange(query=query, reverse=reverse)
    while library.is_busy:
        held = row_of(library, "10.txt")
        library.take()
        row = library.index_of(held)
        assert row is not None
        assert library.index_of(library.row(row), row) == row
    expected = [name for name in SORTED if query in name]
    assert names(library) == (expected[::-1] if reverse else expected)
    assert [path.name for path in library.around(TOP / "b" / "11.txt")] == (
        ["12.txt", "11.txt", "10.txt"] if reverse else ["10.txt", "11.txt", "12.txt"]
    )


def test_equals_are_in_the_order_of_names(library: Library) -> None:
    while library.is_busy:
        library.take()
    library.arrange(order="date")
    assert names(library) == SORTED
    library.arrange(reverse=True)
    assert names(library) == SORTED[::-1]
