"""What is done to the open article and its store from outside, and the key that decodes otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.label import DEFAULT
from hashiya.store.store import Store
from hashiya.text.spans import Span
from hashiya.tui.app import HashiyaApp
from hashiya.tui.screens.article import ArticleScreen
from tests.tui.driving import TEXT, Driver, reading

if TYPE_CHECKING:
    from pathlib import Path


async def until(driver: Driver, said: str) -> None:
    """Waits for a message of the reader's, longer than it may take."""
    for _ in range(60):
        if said in driver.reader.message:
            return
        await driver.pilot.pause(0.05)
    pytest.fail(f"never said, but: {driver.reader.message!r}")


async def test_what_another_program_saves_is_drawn_without_a_key(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        article = driver.reader.article
        start = TEXT.index("النعسان")
        plain = driver.backgrounds(start, start + 7)
        theirs = Store(driver.store.folder).open(article)
        made = new_annotation(theirs.key, article.sha256, TEXT, Span(start, start + 7), "ACTOR")
        theirs.apply([Edit(None, made)])
        await until(driver, "Another program added 1 annotation.")
        await driver.pilot.pause()
        assert driver.backgrounds(start, start + 7) != plain
        assert "النعسان"[0] in driver.reader.annotations[0].text
        theirs.apply([Edit(made, changed(made, label="EVENT"))])
        await until(driver, "Another program changed 1 annotation.")
        assert [each.label for each in driver.reader.annotations] == ["EVENT"]


async def test_an_article_edited_or_gone_is_said_and_can_still_be_annotated(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        driver.reader.article.path.write_text("x " + TEXT, encoding="utf-8")
        await until(driver, "was changed by another program")
        driver.reader.article.path.unlink()
        await until(driver, "is gone")
        await driver.go_to("الوفد")
        await driver.press("a")
        assert driver.on_disk() == [("ACTOR", "الوفد")]
        driver.reader.article.path.write_text(TEXT, encoding="utf-8")
        await until(driver, "The file matches the text on screen again.")


async def test_a_guess_is_said_and_a_key_decodes_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes((TEXT.replace("“", "").replace("”", "") * 3).encode("cp1256"))
    app = HashiyaApp([path], Store(tmp_path / "annotations"), DEFAULT)
    app.first = app.open_reader(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        driver = Driver(app, pilot, Store(tmp_path / "annotations"))
        assert driver.reader.article.encoding == "cp1256"
        assert "زيارة" in driver.reader.text
        assert driver.screen.notice.display
        await driver.press("ctrl+e")
        assert isinstance(app.screen, ArticleScreen)
        assert driver.reader.article.encoding == "iso-8859-6"
        assert "زيارة" not in driver.reader.text
        for _ in range(7):
            await driver.press("f8")
        assert driver.reader.article.encoding != "iso-8859-6"
        assert len(app.screen_stack) == 2
