"""Deciding with keys: conflict → list → answer → disk → page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.store.store import Store
from hashiya.tui.screens.article import ArticleScreen
from hashiya.tui.screens.questions import QuestionsScreen
from tests.tui.driving import TEXT, reading

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from tests.tui.driving import Driver


async def make_conflict(driver: Driver) -> Annotation:
    """The same annotation gets a note here and by another program."""
    await driver.go_to("الوفد")
    await driver.press("a")
    assert driver.reader.notebook.flush()
    base = driver.reader.annotations[0]
    theirs = Store(driver.store.folder).open(driver.reader.article)
    theirs.apply([Edit(base, changed(base, note="كتب غيري"))])
    driver.reader.write_note(base.id, "كتبت أنا")
    assert driver.reader.notebook.flush()
    await driver.pilot.pause()
    return base


def on_disk(driver: Driver) -> list[str]:
    return sorted(each.note for each in Store(driver.store.folder).open(driver.reader.article).annotations())


@pytest.mark.parametrize(
    ("key", "kept"),
    [
        ("m", ["كتبت أنا"]),
        ("ة", ["كتبت أنا"]),
        ("t", ["كتب غيري"]),
        ("b", ["كتب غيري", "كتبت أنا"]),
    ],
)
async def test_a_key_decides_a_conflict(tmp_path: Path, key: str, kept: list[str]) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await make_conflict(driver)
        await driver.press("r")
        assert isinstance(driver.app.screen, QuestionsScreen)
        await driver.press(key)
        assert isinstance(driver.app.screen, ArticleScreen)
        assert on_disk(driver) == kept


async def test_deciding_later_leaves_both_versions(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await make_conflict(driver)
        await driver.press("r", "escape")
        assert isinstance(driver.app.screen, ArticleScreen)
        assert on_disk(driver) == ["كتب غيري"]
        assert len(driver.reader.questions) == 1
        await driver.press("r", "enter")
        assert driver.selected() == "الوفد"


async def test_with_nothing_to_decide_the_list_stays_closed(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.press("r")
        assert isinstance(driver.app.screen, ArticleScreen)
        assert driver.reader.message == "Nothing to decide."
