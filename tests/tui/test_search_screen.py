"""The search over the folder on the screen: query, hits, labels, and the way back."""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import asynccontextmanager, closing
from typing import TYPE_CHECKING

import pytest

from hashiya.article.library import list_library
from hashiya.corpus import checksum, index_file
from hashiya.corpus.tokens import QueryError
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services import named_articles
from hashiya.session.article_entry import ArticleEntry
from hashiya.tui.screens.asking import AskingScreen
from hashiya.tui.screens.library import LibraryScreen
from hashiya.tui.screens.search import SearchScreen
from hashiya.tui.widgets.key_lines import KeyLines
from tests.tui.driving import Driver, all_read, annotations_in, drawn, reading
from tests.tui.driving import found as search_ended

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from hashiya.annotation.transaction import Transaction
    from hashiya.files.folders import FoundFile
    from hashiya.store.repository.receipt import Receipt

TEXT = "زارت روسيا سوريا. وروسيا بعيدة.\n"
STORY = "وصل الوزير إلى العاصمة صباح اليوم في زيارة رسمية تستمر يومين يبحث فيها التعاون مع روسيا\n"
OTHERS = {"b.txt": "3 أكتوبر 2025\nقالت دمشق إن روسيا بعيدة", "sub/c.txt": "لا شيء هنا", "d.txt": "عن روسيا"}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def screen_of(driver: Driver) -> SearchScreen:
    assert isinstance(driver.app.screen, SearchScreen)
    return driver.app.screen


async def found(driver: Driver) -> SearchScreen:
    return await search_ended(driver.app, driver.pilot)


@asynccontextmanager
async def searching(
    folder: Path, query: str = "روسيا", size: tuple[int, int] = (100, 30)
) -> AsyncIterator[Driver]:
    """Opens an article of a folder, and searches the folder."""
    news = folder / "news"
    for name, text in OTHERS.items():
        path = news / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    async with reading(news, TEXT, size) as driver:
        await driver.press("F", *query, "enter")
        yield driver


def places(screen: SearchScreen) -> list[tuple[str, int]]:
    search = screen.search
    hits = [search.hit(search.number_at(row)) for row in range(search.count)]
    return [(hit.article, hit.span.start) for hit in hits]


async def test_the_hits_of_a_folder_are_listed_and_one_is_opened(tmp_path: Path) -> None:
    async with searching(tmp_path) as driver:
        screen = await found(driver)
        assert places(screen) == [("article.txt", 5), ("article.txt", 19), ("b.txt", 27), ("d.txt", 3)]
        await driver.press("end", "up", "enter")
        await driver.pilot.pause()
        reader = driver.app.articles.reader
        assert reader is not None
        assert reader.article.path.name == "b.txt"
        assert driver.selected() == "روسيا"
        await driver.press("a", "F")
        assert screen_of(driver).list.cursor == 2, "where one was"
        assert (await found(driver)).search.labels_of(2) == ("ACTOR",)
        await driver.press("escape")
        assert driver.screen.reader.article.path.name == "b.txt"


async def test_hits_are_drawn_with_joined_letters_around_the_same_column(tmp_path: Path) -> None:
    async with searching(tmp_path, size=(80, 24)) as driver:
        screen = await found(driver)
        first, second = (screen.list.draw(row, 80, selected=False) for row in (0, 1))
        assert drawn("زارت روسيا سوريا. وروسيا بعيدة.") in first.text
        look = [
            "".join(each.text for each in strip if each.style and each.style.bgcolor and each.style.bold)
            for strip in (first, second)
        ]
        assert look[0].strip() == drawn("روسيا")


async def test_chosen_hits_are_labelled_at_once_and_undone_at_once(tmp_path: Path) -> None:
    async with searching(tmp_path) as driver:
        screen = await found(driver)
        await driver.press("down", "space", "down", "down", "r", "e", *"type:meet", "enter")
        await found(driver)
        search = screen.search
        assert screen.notice.messages[0] == Message(
            "session.in_articles", what=Message("commands.labelled_hits", count=3, label="EVENT"), count=3
        )
        assert [search.labels_of(number) for number in range(4)] == [(), *[("EVENT",)] * 3]
        assert search.chosen == set()
        reader = driver.app.articles.reader
        assert reader is not None
        assert reader.working_copy.flush()
        folder = tmp_path / "news" / "annotations"
        assert annotations_in(folder) == [("EVENT", "روسيا")] * 3
        await driver.press("*", "e", "enter")
        await found(driver)
        assert reader.working_copy.flush()
        assert annotations_in(folder) == [("EVENT", "روسيا")] * 4, "those that are labelled stay single"
        await driver.press("u", "u")
        await found(driver)
        assert reader.working_copy.flush()
        assert annotations_in(folder) == []
        assert [search.labels_of(number) for number in range(4)] == [()] * 4


async def test_the_library_counts_what_a_list_over_an_article_or_over_it_has_labelled(tmp_path: Path) -> None:
    async with searching(tmp_path) as driver:
        await found(driver)
        await driver.press("*", "a", "enter")
        await found(driver)
        await driver.press("escape", "o")
        await all_read(driver.app, driver.pilot)
        assert counted(driver) == {"article.txt": 2, "b.txt": 1, "c.txt": 0, "d.txt": 1}
        await driver.press("F", "u")
        await found(driver)
        await driver.press("escape")
        await all_read(driver.app, driver.pilot)
        assert counted(driver) == {"article.txt": 0, "b.txt": 0, "c.txt": 0, "d.txt": 0}


def counted(driver: Driver) -> dict[str, int]:
    """Return the number of actors that the library shows for each article."""
    screen = driver.app.screen
    assert isinstance(screen, LibraryScreen)
    rows = screen.library.rows(slice(None))
    return {row.path.name: row.counts.get("ACTOR", 0) for row in rows if isinstance(row, ArticleEntry)}


async def test_hits_are_labelled_and_undone_from_the_library(tmp_path: Path) -> None:
    async with searching(tmp_path) as driver:
        await found(driver)
        await driver.press("escape", "o")
        await all_read(driver.app, driver.pilot)
        assert isinstance(driver.app.screen, LibraryScreen)
        await driver.press("F", "*", "a", "enter")
        screen = await found(driver)
        folder = tmp_path / "news" / "annotations"
        assert annotations_in(folder) == [("ACTOR", "روسيا")] * 4
        await driver.press("u")
        await found(driver)
        assert annotations_in(folder) == []
        [told] = screen.notice.messages
        assert isinstance(told, Message)
        assert told.id == "session.undone"


async def test_an_article_that_is_not_saved_from_the_library_is_told_and_stays_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with searching(tmp_path) as driver:
        await found(driver)
        await driver.press("escape", "o", "F")
        screen = await found(driver)
        articles, refused = driver.app.articles.workspace.articles, HashiyaError(Message("session.saving"))
        commit = articles.commit

        def without_d(transaction: Transaction) -> Receipt:
            edits = {key: each for key, each in transaction.edits.items() if key != "d.txt"}
            return commit(transaction._replace(edits=edits))._replace(failed={"d.txt": refused})

        monkeypatch.setattr(articles, "commit", without_d)
        await driver.press("*", "e", "enter")
        await found(driver)
        told = Message("commands.labelled_hits", count=3, label="EVENT")
        assert Message("session.in_articles", what=told, count=2) in screen.notice.messages
        assert refused.told in screen.notice.messages
        assert screen.search.chosen == {3}
        await driver.press("u")
        await found(driver)
        assert refused.told in screen.notice.messages


async def test_counts_and_order_are_apart_in_a_small_window(tmp_path: Path) -> None:
    async with searching(tmp_path, size=(40, 10)) as driver:
        line = (await found(driver)).bar.render_line(0).text
        counted = Message("tui.hits", count=4, articles=Message("tui.articles", count=3))
        assert f"{drawn(counted)}  {drawn(Message('tui.by_folder'))}" in line


async def test_hits_are_sorted_by_the_words_around_them_and_by_date(tmp_path: Path) -> None:
    async with searching(tmp_path) as driver:
        orders = {}
        for _ in range(4):
            await driver.press("s")
            screen = await found(driver)
            orders[screen.search.order] = [key for key, _ in places(screen)]
        assert orders["date"][0] == "b.txt"
        assert orders["folder"] == ["article.txt", "article.txt", "b.txt", "d.txt"]
        assert orders["before"] == ["b.txt", "article.txt", "d.txt", "article.txt"]
        assert orders["after"] == ["d.txt", "article.txt", "b.txt", "article.txt"]


async def test_only_the_open_article_is_searched_when_asked(tmp_path: Path) -> None:
    async with searching(tmp_path) as driver:
        await found(driver)
        await driver.press("tab")
        screen = await found(driver)
        assert {key for key, _ in places(screen)} == {"article.txt"}
        await driver.press("escape", "o", "F")
        screen = await found(driver)
        assert screen.search.is_folder, "no article is open"
        await driver.press("tab")
        assert screen.search.is_folder


async def test_a_query_that_cannot_be_read_is_told_with_its_place(tmp_path: Path) -> None:
    async with searching(tmp_path, "روسيا AND (") as driver:
        screen = screen_of(driver)
        assert isinstance(screen.search.error, QueryError)
        assert screen.query_line.editor.caret == screen.search.error.at == 11
        assert drawn(screen.search.error.told).strip() in screen.list.render_line(0).text
        await driver.press(*["backspace"] * 6, "enter")
        await found(driver)
        assert screen.search.count == 4


@pytest.mark.parametrize("query", ["OR OR OR", "NOT", "- - |", "(" * 500, "NEAR/999999 ()", "كلمة " * 390])
async def test_a_hostile_query_is_told_and_ends_nothing(tmp_path: Path, query: str) -> None:
    async with searching(tmp_path) as driver:
        screen = await found(driver)
        await driver.press("/")
        screen.paste(query)
        await driver.press("enter")
        assert isinstance(screen.search.error, QueryError)
        await driver.press("escape")
        assert screen.search.count == 4, "the hits that were there"


async def test_stories_that_several_articles_carry_are_listed_once(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    for name in ("x.txt", "y.txt"):
        (tmp_path / "news" / name).write_text(STORY, encoding="utf-8")
    async with searching(tmp_path) as driver:
        assert (await found(driver)).search.count == 6
        await driver.press("o")
        screen = await found(driver)
        assert [key for key, _ in places(screen)][-1] == "x.txt"
        assert (screen.search.count, screen.search.article_count) == (5, 4)
        assert "×2" in screen.list.draw(4, 100, selected=False).text


async def test_an_article_that_is_gone_is_told_and_the_list_stays(tmp_path: Path) -> None:
    async with searching(tmp_path) as driver:
        screen = await found(driver)
        (tmp_path / "news" / "d.txt").unlink()
        await driver.press("end", "enter")
        await driver.pilot.pause()
        assert driver.app.screen is screen
        assert screen.notice.messages
        await driver.press("*", "a", "enter")
        await found(driver)
        assert screen.search.labels_of(3) == ()
        assert len(screen.notice.messages) > 1, "what is labelled, and what is not"


async def test_annotations_go_to_the_copies_once_that_is_agreed(tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text(f"{STORY}\nوكالات", encoding="utf-8")
    async with reading(tmp_path, STORY) as driver:
        await driver.go_to("العاصمة")
        await driver.press("a", "C", "escape")
        assert driver.on_disk() == [("ACTOR", "العاصمة")]
        await driver.press("C")
        assert isinstance(driver.app.screen, AskingScreen)
        answers = driver.app.screen.query_one(KeyLines).lines(76)[0]
        assert [command.short for _, command in answers] == [
            Message("tui.agree_to_carry"),
            Message("tui.refuse_to_carry"),
        ]
        await driver.press("y")
        assert driver.reader.notice == Message(
            "tui.carried", places=Message("services.places_in_copies", same=1, moved=0, there=0, lost=0)
        )
        assert driver.on_disk() == [("ACTOR", "العاصمة")] * 2
        await driver.press("C")
        there = Message("services.places_in_copies", same=0, moved=0, there=1, lost=0)
        assert driver.reader.notice == Message("tui.nothing_to_carry", places=there)
        await driver.press("u")
        assert driver.on_disk() == [("ACTOR", "العاصمة")]
        assert driver.reader.notice.id == "session.undone"


async def test_an_article_without_annotations_or_copies_says_so(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.press("C")
        assert driver.reader.notice == Message("commands.no_annotation_yet")
        await driver.press("a", "C")
        assert driver.reader.notice == Message("tui.no_copies")


def _make_other_version(index: Path) -> None:
    with closing(sqlite3.connect(index)) as opened:
        opened.execute("PRAGMA user_version=999")


def _cut(index: Path) -> None:
    index.write_bytes(index.read_bytes()[:5000] + bytes(4000))


def _overwrite(index: Path) -> None:
    index.write_text("<<<<<<< HEAD", encoding="utf-8")


def _make_folder(index: Path) -> None:
    index.unlink()
    index.mkdir()


def _make_unwritable(index: Path) -> None:
    shutil.rmtree(index.parent)
    index.parent.write_text("a file", encoding="utf-8")


@pytest.mark.parametrize("harm", [_make_other_version, _cut, _overwrite, _make_folder, _make_unwritable])
async def test_any_index_is_only_a_cache(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    async with searching(tmp_path) as driver:
        before = places(await found(driver))
        await driver.press("ctrl+q")
    [index] = (tmp_path / "cache" / "hashiya" / "search").glob("*.sqlite")
    while list(index.parent.glob("*.sqlite-*")) or not checksum.is_kept(index):
        time.sleep(0.01)
    harm(index)
    async with searching(tmp_path) as driver:
        screen = await found(driver)
        assert places(screen) == before
        assert screen.search.error is None


async def test_an_index_that_is_damaged_or_locked_between_two_searches_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_file, "_WAIT", 0.05)
    async with searching(tmp_path) as driver:
        before = places(await found(driver))
        [index] = (tmp_path / "cache" / "hashiya" / "search").glob("*.sqlite")
        (tmp_path / "news" / "new.txt").write_text("روسيا", encoding="utf-8")
        with closing(sqlite3.connect(index, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            await driver.press("/", "enter")
            screen = await found(driver)
            assert places(screen) == [*before, ("new.txt", 0)]
            assert screen.notice.messages
            other.execute("ROLLBACK")
        await driver.press("/", "enter")
        assert places(await found(driver)) == [*before, ("new.txt", 0)]
        index.write_bytes(bytes(100_000))
        await driver.press("/", "enter")
        assert places(await found(driver)) == [*before, ("new.txt", 0)]


async def test_articles_that_vanish_during_a_search_are_told_shortly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "news").mkdir()
    for number in range(20):
        (tmp_path / "news" / f"v{number:02}.txt").write_text("عن روسيا", encoding="utf-8")

    def vanishing(folder: Path) -> Iterator[FoundFile]:
        for each in list_library(folder):
            yield each
            if each.path.name.startswith("v"):
                each.path.unlink()

    monkeypatch.setattr(named_articles, "list_library", vanishing)
    async with searching(tmp_path) as driver:
        screen = await found(driver)
        assert [key for key, _ in places(screen)] == ["article.txt", "article.txt", "b.txt", "d.txt"]
        assert screen.notice.messages[-1] == Message("session.more_problems", count=19)
        assert len(screen.notice.messages) == 2


async def test_an_article_that_was_opened_alone_has_its_folder_searched_from_anywhere(tmp_path: Path) -> None:
    async with searching(tmp_path) as driver:
        assert (await found(driver)).search.count == 4
        await driver.press("escape", "$")
        await all_read(driver.app, driver.pilot)
        await driver.press("F", "/", *"عن", "enter")
        assert places(await found(driver)) == [("d.txt", 0)]
        await driver.press("escape", "o")
        await all_read(driver.app, driver.pilot)
        await driver.press("F", "/", *"بعيدة", "enter")
        assert len(places(await found(driver))) == 2
        await driver.press("/", *"لا يوجد", "enter")
        assert drawn(Message("tui.no_hits")) in (await found(driver)).bar.render_line(0).text


async def test_a_sorted_list_of_another_query_begins_at_its_top(tmp_path: Path) -> None:
    async with searching(tmp_path) as driver:
        await found(driver)
        await driver.press("s", "s", "s")
        screen = await found(driver)
        await driver.press("end", "/", "ctrl+a", *"روس*", "enter")
        assert (await found(driver)).search.cursor == screen.list.cursor == 0
        assert places(screen)[0] == ("b.txt", 27), "the only one with a date"


@pytest.mark.parametrize(("key", "example"), [("a", "kind:person"), ("e", "type:MEET"), ("q", "mode:direct")])
async def test_an_example_of_an_attribute_is_one_of_the_label(tmp_path: Path, key: str, example: str) -> None:
    async with searching(tmp_path) as driver:
        screen = await found(driver)
        await driver.press(key)
        assert screen.key_bar.render_line(0).text.rstrip().endswith(example)


async def test_what_is_chosen_in_another_order_is_what_is_seen(tmp_path: Path) -> None:
    async with searching(tmp_path) as driver:
        await found(driver)
        await driver.press("s")
        screen = await found(driver)
        seen = places(screen)
        await driver.press("home", "space", "down", "r")
        assert {(hit.article, hit.span.start) for hit in screen.search.meant} == set(seen[:2])
