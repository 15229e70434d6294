"""Leaving in the middle of something: what is written in a dialog, and what the disk does not take."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NoReturn

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.commands.key_names import Key
from tests.session.marking import store_of
from tests.tui.driving import TEXT, reading

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


async def test_a_note_being_written_when_a_signal_ends_the_reader_is_gone_on_with(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.go_to("الوفد")
        await driver.press("a", "m", *"قارن")
        driver.app._leave_now(143)
    async with reading(tmp_path, TEXT) as driver:
        await driver.pilot.pause(0.1)
        assert driver.reader.notice == Message("tui.draft_kept", key=Key("m"))
        assert driver.reader.annotations[0].note == ""
        await driver.press("m", *" 2015", "enter")
        assert driver.reader.working_copy.flush()
        assert driver.reader.annotations[0].note == "قارن 2015"
        assert driver.reader.working_copy.draft is None


async def test_a_draft_that_is_dismissed_is_forgotten(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.go_to("الوفد")
        await driver.press("a", "m", *"قارن")
        driver.app._leave_now(143)
    async with reading(tmp_path, TEXT) as driver:
        await driver.press("m", "escape")
        assert driver.reader.working_copy.draft is None
        assert driver.reader.annotations[0].note == ""


async def test_a_dialog_in_which_nothing_was_written_leaves_no_draft(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        await driver.go_to("الوفد")
        await driver.press("a", "m")
        driver.app._leave_now(143)
    async with reading(tmp_path, TEXT) as driver:
        assert driver.reader.working_copy.draft is None


async def test_what_the_disk_does_not_take_is_kept_as_a_file_to_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise HashiyaError(Message("files.disk_full"))

    rescued = tmp_path / "rescued"
    async with reading(tmp_path, TEXT) as driver:
        driver.app.articles.leaving._rescue_folders = [rescued]
        monkeypatch.setattr(store_of(driver.reader.working_copy), "commit", full)
        await driver.go_to("الوفد")
        await driver.press("a", "ctrl+q")
        assert driver.app.is_running
        assert not rescued.exists()
        await driver.press("ctrl+q")
    [farewell] = driver.app.farewells
    assert farewell.told == Message("session.could_not_save", count=1, article="article.txt")
    [path] = rescued.iterdir()
    assert json.loads(path.read_bytes())["text"] == "الوفد"
    assert str(path) in farewell.hint


async def test_a_notice_that_comes_while_the_application_ends_is_dropped(tmp_path: Path) -> None:
    async with reading(tmp_path, TEXT) as driver:
        driver.app.exit()
        driver.app.complain_too(HashiyaError(Message("files.disk_full")))
        assert driver.app.return_code == 0
