"""The library of a team: the articles that are assigned to a person, with their states."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from hashiya.session.commands.key_names import Key
from hashiya.store import open_repository
from hashiya.store.postgresql.team import Team
from hashiya.store.repository.added_article import AddedArticle
from hashiya.store.repository.assignment import Decision, State
from hashiya.store.repository.state_names import STATE_NAMES
from hashiya.text.spans import Span
from hashiya.tui.app import HashiyaApp
from hashiya.tui.screens.article import ArticleScreen
from hashiya.tui.screens.asking import AskingScreen
from hashiya.tui.screens.library import LibraryScreen
from tests.session.marking import look
from tests.tui.driving import all_read, found

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from hashiya.session.article_entry import ArticleEntry
    from tests.postgresql import RunningServer, TeamDatabase

SARA = "سارة"
KEYS = ("a.txt", "b.txt")
TEXT = "زار اللواء علي النعسان موسكو."


class Desk:
    """A team with two articles, and the reader of one annotator."""

    def __init__(self, database: TeamDatabase, folder: Path) -> None:
        self.manager = Team(database.address(database.add("manager", "manager")))
        self.manager.add(AddedArticle(key, TEXT, "0" * 63 + key[0]) for key in KEYS)
        self.address = database.address(database.add(SARA))._replace(root=folder, is_copied=True)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[tuple[HashiyaApp, Pilot[None]]]:
        app = HashiyaApp([], open_repository(self.address, SARA), DEFAULT)
        async with app.run_test(size=(120, 20)) as pilot:
            await pilot.pause()
            await all_read(app, pilot)
            yield app, pilot

    def state(self, key: str) -> State:
        (found,) = self.manager.assignments(SARA, [key])
        return found.state


@pytest.fixture
def desk(database: TeamDatabase, tmp_path: Path) -> Desk:
    return Desk(database, tmp_path)


def entries(app: HashiyaApp) -> list[ArticleEntry]:
    assert isinstance(app.screen, LibraryScreen)
    found = app.screen.library.rows(slice(None))
    return [row for row in found if hasattr(row, "remark")]  # type: ignore[misc]


async def test_the_assigned_articles_are_listed_and_copied(desk: Desk, tmp_path: Path) -> None:
    desk.manager.assign([(KEYS[1], SARA)])
    async with desk.reading() as (app, _):
        assert [each.path for each in entries(app)] == [tmp_path / KEYS[1]]
        assert app.screen.query_one("#title").render_line(0).text.split()[1] == desk.address.name
        assert (tmp_path / KEYS[1]).read_text("utf-8") == TEXT
        assert not (tmp_path / KEYS[0]).exists()


async def test_without_articles_the_library_tells_how_to_get_one(desk: Desk) -> None:
    async with desk.reading() as (app, pilot):
        assert isinstance(app.screen, LibraryScreen)
        assert app.screen.library.notices == [Message("session.nothing_assigned", key=Key("n"))]
        desk.manager.assign([(KEYS[0], "")])
        await pilot.press("n")
        await all_read(app, pilot)
        assert isinstance(app.screen, ArticleScreen)
        assert app.screen.reader.article.text == TEXT
        await pilot.press("o")
        await all_read(app, pilot)
        assert [each.path.name for each in entries(app)] == [KEYS[0]]
        await pilot.press("n")
        await all_read(app, pilot)
        assert isinstance(app.screen, LibraryScreen)
        assert list(app.screen.notice.messages) == [Message("tui.nothing_to_take")]


async def test_done_finishes_the_work_which_is_read_only_then(desk: Desk) -> None:
    desk.manager.assign([(KEYS[0], SARA)])
    async with desk.reading() as (app, pilot):
        await pilot.press("enter")
        await all_read(app, pilot)
        reader = app.articles.reader
        assert reader is not None
        await pilot.press("d", "escape")
        assert reader.working_copy.flush()
        assert desk.state(KEYS[0]) is not State.FINISHED
        await pilot.press("d")
        assert isinstance(app.screen, AskingScreen)
        await pilot.press("y")
        assert reader.working_copy.flush()
        assert desk.state(KEYS[0]) is State.FINISHED
        look(reader)
        await pilot.pause()
        assert isinstance(app.screen, ArticleScreen)
        keys = app.screen.key_bar.render_line(0).text
        assert "actor" not in keys
        assert "copy" in keys
        await pilot.press("o")
        await all_read(app, pilot)
        (entry,) = entries(app)
        assert entry.remark == STATE_NAMES[State.FINISHED]
        await pilot.press("enter")
        await all_read(app, pilot)
        reader = app.articles.reader
        assert reader is not None
        told = Message("postgresql.work_closed", article=KEYS[0], state=STATE_NAMES[State.FINISHED])
        assert reader.working_copy.read_only == told


async def test_a_reopened_article_shows_the_note(desk: Desk) -> None:
    desk.manager.assign([(KEYS[0], SARA)])
    desk.manager.decide(KEYS[0], SARA, Decision.LOCK)
    desk.manager.decide(KEYS[0], SARA, Decision.REOPEN, "انظر الفقرة الثانية")
    async with desk.reading() as (app, pilot):
        (entry,) = entries(app)
        told = Message("session.reopened", note="انظر الفقرة الثانية")
        assert entry.remark == told
        assert "reopened" in app.screen.query_one("#articles").render_line(0).text
        await pilot.press("enter")
        await all_read(app, pilot)
        assert app.articles.reader is not None
        assert app.articles.reader.notice == told


async def test_the_copies_are_listed_while_the_server_is_away(desk: Desk, team_server: RunningServer) -> None:
    desk.manager.assign([(KEYS[1], SARA)])
    async with desk.reading() as (app, _):
        assert [entry.path.name for entry in entries(app)] == [KEYS[1]]
    team_server.stop()
    try:
        async with desk.reading() as (app, _):
            assert [entry.path.name for entry in entries(app)] == [KEYS[1]]
    finally:
        team_server.start()


async def test_the_whole_team_is_searched_and_a_hit_is_opened(desk: Desk, database: TeamDatabase) -> None:
    key = "news/c.txt"
    desk.manager.add(
        [AddedArticle(key, "قال وزير الخارجية إنه يزور دمشق", "c" * 64, words="قال وزير الخارجيه")]
    )
    desk.address = desk.address._replace(url=database.address(database.add("منى", "curator")).url)
    async with desk.reading() as (app, pilot):
        await pilot.press("F", *"وزير", "enter")
        screen = await found(app, pilot)
        (hit,) = screen.search.meant
        assert (hit.article, hit.text) == (key, "وزير")
        assert not (desk.address.root / key).exists()
        await pilot.press("enter")
        await all_read(app, pilot)
        assert isinstance(app.screen, ArticleScreen)
        reader = app.screen.reader
        assert (reader.working_copy.key, reader.selection) == (key, Span(4, 8))
