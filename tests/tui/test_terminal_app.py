from __future__ import annotations

import errno
import gc
import os
from typing import TYPE_CHECKING

from textual import events
from textual.app import App

from hashiya.codebook.label import DEFAULT
from hashiya.store.tinydb.store import Store
from hashiya.terminal.inquiry import Inquiry
from hashiya.terminal.kept_answers import KeptAnswers
from hashiya.tui.app import HashiyaApp
from tests.tui.driving import reading

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

IN_TMUX = {"TERM": "tmux-256color", "TMUX": "/tmp/tmux,1,0"}  # noqa: S108 - no file is made


async def test_tmux_is_asked_again_when_the_terminal_gets_the_focus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clients = ["xterm-256color"]

    def ask(inquiry: Inquiry) -> None:
        inquiry._tmux_answer = f"\t{clients[-1]}\t\n"

    monkeypatch.setattr(Inquiry, "ask_tmux", ask)
    inquiry = Inquiry(IN_TMUX, KeptAnswers(None))
    app = HashiyaApp([tmp_path], Store(tmp_path / "annotations"), DEFAULT, inquiry=inquiry)
    async with app.run_test() as pilot:
        await pilot.pause()
        before = app.terminal
        clients.append("xterm-kitty")
        await pilot.pause(0.1)
        assert app.terminal is before
        app.post_message(events.AppFocus())
        for _ in range(1000):
            if app.terminal is not before:
                break
            await pilot.pause(0.01)
        assert app.terminal is not None
        assert app.terminal.profile.key == "kitty"


async def test_garbage_that_the_start_leaves_is_collected_after_the_first_frame(tmp_path: Path) -> None:
    gc.disable()  # as the command line does, until the first frame is shown
    try:
        async with reading(tmp_path) as driver:
            await driver.pilot.pause()
            assert gc.isenabled()
    finally:
        gc.enable()


async def test_a_fault_whose_report_cannot_be_loaded_ends_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unloadable(*_: object) -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE), "traceback.py")

    async with reading(tmp_path) as driver:
        monkeypatch.setattr(App, "_handle_exception", unloadable)
        driver.app._handle_exception(ValueError("it is broken"))
    [farewell] = driver.app.farewells
    assert farewell.told.id == "files.cannot_read"
    assert driver.app.return_code == 1
