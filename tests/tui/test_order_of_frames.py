"""The frame of a key comes first, and news of other threads have the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events
from textual._compositor import ChopsUpdate

from hashiya.tui.terminal_app import TerminalApp
from tests.tui.driving import TEXT, Driver, reading

if TYPE_CHECKING:
    from pathlib import Path

CARET_ROW, STATUS, NEWS_ROW = 1, 28, 4


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[set[int]]:
    """The lines of the screen that each frame paints, whether the terminal shows them already or not."""
    painted: list[set[int]] = []

    def display(_app: TerminalApp, _screen: object, update: object) -> None:
        if isinstance(update, ChopsUpdate):
            painted.append({y for y, _, _ in update.spans})

    monkeypatch.setattr(TerminalApp, "_display", display)
    return painted


def bring_news(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another thread has found something about a word further down on the page."""
    reader = driver.reader
    word = reader.words.at(TEXT.index("نائب"))
    assert word is not None
    monkeypatch.setattr(reader.outside, "receive", lambda: reader.repaint(word))
    driver.app.tell_of_news()


async def test_news_do_not_share_the_frame_that_a_key_waits_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, frames: list[set[int]]
) -> None:
    async with reading(tmp_path) as driver:
        await driver.press("left")
        frames.clear()
        await driver.app.on_event(events.Key("left", None))
        bring_news(driver, monkeypatch)
        await driver.pilot.pause()
        assert frames == [{CARET_ROW, STATUS}, {NEWS_ROW, STATUS}]


async def test_news_without_a_key_are_painted_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, frames: list[set[int]]
) -> None:
    async with reading(tmp_path) as driver:
        await driver.press("left")
        frames.clear()
        bring_news(driver, monkeypatch)
        await driver.pilot.pause()
        assert frames == [{NEWS_ROW, STATUS}]


async def test_news_behind_a_dialog_are_taken_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(tmp_path) as driver:
        taken: list[bool] = []
        monkeypatch.setattr(driver.reader.outside, "receive", lambda: taken.append(True))
        await driver.press("?")
        taken.clear()
        driver.app.tell_of_news()
        await driver.pilot.pause()
        assert taken


async def test_keys_that_wait_together_share_a_frame(tmp_path: Path, frames: list[set[int]]) -> None:
    """Over a slow line the keys of a held key arrive together."""
    async with reading(tmp_path) as driver:
        before = driver.caret()
        frames.clear()
        for _ in range(5):
            driver.app.post_message(events.Key("left", None))
        await driver.pilot.pause()
        assert driver.caret() != before
        assert sum(CARET_ROW in lines for lines in frames) == 1
