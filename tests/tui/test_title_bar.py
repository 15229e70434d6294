"""The line above the article names it, its folder, and how far the work on it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.session.working_copy import STATUS_NAMES
from hashiya.store.repository.reading import IN_PROGRESS, UNREAD
from tests.tui.driving import drawn, reading

if TYPE_CHECKING:
    import pytest


async def test_an_article_of_the_current_folder_stands_under_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wires").mkdir()
    monkeypatch.chdir(tmp_path / "wires")
    async with reading(Path()) as driver:
        assert driver.line_text("title").startswith(" hashiya wires ▸ article ")


async def test_an_article_is_unread_until_something_is_marked(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as driver:
        assert driver.line_text("title").endswith(f" {drawn(STATUS_NAMES[UNREAD])} ")
        await driver.press("a")
        assert driver.line_text("title").endswith(f" {drawn(STATUS_NAMES[IN_PROGRESS])} ")
