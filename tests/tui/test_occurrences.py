"""The list of the other occurrences: one below the other, to be struck before all are labelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message, speak
from hashiya.tui.palette import label_style
from hashiya.tui.screens.occurrences import OccurrencesScreen
from hashiya.tui.widgets.row_list import RowList
from tests.tui.driving import Driver, drawn, reading, screen_lines

if TYPE_CHECKING:
    from pathlib import Path

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
