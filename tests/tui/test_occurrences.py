"""The list of the other occurrences: one below the other, to be struck before all are labelled."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message, speak
from hashiya.tui.palette import label_style
from hashiya.tui.screens.occurrences import OccurrencesScreen
from hashiya.tui.screens.waiting import WaitingScreen
from hashiya.tui.strips import made_ready
from hashiya.tui.widgets.row_list import RowList
from hashiya.tui.widgets.sentences import Sentences
from tests.tui.driving import Driver, all_read, drawn, reading, screen_lines

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.services.everywhere import Occurrence
    from hashiya.services.progress import Progress

TEXT = (
    "زار الوفد روسيا في الخريف.\n"
    "وقالت روسيا إن الزيارة مهمة، ثم عاد الوفد من روسيا إلى دمشق.\n"
    "أما الروسية فلغة، وقد طلب روسياً، ولروسيا رأي.\n"
)
IN_BOTH_LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])


async def shown(driver: Driver) -> OccurrencesScreen:
    """Labels the first «روسيا» and shows the others."""
    await driver.pilot.pause()
    driver.reader.go_to(TEXT.index("روسيا"))
    await driver.press("a", "*")
    for _ in range(200):
        if isinstance(driver.app.screen, OccurrencesScreen):
            break
        await driver.pilot.pause(0.01)
    assert isinstance(driver.app.screen, OccurrencesScreen)
    await driver.pilot.pause()
    return driver.app.screen


@IN_BOTH_LANGUAGES
async def test_the_occurrences_begin_in_one_column_and_have_their_letters_in_order(
    tmp_path: Path, language: str
) -> None:
    speak(language)
    async with reading(tmp_path, TEXT, size=(80, 24)) as driver:
        screen = await shown(driver)
        rows = screen.query_one("#occurrence-list", RowList)
        hit = label_style(DEFAULT["ACTOR"], driver.app.palette)
        ends = set()
        for y in range(rows.count):
            column, found = 0, ""
            for segment in rows.render_line(y):
                column += segment.cell_length
                if segment.style == hit:
                    found, end = found + segment.text, column
            assert found in (drawn("روسيا"), drawn("لروسيا")[:-1])
            ends.add(end)
        assert rows.count == 3, "neither in another word nor before another ending"
        assert len(ends) == 1
        assert all(line.rstrip() for line in screen_lines(driver.app)[:1])


@IN_BOTH_LANGUAGES
async def test_struck_ones_are_left_out_and_the_rest_is_one_step(tmp_path: Path, language: str) -> None:
    speak(language)
    async with reading(tmp_path, TEXT, size=(80, 24)) as driver:
        screen = await shown(driver)
        await driver.press("down", "x")
        lines = screen_lines(driver.app)
        counted = drawn(Message("tui.accepted_of", accepted=2, count=3))
        assert any(counted in line for line in lines)
        assert len(screen.everywhere.accepted) == 2
        await driver.press("enter")
        await driver.pilot.pause(0.05)
        assert driver.on_disk() == [("ACTOR", "روسيا")] * 3
        await driver.press("u")
        assert driver.on_disk() == [("ACTOR", "روسيا")]


async def test_nothing_is_written_when_the_list_is_left(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT, size=(80, 24)) as driver:
        await shown(driver)
        await driver.press("escape")
        assert driver.on_disk() == [("ACTOR", "روسيا")]


async def test_a_search_of_many_articles_tells_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = [threading.Event(), threading.Event()]

    def slow(*_: object, progress: Progress, **__: object) -> list[Occurrence]:
        assert steps[0].wait(60)
        progress(3, 10)
        assert steps[1].wait(60)
        return []

    monkeypatch.setattr("hashiya.session.everywhere.occurrences_below", slow)
    async with reading(tmp_path, TEXT, size=(80, 24)) as driver:
        await shown(driver)
        monkeypatch.setattr("hashiya.tui.errand._AT_ONCE", 0.0)
        await driver.pilot.press("*")
        assert await told(driver, Message("tui.looking_through", text="روسيا"))
        steps[0].set()
        assert await told(driver, Message("tui.looked_through", text="روسيا", done=3, count=10))
        steps[1].set()
        await all_read(driver.app, driver.pilot)
        assert isinstance(driver.app.screen, OccurrencesScreen)


async def told(driver: Driver, message: Message) -> bool:
    """Tell whether the dialog in front says something in the end."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        screen = driver.app.screen
        if isinstance(screen, WaitingScreen) and screen.query_one(Sentences).text == made_ready(message):
            return True
        await driver.pilot.pause(0.01)
    return False
