"""Closing what is closed already is nothing: the keys behind the first go to the screen below, in order."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from textual import events

from hashiya.tui.screens.article import ArticleScreen
from hashiya.tui.screens.library import LibraryScreen
from hashiya.tui.screens.note import NoteDialog
from tests.shares import sampled
from tests.tui.driving import annotations_in, reading
from tests.tui.test_fast_typing import at_once
from tests.tui.test_library_screen import library
from tests.tui.test_questions import make_conflict

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import App
    from textual.pilot import Pilot

pytestmark = sampled(2)

OPENERS = ("?", "f1", "ctrl+p", "f2", "L", "m", "r", "/")
CLOSERS = ("escape", "enter")
WORD = "الوفد"


@pytest.mark.parametrize(("opener", "first", "second"), product(OPENERS, CLOSERS, CLOSERS))
async def test_two_closing_keys_at_once_close_once(
    tmp_path: Path, opener: str, first: str, second: str
) -> None:
    async with reading(tmp_path) as driver:
        await make_conflict(driver)
        # the second key may open nothing and close nothing below: neither means anything on the page
        await at_once(driver.app, driver.pilot, opener, first, second)
        assert driver.app.is_running
        assert [type(each) for each in driver.app.screen_stack] == [ArticleScreen]
        assert not driver.screen.prompt.display
        assert [(each.label, each.text) for each in driver.reader.annotations] == [("ACTOR", WORD)]


@pytest.mark.parametrize("opener", OPENERS)
async def test_an_article_of_the_library_stays_open_behind_a_dialog_closed_twice(
    tmp_path: Path, opener: str
) -> None:
    async with library(tmp_path) as (app, pilot):
        await at_once(app, pilot, "enter", "a", opener, "escape", "escape", "escape")
        assert [type(each) for each in app.screen_stack] == [LibraryScreen, ArticleScreen]


async def test_the_keys_behind_a_closing_key_do_their_work_below_in_order(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.go_to("برئاسة")
        await at_once(driver.app, driver.pilot, "?", "escape", "left", "a", "?", "escape", "left", "e")
        assert driver.on_disk() == [("ACTOR", "اللواء"), ("EVENT", "علي")]


async def test_a_note_entered_twice_is_written_once_and_complete(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.go_to(WORD)
        await at_once(driver.app, driver.pilot, "a", "m", *"note", "enter", "enter", "m", "!", "enter")
        assert [each.note for each in driver.reader.annotations] == ["note!"]


async def test_a_note_left_twice_stays_as_it_was(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.go_to(WORD)
        await at_once(driver.app, driver.pilot, "a", "m", *"note", "enter")
        await at_once(driver.app, driver.pilot, "m", *"other", "escape", "escape")
        assert [each.note for each in driver.reader.annotations] == ["note"]


async def test_a_command_chosen_twice_in_the_palette_runs_once(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.go_to(WORD)
        await at_once(driver.app, driver.pilot, "ctrl+p", *"actor", "enter", "enter")
        assert driver.on_disk() == [("ACTOR", WORD)]


async def test_what_is_written_of_a_note_outlives_quitting(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.go_to(WORD)
        await at_once(driver.app, driver.pilot, "a", "m", *"half", "ctrl+q", "ctrl+q")
        assert driver.app._exit
    async with reading(tmp_path) as driver:
        assert driver.reader.working_copy.draft is not None
        assert driver.reader.working_copy.draft[1] == "half"
        assert annotations_in(driver.store.folder) == [("ACTOR", WORD)]


def mouse(kind: type[events.MouseEvent], x: int, y: int) -> events.MouseEvent:
    """A mouse event as the driver makes it, in columns and lines of the screen."""
    button = 0 if kind is events.MouseMove else 1
    return kind(None, x, y, 0, 0, button, False, False, False, screen_x=x, screen_y=y)


async def click_twice(app: App[None], pilot: Pilot[None], x: int, y: int) -> None:
    """Two clicks that arrive together."""
    for kind in 2 * (events.MouseDown, events.MouseUp):
        app.post_message(mouse(kind, x, y))
    await pilot.pause()
    await pilot.pause(0.05)


async def test_a_dialog_closed_by_a_click_is_not_closed_again_by_another(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        await pilot.press("enter", "?")
        x, y, *_ = app.screen.query_one("#key-list").region
        await click_twice(app, pilot, x + 2, y + 2)
        assert [type(each) for each in app.screen_stack] == [LibraryScreen, ArticleScreen]


async def test_a_row_clicked_twice_opens_its_article_once(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        x, y, *_ = app.screen.query_one("#articles").region
        await click_twice(app, pilot, x + 2, y + 1)
        assert [type(each) for each in app.screen_stack] == [LibraryScreen, ArticleScreen]


async def test_a_key_behind_a_click_finds_the_caret_where_the_click_put_it(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        page = driver.screen.page
        row = driver.reader.viewport.row(driver.reader.viewport.top)
        indent = driver.reader.document.width - row.width
        first_column = page.region.x + page.left + indent
        for kind in (events.MouseDown, events.MouseUp):
            driver.app.post_message(mouse(kind, first_column, page.region.y))
        await at_once(driver.app, driver.pilot, "a")
        assert driver.on_disk() == [("ACTOR", "روسيا")]


async def test_a_closed_dialog_closes_nothing_else(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.press("a", "m")
        dialog = driver.app.screen
        assert isinstance(dialog, NoteDialog)
        await driver.press("escape")
        dialog.close()
        dialog.close()
        assert [type(each) for each in driver.app.screen_stack] == [ArticleScreen]
