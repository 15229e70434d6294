"""The library: what it lists, how it is sorted and filtered, opening and coming back."""

from __future__ import annotations

import threading
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual import events

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from hashiya.services.opened import Opened, read_to_open
from hashiya.session.article_entry import ArticleEntry
from hashiya.session.article_table import ArticleTable
from hashiya.session.commands.key_names import Key
from hashiya.session.library import FolderRow
from hashiya.session.working_copy import STATUS_NAMES
from hashiya.store.repository.reading import IN_PROGRESS
from hashiya.store.tinydb.store import Store
from hashiya.text.spans import Span
from hashiya.tui.app import HashiyaApp
from hashiya.tui.screens.article import ArticleScreen
from hashiya.tui.screens.library import LibraryScreen
from hashiya.tui.screens.waiting import WaitingScreen
from tests.storing import apply
from tests.tui.driving import all_read

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from textual.pilot import Pilot

ARTICLES = {
    "a.txt": "الجمعة, 3 أكتوبر 2025\n\nوفد عسكري في موسكو\n\nنص طويل هنا.\n",
    "b.txt": "زيارة إلى أنقرة\n\nنص.\n",
    "c.txt": "18-11-2025\n\nاجتماع في إدلب\n\nنص آخر طويل جدا هنا وهناك وفي كل مكان.\n",
}


@asynccontextmanager
async def library(folder: Path, **more: bytes) -> AsyncIterator[tuple[HashiyaApp, Pilot[None]]]:
    for name, text in ARTICLES.items():
        (folder / name).write_bytes(text.encode())
    for name, content in more.items():
        (folder / f"{name}.txt").write_bytes(content)
    app = HashiyaApp([folder], Store(folder / "annotations"), DEFAULT)
    async with app.run_test(size=(120, 20)) as pilot:
        await pilot.pause()
        await all_read(app, pilot)
        yield app, pilot


def _names(app: HashiyaApp) -> list[str]:
    assert isinstance(app.screen, LibraryScreen)
    rows = app.screen.library.rows(slice(None))
    return [row.path.name for row in rows if not isinstance(row, FolderRow)]


def _row(app: HashiyaApp, index: int) -> str:
    assert isinstance(app.screen, LibraryScreen)
    return app.screen.list.render_line(index).text


async def test_every_article_is_listed_with_date_length_and_title(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, _):
        assert _names(app) == ["a.txt", "b.txt", "c.txt"]
        assert "2025-10-03" in _row(app, 0)
        assert f"{len(ARTICLES['a.txt'])}" in _row(app, 0)
        assert "2025-11-18" in _row(app, 2)
        assert "\ufeed\ufed3\ufeaa"[::-1] in _row(
            app, 0
        )  # waw isolated, feh initial, dal final, from the left


async def test_a_label_that_is_not_among_the_settings_has_a_column_in_every_row(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(ARTICLES["b.txt"], encoding="utf-8")
    article = read_article(tmp_path / "b.txt")
    opened = Store(tmp_path / "annotations").open(article)
    apply(opened, [Edit(None, new_annotation(opened.key, article.sha256, article.text, Span(0, 5), "PLACE"))])
    async with library(tmp_path) as (app, _):
        rows = [_row(app, index) for index in range(3)]
        assert [row.index(".txt") for row in rows] == [rows[0].index(".txt")] * 3
        assert [row[22:25] for row in rows] == ["? \u00b7", "? 1", "? \u00b7"]


async def test_keys_sort_and_reverse(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        await pilot.press("s", "s")
        assert _names(app) == ["b.txt", "a.txt", "c.txt"]  # by date; the undated one first
        await pilot.press("ق")
        assert _names(app) == ["c.txt", "a.txt", "b.txt"]
        await pilot.press("س")
        assert _names(app) == ["c.txt", "a.txt", "b.txt"]  # by length, the longest first


async def test_a_filter_is_typed_and_folds_spellings(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        await pilot.press("/", *"انقره")
        assert _names(app) == ["b.txt"]
        assert (
            app.screen.query_one("#keys").render_line(0).text.strip()
            == "enter keeps the filter   esc clears it"
        )
        await pilot.press("enter", "escape")
        assert len(_names(app)) == 3


async def test_work_shows_in_the_library_and_the_place_is_remembered(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        assert "○" in _row(app, 1)
        await pilot.press("down", "enter", "left", "a")
        assert isinstance(app.screen, ArticleScreen)
        await pilot.press("o")
        await all_read(app, pilot)
        assert "◐" in _row(app, 1)
        assert "A 1" in _row(app, 1)
        await pilot.press("enter")
        assert isinstance(app.screen, ArticleScreen)
        assert app.screen.reader.caret is not None
        assert app.screen.reader.caret.cut(app.screen.reader.text) == "إلى"
        await pilot.press("d", "خ")
        await all_read(app, pilot)
        assert "●" in _row(app, 1)
        await pilot.press("f", "f", "f")
        assert _names(app) == ["b.txt"]


async def test_a_file_that_cannot_be_read_is_said_and_the_library_stays(tmp_path: Path) -> None:
    async with library(tmp_path, d=b"\x89PNG\r\n\x1a\n\0\0\0\0\0\0") as (app, pilot):
        assert _names(app)[-1] == "d.txt"
        await pilot.press("end", "enter")
        assert isinstance(app.screen, LibraryScreen)
        assert app.screen.notice.display
        said = " ".join(
            app.screen.notice.render_line(y).text.strip() for y in range(app.screen.notice.size.height)
        )
        assert "d.txt" in said
        await pilot.press("home", "enter")
        assert isinstance(app.screen, ArticleScreen)


async def test_an_article_opened_alone_goes_back_to_its_folder(tmp_path: Path) -> None:
    from tests.tui.driving import reading

    async with reading(tmp_path) as driver:
        await driver.press("o")
        assert isinstance(driver.app.screen, LibraryScreen)
        assert _names(driver.app) == ["article.txt"]
        await driver.press("enter")
        assert isinstance(driver.app.screen, ArticleScreen)


async def test_articles_stand_under_their_folders_which_enter_closes(tmp_path: Path) -> None:
    (tmp_path / "2025" / "11").mkdir(parents=True)
    (tmp_path / "2025" / "11" / "d.txt").write_text("تقرير", encoding="utf-8")
    async with library(tmp_path) as (app, pilot):
        assert isinstance(app.screen, LibraryScreen)
        assert app.screen.list.cursor == 1  # on the first article, under the line of its folder
        assert [_row(app, index).strip() for index in (0, 4)] == [
            f"▾ {tmp_path.name}  3",
            "▾ 2025/11  1",
        ]
        await pilot.press("down", "down", "down", "enter")
        assert _row(app, 4).strip() == "▌ ▸ 2025/11  1"
        assert app.screen.list.count == 5
        await pilot.press("enter", "down", "enter")
        assert isinstance(app.screen, ArticleScreen)
        assert app.screen.reader.article.path.name == "d.txt"


async def test_the_bar_is_on_the_article_just_read(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        await pilot.press("down", "down", "enter", "o")
        assert isinstance(app.screen, LibraryScreen)
        assert app.screen.list.cursor == 2


async def test_an_empty_folder_says_what_was_looked_for(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    app = HashiyaApp([tmp_path / "empty"], Store(tmp_path / "annotations"), DEFAULT)
    async with app.run_test(size=(80, 24)) as pilot:
        await all_read(app, pilot)
        said = " ".join(_row(app, y).strip() for y in range(6))
        assert isinstance(app.screen, LibraryScreen)
        [notice] = app.screen.library.notices
        assert notice.id == "session.no_articles"
        assert ".xhtml" in said


async def test_keys_typed_at_once_find_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("نص", encoding="utf-8")
    app = HashiyaApp([tmp_path], Store(tmp_path / "annotations"), DEFAULT)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert isinstance(app.screen, ArticleScreen)


def _under_bar(app: HashiyaApp) -> str:
    assert isinstance(app.screen, LibraryScreen)
    row = app.screen.library.row(app.screen.list.cursor)
    assert not isinstance(row, FolderRow)
    return row.path.name


def _said(app: HashiyaApp) -> str:
    assert isinstance(app.screen, LibraryScreen)
    notice = app.screen.notice
    lines = range(notice.size.height) if notice.display else ()
    return " ".join(" ".join(notice.render_line(y).text for y in lines).split())


@pytest.mark.parametrize("name", ["b.txt", "./b.txt", "../articles/b.txt", "b.log", ".b.txt"])
async def test_an_article_opened_alone_is_under_the_bar_of_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for each in ("a.txt", "b.txt", "c.txt", name):
        (folder / each).write_text("نص هنا\n", encoding="utf-8")
    app = HashiyaApp([Path(name)], Store(tmp_path / "annotations"), DEFAULT)
    app.articles.first = app.articles.open_reader(Path(name))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a", "o")
        await all_read(app, pilot)
        await pilot.pause(0.1)
        assert _under_bar(app) == Path(name).name
        await pilot.press("enter")
        assert isinstance(app.screen, ArticleScreen)
        assert app.screen.reader.article.path.name == Path(name).name


async def test_in_a_large_folder_the_bar_is_on_the_article_just_read_and_in_sight(tmp_path: Path) -> None:
    for number in range(600):
        (tmp_path / f"{number:04}.txt").write_text(f"خبر {number}\n", encoding="utf-8")
    path = tmp_path / "0555.txt"
    app = HashiyaApp([path], Store(tmp_path / "annotations"), DEFAULT)
    app.articles.first = app.articles.open_reader(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await all_read(app, pilot)
        await pilot.pause(0.1)
        assert isinstance(app.screen, LibraryScreen)
        assert _under_bar(app) == "0555.txt"
        assert path in [entry.path for entry in app.screen.list.in_sight]


@pytest.mark.parametrize("keys", [["s"], ["s", "s"], ["s", "s", "s", "r"], ["s"] * 4, ["s"] * 5])
async def test_in_every_order_the_bar_is_on_the_article_just_read(tmp_path: Path, keys: list[str]) -> None:
    async with library(tmp_path) as (app, pilot):
        await pilot.press(*keys, "home", "down")
        name = _under_bar(app)
        await pilot.press("enter", "a", "d", "o")
        await pilot.pause(0.1)
        await all_read(app, pilot)
        await pilot.pause(0.1)
        assert _under_bar(app) == name


async def test_sorting_and_filtering_leave_the_bar_on_its_article(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        await pilot.press("down", "down")
        for key in ("s", "r", "s", "r", "f"):
            await pilot.press(key)
            assert _under_bar(app) == "c.txt"
        await pilot.press("/", *"عسكري", "enter")
        assert _under_bar(app) == "a.txt"
        await pilot.press("escape")
        assert _under_bar(app) == "a.txt"


async def test_the_bar_is_on_its_article_when_sorting_took_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hashiya.session.arranged._AT_ONCE", 0)
    monkeypatch.setattr("hashiya.session.arranging._AHEAD", 1)
    for number in range(12):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "d.txt").write_text(f"عنوان {number}", encoding="utf-8")
    async with library(tmp_path) as (app, pilot):
        await pilot.press("end")
        assert isinstance(app.screen, LibraryScreen)
        row = app.screen.library.row(app.screen.list.cursor)
        await pilot.press("s")
        await all_read(app, pilot)
        await pilot.pause(0.1)
        assert app.screen.library.row(app.screen.list.cursor) == row


async def test_the_bar_stays_on_its_article_and_line_when_a_large_folder_is_sorted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, may_sort = ArticleTable.sort_last_folder, threading.Event()

    def waiting(table: ArticleTable) -> Iterator[None]:
        while not may_sort.wait(0.001):
            yield
        yield from really(table)

    monkeypatch.setattr(ArticleTable, "sort_last_folder", waiting)
    monkeypatch.setattr("hashiya.files.folders._PIECE", 20)
    for number in range(60):
        (tmp_path / f"{number}.txt").write_bytes(ARTICLES["b.txt"].encode())
    app = HashiyaApp([tmp_path], Store(tmp_path / "annotations"), DEFAULT)
    async with app.run_test(size=(80, 20)) as pilot:
        screen = app.screen
        assert isinstance(screen, LibraryScreen)
        while screen.library.count < 60:
            await pilot.pause(0.01)
        for _ in range(3):
            screen.take(events.Key("down", None))  # `press` would wait until the library is sorted
        held = screen.library.row(screen.list.cursor)
        line = screen.list.line_of(screen.list.cursor)
        assert screen.library.state == Message("session.looking")
        may_sort.set()
        await all_read(app, pilot)
        assert _names(app) == [f"{number}.txt" for number in range(60)]
        assert isinstance(held, ArticleEntry)
        now = screen.library.row(screen.list.cursor)
        assert isinstance(now, ArticleEntry)
        assert now.path == held.path
        assert screen.list.line_of(screen.list.cursor) == line


async def test_an_article_that_the_filter_hides_once_it_was_read_is_said(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        await pilot.press("f", "down", "enter", "a", "o")
        await pilot.pause(0.1)
        await all_read(app, pilot)
        await pilot.pause(0.1)
        assert _names(app) == ["a.txt", "c.txt"]
        status = STATUS_NAMES[IN_PROGRESS]
        assert isinstance(app.screen, LibraryScreen)
        assert app.screen.notice.messages == (
            Message("tui.left_out", name="b.txt", status=status, key=Key("escape")),
        )
        assert _under_bar(app) == "c.txt"
        await pilot.press("escape")
        assert _under_bar(app) == "b.txt"


@pytest.fixture
def slow_article(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Let every article that is opened take its time, until the event is set."""
    ready = threading.Event()

    def read(*given: Any) -> Opened:
        assert ready.wait(60)
        return read_to_open(*given)

    monkeypatch.setattr("hashiya.tui.articles.read_to_open", read)
    monkeypatch.setattr("hashiya.tui.errand._AT_ONCE", 0.0)
    return ready


async def _opened(app: HashiyaApp, pilot: Pilot[None]) -> ArticleScreen:
    while not isinstance(app.screen, ArticleScreen):
        await pilot.pause(0.01)
    await pilot.pause()
    return app.screen


async def test_keys_typed_ahead_go_to_an_article_that_takes_its_time(
    tmp_path: Path, slow_article: threading.Event
) -> None:
    async with library(tmp_path) as (app, pilot):
        await pilot.press("down", "enter", "left", "left", "a")
        assert isinstance(app.screen, WaitingScreen)
        slow_article.set()
        reader = (await _opened(app, pilot)).reader
        assert reader.article.path.name == "b.txt"
        [annotation] = reader.annotations
        assert (annotation.label, annotation.text) == ("ACTOR", "أنقرة")


async def test_an_article_that_is_waited_for_no_longer_is_not_opened_later(
    tmp_path: Path, slow_article: threading.Event
) -> None:
    async with library(tmp_path) as (app, pilot):
        await pilot.press("enter", "a", "escape")
        assert isinstance(app.screen, LibraryScreen)
        await pilot.press("down", "enter")
        slow_article.set()
        assert (await _opened(app, pilot)).reader.article.path.name == "b.txt"
        await pilot.pause(0.1)
        assert len(app.screen_stack) == 2
        assert len((await _opened(app, pilot)).reader.annotations) == 0


async def test_why_an_article_cannot_be_opened_is_said_when_it_is_found_out(
    tmp_path: Path, slow_article: threading.Event
) -> None:
    async with library(tmp_path) as (app, pilot):
        (tmp_path / "a.txt").unlink()
        await pilot.press("enter", "a")
        slow_article.set()
        while not isinstance(app.screen, LibraryScreen):
            await pilot.pause(0.01)
        await pilot.pause()
        assert "a.txt" in _said(app)


async def test_one_can_leave_while_an_article_takes_its_time(
    tmp_path: Path, slow_article: threading.Event
) -> None:
    async with library(tmp_path) as (app, pilot):
        await pilot.press("enter", "ctrl+q")
        await pilot.pause()
        assert not app.is_running
    slow_article.set()


async def test_the_articles_of_a_story_are_one_row_by_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    copy = ARTICLES["c.txt"].encode()
    async with library(tmp_path, d=copy, e=copy) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, LibraryScreen)
        await pilot.press("o")
        await all_read(app, pilot)
        assert _names(app) == ["a.txt", "b.txt", "c.txt"]
        await pilot.press("end")
        assert "×3" in screen.list.draw(2, 100, selected=True).text
        await pilot.press("space")
        assert _names(app) == ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]
        await pilot.press("down", "enter")
        await all_read(app, pilot)
        assert app.articles.reader is not None
        assert app.articles.reader.article.path.name == "d.txt"
        await pilot.press("a", "o")
        await all_read(app, pilot)
        assert isinstance(app.screen, LibraryScreen)
        assert screen.list.cursor == 3
        await pilot.press("space")
        assert screen.list.cursor == 2
        assert str(Message("tui.annotated_articles", count=1)) in screen.list.draw(2, 100, selected=True).text
        await pilot.press("enter")
        await all_read(app, pilot)
        assert app.articles.reader.article.path.name == "d.txt", "the annotated one"
