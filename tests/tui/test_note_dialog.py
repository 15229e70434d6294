"""The dialog for a note neither cuts nor changes a note that is only looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message, speak
from hashiya.session.commands import annotating
from hashiya.tui.widgets.note_input import NEW_LINE, NoteInput
from tests.tui.driving import drawn, reading

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.driving import Driver


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


async def test_a_note_that_is_changed_keeps_its_lines(tmp_path: Path) -> None:
    async with reading(tmp_path) as driver:
        await driver.press("w", "a")
        (annotation,) = driver.reader.annotations
        annotating.write_note(driver.reader, annotation, "two\nlines\x1b")
        await driver.press("m", "!", "enter")
        assert driver.reader.annotations[0].note == "two\nlines!"


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


IN_BOTH_LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])


def note_input(driver: Driver) -> NoteInput:
    return driver.app.screen.query_one(NoteInput)


@IN_BOTH_LANGUAGES
@pytest.mark.parametrize("key", NEW_LINE)
async def test_a_note_may_have_several_lines(tmp_path: Path, language: str, key: str) -> None:
    speak(language)
    async with reading(tmp_path, size=(80, 24)) as driver:
        await driver.press("w", "a", "m", *"قارن", key, *"two", key, key, *"end")
        lines = note_input(driver)
        assert lines.size.height == 4
        first, second, third, fourth = (lines.render_line(y).text for y in range(4))
        assert drawn("قارن") in first
        assert "two" in second
        assert third.strip() == ""
        assert "end" in fourth
        await driver.press("enter")
        assert driver.reader.annotations[0].note == "قارن\ntwo\n\nend"
        assert "✎" in driver.line_text("status")


async def test_each_line_of_a_note_begins_where_its_letters_do(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as driver:
        await driver.press("w", "a", "m", *"قارن", "ctrl+j", *"two", "up", "home")
        lines = note_input(driver)
        first, second = (lines.render_line(y).text for y in range(2))
        assert first.endswith(f"{drawn('قارن')} ")
        label = drawn(Message("tui.note"))
        assert second.index("two") == first.index(label) + len(label) + 3


async def test_up_and_down_keep_the_column_and_home_and_end_the_line(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(80, 24)) as driver:
        await driver.press("w", "a", "m", *"abcd", "ctrl+j", *"ef", "ctrl+j", *"ghij")
        editor = note_input(driver).editor
        seen = []
        for key in ("up", "up", "down", "home", "down", "end", "up", "backspace", "backspace", "backspace"):
            await driver.press(key)
            seen.append(editor.caret)
        assert seen == [7, 2, 7, 5, 8, 12, 7, 6, 5, 4]
        assert editor.text == "abcd\nghij"
        await driver.press("enter")
        assert driver.reader.annotations[0].note == "abcd\nghij"


async def test_a_long_note_is_wrapped_and_scrolls_with_its_caret(tmp_path: Path) -> None:
    async with reading(tmp_path, size=(60, 14)) as driver:
        await driver.press("w", "a", "m")
        note_input(driver).paste("word " * 60 + "\n" + "سطر " * 20)
        await driver.pilot.pause()
        lines = note_input(driver)
        assert lines.size.height == min(len(lines.rows()), lines.most)
        shown = [lines.render_line(y).text for y in range(lines.size.height)]
        assert drawn("سطر") in shown[-1]
        await driver.press(*["up"] * 20)
        assert "word" in lines.render_line(0).text
        assert drawn(Message("tui.note")) in lines.render_line(0).text
