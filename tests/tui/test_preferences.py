"""Theme, margin and width are as they were left, in the next article and after quitting."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from hashiya.session.preferences import Preferences
from hashiya.terminal.inquiry import Inquiry
from hashiya.terminal.kept_answers import KeptAnswers
from hashiya.tui.app import HashiyaApp
from hashiya.tui.launch import open_reader
from hashiya.tui.screens.article import ArticleScreen
from tests.tui.driving import TEXT, reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[object]]:
    """Opens an article as the command line does, presses keys, says how it looks then, and quits."""
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    seen: list[object] = []

    async def drive(app: HashiyaApp, size: tuple[int, int], keys: list[str]) -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, ArticleScreen)
            seen[:] = [app.palette.dark, bool(screen.margin.display), screen.reader.measure]
            await pilot.press("ctrl+q")

    def run(*keys: str, width: int = 80, theme: str | None = None) -> list[object]:
        def run_app(app: HashiyaApp) -> None:
            asyncio.run(drive(app, (width, 24), list(keys)))

        monkeypatch.setattr(HashiyaApp, "run", run_app)
        inquiry = Inquiry({}, KeptAnswers(None), "visual")
        open_reader([article], tmp_path / "annotations", theme=theme, inquiry=inquiry)
        return list(seen)

    return run


def test_they_are_kept_over_quitting(run: Callable[..., list[object]]) -> None:
    assert run() == [True, False, 80]
    assert run("t", "h", "-") == [False, True, 76]
    assert run() == [False, True, 76]
    assert run("t", "h", "+", "+") == [True, False, 84]
    assert run() == [True, False, 84]


def test_a_named_theme_is_for_one_run(run: Callable[..., list[object]]) -> None:
    assert run(theme="light")[0] is False
    assert run()[0] is True
    assert run("t", theme="light")[0] is True
    assert run("t")[0] is False
    assert run(theme="dark")[0] is True
    assert run()[0] is False


def test_the_margin_is_left_to_the_window_until_one_decides(run: Callable[..., list[object]]) -> None:
    assert run(width=120)[1] is True
    assert run(width=80)[1] is False
    assert run("h", "h", width=120)[1] is True
    assert run(width=80)[1] is False
    assert run("h", width=120)[1] is False
    assert run(width=120)[1] is False


def test_a_home_that_cannot_be_written_is_no_error(
    run: Callable[..., list[object]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert run("t", "h") == [False, True, 80]
    assert run() == [True, False, 80]
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.delenv("HOME")
    assert run("t")[0] is False
    assert run()[0] is True


async def test_the_next_article_is_shown_as_the_last_was(tmp_path: Path) -> None:
    preferences = Preferences()
    async with reading(tmp_path, size=(80, 24), preferences=preferences) as driver:
        await driver.press("h", "-", "o", "enter")
        assert driver.screen.margin.display
        assert driver.reader.measure == 76


async def test_the_list_is_shown_only_while_it_has_the_keys_where_the_margin_is_folded_away(
    tmp_path: Path,
) -> None:
    async with reading(tmp_path, size=(80, 24)) as driver:
        await driver.press("a", "shift+tab")
        assert (driver.screen.margin.display, driver.screen.margin.size.width) == (True, 25)
        await driver.press("shift+tab")
        assert not driver.screen.margin.display
        assert driver.screen.page.size.width == 80
        assert driver.app.preferences.margin is None


@pytest.mark.parametrize("key", ["shift+tab", "h"])
async def test_a_narrow_window_shows_the_list_or_the_page(tmp_path: Path, key: str) -> None:
    async with reading(tmp_path, size=(40, 10)) as driver:
        await driver.press("a", key)
        assert (driver.screen.margin.size.width, driver.screen.page.display) == (40, False)
        await driver.press(key)
        assert (driver.screen.page.size.width, driver.screen.margin.display) == (40, False)
