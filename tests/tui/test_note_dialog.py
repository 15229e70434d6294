"""The dialog for a note neither cuts nor changes a note that is only looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from hashiya.session.commands import annotating
from tests.tui.driving import reading

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("note", ["two\nlines\tand\x1b[31m \ud800", "x" * 1999], ids=["odd", "long"])
async def test_a_note_that_is_only_looked_at_stays_as_it_was(tmp_path: Path, note: str) -> None:
    async with reading(tmp_path) as driver:
        await driver.press("w", "a")
        (annotation,) = driver.reader.annotations
        annotating.write_note(driver.reader, annotation, note)
        await driver.press("m", "enter")
        assert driver.reader.annotations[0].note == note
        await driver.press("m", "!", "backspace", "enter")
        assert driver.reader.annotations[0].note == note


async def test_a_note_that_is_changed_is_kept_as_one_line(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.press("w", "a")
        (annotation,) = driver.reader.annotations
        annotating.write_note(driver.reader, annotation, "two\nlines\x1b")
        await driver.press("m", "!", "enter")
        assert driver.reader.annotations[0].note == "two lines!"


async def test_a_note_too_long_for_the_line_is_not_opened_and_not_cut(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.press("w", "a")
        (annotation,) = driver.reader.annotations
        annotating.write_note(driver.reader, annotation, "ملاحظة\n" * 150_000)
        await driver.press("m")
        assert driver.app.screen is driver.screen
        assert driver.screen.notice.messages[0] == Message("tui.note_too_long", count=1_050_000)
        await driver.press("enter")
        assert driver.reader.annotations[0].note == "ملاحظة\n" * 150_000
