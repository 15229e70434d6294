"""Keys typed faster than the screen follows: each does what it would have done slowly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from hashiya.tui.screens.article import ArticleScreen
from tests.tui.driving import annotations_in, reading
from tests.tui.test_library_screen import library

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import App
    from textual.pilot import Pilot

_CHARACTERS = {"space": " ", "slash": "/"}


async def at_once(app: App[None], pilot: Pilot[None], *keys: str) -> None:
    """Puts keys into the queue one behind the other, without waiting for what each does."""
    for key in keys:
        character = _CHARACTERS.get(key, key if len(key) == 1 else None)
        app.post_message(events.Key(key, character))
    await pilot.pause()
    await pilot.pause(0.05)


async def test_a_search_typed_at_once_goes_to_the_line_and_what_follows_enter_to_the_page(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path) as driver:
        await at_once(driver.app, driver.pilot, "slash", *"نائب", "enter", "space", "left", "a")
        assert driver.reader.finder.query == "نائب"
        assert driver.on_disk() == [("ACTOR", "نائب الوزير")]
        assert driver.reader.working_copy.status == "in progress"


async def test_a_note_typed_at_once_labels_nothing(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.go_to("الوزارة")
        await at_once(driver.app, driver.pilot, "a", "m", *"aeq", "enter", "left")
        assert driver.on_disk() == [("ACTOR", "الوزارة")]
        assert driver.reader.annotations[0].note == "aeq"
        assert driver.caret() == "أن"


async def test_an_article_opened_and_marked_at_once(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        await at_once(app, pilot, "down", "enter", "left", "a")
        assert isinstance(app.screen, ArticleScreen)
        reader = app.screen.reader
        assert reader.article.path.name == "b.txt"
        assert [(a.label, a.text) for a in reader.annotations] == [("ACTOR", "إلى")]


async def test_leaving_does_not_overtake_what_was_typed_before(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.go_to("الوزارة")
        await at_once(driver.app, driver.pilot, "a", "left", "e", "u", "ctrl+q")
        assert annotations_in(driver.store.folder) == [("ACTOR", "الوزارة")]
        assert driver.app._exit


async def test_one_can_leave_from_a_dialog(tmp_path: Path) -> None:
    for keys in (["?", "ctrl+q"], ["ctrl+p", "ctrl+q"], ["/", "ctrl+q"], ["a", "m", "f10"]):
        folder = tmp_path / str(len(keys[0]) + ord(keys[0][0]))
        folder.mkdir()
        async with reading(folder) as driver:
            await driver.press(*keys)
            assert driver.app._exit
