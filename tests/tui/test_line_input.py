"""The line of input: what is typed is shown joined and in order, with the caret at its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.driving import Driver, reading

if TYPE_CHECKING:
    from pathlib import Path


def _shown(driver: Driver) -> str:
    """What stands right of the prompt's label, less the empty columns."""
    return driver.screen.prompt.render_line(0).text.split("▸", 1)[1].strip()


def _caret_column_from_right(driver: Driver) -> int:
    """The column of the caret, counted from the right edge of the text, beside which one stays empty."""
    strip = driver.screen.prompt.render_line(0)
    ink = driver.app.palette.ink.lower()
    column = 0
    for segment in strip:
        if segment.style and segment.style.bgcolor and segment.style.bgcolor.name == ink:
            return strip.cell_length - 2 - column
        column += segment.cell_length
    pytest.fail("no caret is drawn")


async def test_arabic_is_joined_and_runs_from_the_right_edge(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.press("/", *"بيت")
        # beh initial, yeh medial, teh final; drawn from the left as teh, yeh, beh
        assert [ord(letter) for letter in _shown(driver)] == [0xFE96, 0xFEF4, 0xFE91]
        assert driver.screen.prompt.render_line(0).text.endswith("\ufe91 ")
        assert _caret_column_from_right(driver) == 3


async def test_the_caret_moves_left_to_go_on_and_deletes_in_the_order_of_the_text(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.press("/", *"بيت", "right")
        assert _caret_column_from_right(driver) == 2
        await driver.press("backspace")
        assert driver.screen.prompt.editor.text == "بت"
        assert _caret_column_from_right(driver) == 1
        await driver.press("home", "delete")
        assert driver.screen.prompt.editor.text == "ت"
        await driver.press("ctrl+z", "ctrl+z")
        assert driver.screen.prompt.editor.text == "بيت"


async def test_latin_runs_from_the_left(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.press("/", *"abc")
        assert _shown(driver) == "abc"
        await driver.press("left", "X")
        assert driver.screen.prompt.editor.text == "abXc"


async def test_the_key_of_lam_and_alef_types_two_letters(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.press("/", "\ufefb", "\ufef7")
        assert driver.screen.prompt.editor.text == "\u0644\u0627\u0644\u0623"


async def test_a_paste_is_one_clean_line(tmp_path: Path) -> None:
    from textual import events

    async with reading(tmp_path) as driver:
        await driver.press("/")
        driver.screen.prompt.post_message(events.Paste("واحد\nاثنان\x1b[31m"))
        await driver.pilot.pause()
        text = driver.screen.prompt.editor.text
        assert text.startswith("واحد اثنان")
        assert not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in text)


async def test_a_line_longer_than_the_window_keeps_the_caret_in_sight(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(40, 12)) as driver:
        await driver.press("/")
        driver.screen.prompt.editor.insert("كلمة " * 30)
        await driver.press("ن")
        assert 0 <= _caret_column_from_right(driver) < 40
        await driver.press("home")
        assert _caret_column_from_right(driver) == 0
