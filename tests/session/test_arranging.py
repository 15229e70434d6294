"""Filtering and sorting in slices gives the same as doing it at once."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from hashiya.session.arranging import ORDERS, STATUSES, Arrangement, Arranging
from hashiya.session.article_entry import ArticleEntry
from hashiya.session.article_table import ArticleTable
from hashiya.text.folding import fold
from tests.session.listing import TOP, numbered

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS = ("زيارة", "وفد", "بيان", "قمة", "إلى", "موسكو", "الوزارة")
_FOLDERS, _EACH = 7, 1500


@pytest.fixture(scope="module", params=[1, 4])
def table(request: pytest.FixtureRequest) -> ArticleTable:
    """Articles with titles, dates and counts by chance, a third of which is not looked into yet.

    Some of the folders come in one part or in several.
    """
    chance = random.Random(4)  # noqa: S311 - no secret
    table = ArticleTable()
    for folder, names in numbered(_FOLDERS, _EACH).items():
        parts = request.param if folder in ("001", "003") else 1
        for part in range(parts):
            table.add(TOP / folder, names[part::parts])
        for _ in table.sort_last_folder():
            pass
    table.take_over()
    assert table.places.are_numbers == (request.param == 1)
    entries = {}
    for number in chance.sample(range(table.count), table.count * 2 // 3):
        path = table.path(number)
        entries[number] = ArticleEntry(
            path,
            " ".join(chance.choices(_WORDS, k=3)),
            chance.choice(("", "2025-10-03", "2024-01-15")),
            chance.randrange(2000),
            {"ACTOR": chance.randrange(1, 4), "EVENT": 1} if chance.random() < 0.3 else {},
            chance.choice(STATUSES[1:]),
            known=True,
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hashiya.session.article_table._KEPT", len(entries))  # for `_plainly`
        table.put(entries, ())
    return table


def _plainly(table: ArticleTable, wanted: Arrangement) -> list[int]:
    """The arrangement by Python's own means."""
    entries = [table.entry(number) for number in range(table.count)]
    titles = [table.title(number) for number in range(table.count)]
    keys: dict[str, Callable[[int], str | int]] = {
        "name": lambda _: 0,
        "title": lambda number: titles[number],
        "date": lambda number: entries[number].date,
        "length": lambda number: entries[number].length or 0,
        "annotations": lambda number: sum(entries[number].counts.values()),
        "status": lambda number: STATUSES.index(entries[number].status),
    }
    searched = [fold(f"{entry.title} {entry.path.name}") for entry in entries]
    passing = [
        number
        for number, entry in enumerate(entries)
        if wanted.status in ("all", entry.status)
        and all(word in searched[number] for word in fold(wanted.query).split())
        and (not wanted.folder or str(entry.path.parent) == wanted.folder)
    ]
    by_name = sorted(passing, key=lambda number: str(entries[number].path))
    ordered = sorted(by_name, key=keys[wanted.order])
    return ordered[::-1] if wanted.reverse else ordered


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize(
    "filtered",
    [
        Arrangement(),
        Arrangement(query="زياره"),
        Arrangement(query="موسكو 00"),
        Arrangement(status="done"),
        Arrangement(folder=str(TOP / "003"), query="وفد", status="in progress"),
        Arrangement(query="nothing"),
    ],
)
def test_slices_give_the_whole(
    table: ArticleTable, order: str, filtered: Arrangement, *, reverse: bool
) -> None:
    wanted = filtered._replace(order=order, reverse=reverse)
    expected = _plainly(table, wanted)
    arranging = Arranging(table, wanted)
    slices = 0
    while not arranging.is_complete:
        arranging.work(0)
        slices += 1
        assert arranging.count <= len(expected)
        assert set(arranging.shown) <= set(expected)
    assert list(arranging.shown) == expected
    assert arranging.count == len(expected)
    assert slices > 1 or not expected or wanted.is_plain


def test_the_first_slice_of_an_order_already_shows_rows(table: ArticleTable) -> None:
    arranging = Arranging(table, Arrangement("title"))
    arranging.work(0)
    assert not arranging.is_complete
    assert 0 < len(arranging.shown) < table.count


def test_titles_that_begin_alike_are_sorted_a_piece_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hashiya.session.arranging._PIECE", 50)
    table = ArticleTable()
    names = [f"خبر-{number:04}.txt" for number in range(1000)]
    random.Random(1).shuffle(names)  # noqa: S311 - no secret
    table.add(TOP, names)
    table.take_over()
    arranging = Arranging(table, Arrangement("title"))
    slices = 0
    while not arranging.is_complete:
        arranging.work(0)
        slices += 1
    assert [table.path(number).name for number in arranging.shown] == sorted(names)
    assert slices > 20


@pytest.mark.parametrize("wanted", [Arrangement(), Arrangement(query="خبر"), Arrangement("length")])
def test_articles_found_later_are_arranged_too(wanted: Arrangement) -> None:
    table = ArticleTable()
    arranging = Arranging(table, wanted)
    for count in (10, 20):
        table.add(TOP / str(count), [f"خبر {number}.txt" for number in range(10)])
        assert table.take_over()
        assert not arranging.is_complete
        arranging.work(60)
        assert arranging.is_complete
        assert list(arranging.shown) == list(range(count))


def test_a_folder_has_the_articles_below_it_and_none_of_a_like_name() -> None:
    table = ArticleTable()
    for folder in ("2", "2/deep", "20"):
        table.add(TOP / folder, ["a.txt"])
    table.take_over()
    arranging = Arranging(table, Arrangement(folder=str(TOP / "2")))
    arranging.work(60)
    assert list(arranging.shown) == [0, 1]
