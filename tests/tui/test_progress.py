"""Counts and progress on the screen: what they tell, and how a folder is chosen."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from hashiya.codebook.label import DEFAULT
from hashiya.session.library import FolderRow
from hashiya.store import open_repository
from hashiya.store.repository.reading import DONE, IN_PROGRESS, Reading
from hashiya.tui.app import HashiyaApp
from hashiya.tui.screens.library import LibraryScreen
from hashiya.tui.screens.progress import ProgressScreen
from tests.tui.driving import all_read

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

TEXT = "زيارة وفد إلى روسيا"


@asynccontextmanager
async def library(top: Path, width: int = 100) -> AsyncIterator[tuple[HashiyaApp, Pilot[None]]]:
    """A library of four articles, in which two annotators have begun."""
    home = top / "annotations"
    for name in ("a.txt", "2/b.txt", "10/c.txt", "10/deep/d.txt"):
        (top / "news" / name).parent.mkdir(parents=True, exist_ok=True)
        (top / "news" / name).write_text(TEXT, encoding="utf-8")
    own, other = (open_repository(home, name) for name in ("سارة", "منى"))
    own.open_key("news/2/b.txt").save_reading(Reading(1, DONE))
    own.open_key("news/10/c.txt").save_reading(Reading(1, IN_PROGRESS))
    app = HashiyaApp([top / "news"], own, DEFAULT)
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.pause()
        await all_read(app, pilot)
        other.open_key("news/10/c.txt").save_reading(Reading(1, DONE))
        yield app, pilot


async def _rows(app: HashiyaApp, pilot: Pilot[None]) -> list[str]:
    while not isinstance(app.screen, ProgressScreen):
        await pilot.pause(0.01)
    await pilot.pause()
    tallies = app.screen.query_one("#tally-list")
    return [" ".join(tallies.render_line(y).text.split()) for y in range(tallies.size.height)]


async def test_folders_are_counted_with_those_below_them(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        await pilot.press("p")
        rows = await _rows(app, pilot)
        assert rows[4:] == [
            "▌ news 4 ○ 2 ◐ 1 ● 1 A · E · Q ·",
            "2 1 ○ · ◐ · ● 1 A · E · Q ·",
            "10 2 ○ 1 ◐ 1 ● · A · E · Q ·",
            "deep 1 ○ 1 ◐ · ● · A · E · Q ·",
        ]


async def test_counts_follow_what_is_saved(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        await pilot.press("p")
        await _rows(app, pilot)
        await pilot.press("escape")
        other = open_repository(tmp_path / "annotations", "سارة")
        other.open_key("news/a.txt").save_reading(Reading(2, DONE))
        await pilot.press("p")
        assert (await _rows(app, pilot))[4] == "▌ news 4 ○ 1 ◐ 1 ● 2 A · E · Q ·"


async def test_a_folder_narrows_the_library_until_the_filter_is_cleared(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        await pilot.press("p")
        await _rows(app, pilot)
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert _names(app) == ["c.txt", "d.txt"]
        assert isinstance(app.screen, LibraryScreen)
        assert not isinstance(app.screen.library.row(app.screen.list.cursor), FolderRow)
        await pilot.press("escape")
        assert len(_names(app)) == 4


@pytest.mark.parametrize(
    ("width", "first"),
    [
        (80, "▌ news 4 ○ 2 ◐ 1 ● 1 A · E · Q ·"),
        (50, "▌ news 4 ○ 2 ◐ 1 ● 1 Σ ·"),
        (30, "▌ news 4"),
    ],
)
async def test_a_narrow_window_has_fewer_columns(tmp_path: Path, width: int, first: str) -> None:
    async with library(tmp_path, width) as (app, pilot):
        await pilot.press("p")
        assert (await _rows(app, pilot))[4] == first


def _names(app: HashiyaApp) -> list[str]:
    assert isinstance(app.screen, LibraryScreen)
    rows = app.screen.library.rows(slice(None))
    return [row.path.name for row in rows if not isinstance(row, FolderRow)]
