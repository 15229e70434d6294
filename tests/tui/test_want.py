"""The system has no file, process or thread left: one sentence, and the rest goes on."""

from __future__ import annotations

import errno
import os
import threading
from typing import TYPE_CHECKING

from hashiya.messages import Message
from tests.tui.driving import reading

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


async def test_a_command_that_finds_no_file_left_is_told_of_and_the_reader_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(tmp_path) as driver:

        def refuse(_: object) -> None:
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

        monkeypatch.setattr(driver.reader, "select", refuse)
        await driver.press("w")
        monkeypatch.undo()
        assert driver.screen.notice.display
        await driver.go_to("الوزارة")
        await driver.press("a")
        assert driver.on_disk() == [("ACTOR", "الوزارة")]


async def test_a_label_made_when_no_thread_can_be_started_is_saved_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    async with reading(tmp_path) as driver:
        await driver.go_to("الوزارة")
        await driver.press("a")
        cause = Message("session.no_more_threads")
        assert driver.reader.working_copy.saving == Message("session.not_saved", cause=cause)
        assert driver.on_disk() == [("ACTOR", "الوزارة")]
        monkeypatch.undo()
