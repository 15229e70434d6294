"""What is copied, and where it goes."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import stat
import subprocess
import threading
import time
from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from hashiya.programs import end_all
from hashiya.text.spans import Span
from hashiya.tui.clipboard import Clipboard, Outcome, copied_text
from tests.test_programs import is_running
from tests.tui.driving import reading

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "قال\tx\r\n\x1b]52;c;SEFDSw==\x07\x9b31m\x00\x7f\ud800\u202e"
CLEANED = "قال\tx\n\ufffd]52;c;SEFDSw==\ufffd\ufffd31m\ufffd\ufffd\ufffd\u202e"


PATIENCE = 30.0


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where programs of a desktop's clipboard, and tmux, are found."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("hashiya.tui.clipboard.SECONDS", PATIENCE)
    return folder


def make_program(folder: Path, script: str, name: str = "xclip") -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)


class Copying:
    """A clipboard, what it sent to the terminal, and what it told."""

    def __init__(self, *, in_browser: bool = False, **environment: str) -> None:
        self.sent: list[str] = []
        self.told: queue.Queue[Outcome] = queue.Queue()
        self.clipboard = Clipboard(self.sent.append, in_browser=in_browser, environment=environment)

    def copy(self, text: str) -> Outcome:
        self.clipboard.copy(text, self.told.put)
        return self.told.get(timeout=PATIENCE)


SENT_OFF = Message("tui.sent_to_terminal_clipboard")
COPIED = Message("tui.copied")
ONLY_IN_TMUX = Message("tui.copied_to_tmux_only", key="]")


def test_what_is_copied_keeps_tabs_and_lines_and_nothing_else(desktop: Path) -> None:
    make_program(desktop, f"cat > {desktop}/copied")
    assert Copying().copy(HOSTILE) == (COPIED, None)
    assert (desktop / "copied").read_text(encoding="utf-8") == CLEANED


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 1", Message("tui.ended_with", program="xclip", status=1)),
        ("cat >/dev/null; kill -9 $$", Message("tui.ended_by", program="xclip", signal=9)),
        (
            "echo 'Error: no display' >&2; exit 1",
            Message(
                "tui.failure",
                failure=Message("tui.ended_with", program="xclip", status=1),
                words="Error: no display",
            ),
        ),
    ],
)
def test_a_clipboard_that_fails_is_told_of_and_the_terminals_is_used(
    desktop: Path, capfd: pytest.CaptureFixture[str], script: str, said: Message
) -> None:
    make_program(desktop, script)
    copying = Copying()
    assert copying.copy(HOSTILE).message == Message("tui.desktop_failed", cause=said, outcome=SENT_OFF)
    assert copying.sent == [CLEANED]
    assert capfd.readouterr() == ("", "")


def test_a_clipboard_that_never_answers_is_given_up_and_told_of(
    desktop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hashiya.tui.clipboard.SECONDS", 3.0)
    make_program(desktop, f"echo $$ > {desktop}/pid; exec sleep 600")
    copying = Copying()
    said = copying.copy("x").message
    cause = Message("tui.no_answer_within", count=3)
    assert said == Message("tui.desktop_failed", cause=cause, outcome=SENT_OFF)
    program = int((desktop / "pid").read_text(encoding="utf-8"))
    end = time.monotonic() + PATIENCE  # whoever inherits a killed program has to bury it
    while is_running(program) and time.monotonic() < end:
        time.sleep(0.01)
    assert not is_running(program)


def test_a_program_that_goes_on_in_the_background_has_copied_and_lives_on(desktop: Path) -> None:
    make_program(desktop, f"cat > {desktop}/copied; sleep 600 & echo $! > {desktop}/pid")
    assert Copying().copy("x").message == COPIED
    os.kill(int((desktop / "pid").read_text(encoding="utf-8")), signal.SIGKILL)


def test_without_any_clipboard_the_terminals_is_used(monkeypatch: pytest.MonkeyPatch, desktop: Path) -> None:
    monkeypatch.delenv("DISPLAY")
    copying = Copying()
    assert copying.copy("x").message == SENT_OFF
    assert copying.sent == ["x"]


def test_in_a_browser_the_visitors_clipboard_is_the_only_one(desktop: Path) -> None:
    make_program(desktop, f"cat > {desktop}/copied")
    make_program(desktop, f"cat > {desktop}/copied", "tmux")
    copying = Copying(in_browser=True, TMUX="/nowhere,1,0", TERM="tmux-256color")
    assert copying.copy("x") == (Message("tui.sent_to_browser"), None)
    assert copying.sent == ["x"]
    assert not (desktop / "copied").exists()


def copying_in_tmux() -> Copying:
    return Copying(TMUX="/nowhere,1,0", TERM="tmux-256color")


@pytest.mark.parametrize(
    ("answer", "message", "hint"),
    [
        (
            "external clipboard,title",
            Message("tui.copied_to_tmux", key="]"),
            None,
        ),
        (
            "external title",
            ONLY_IN_TMUX,
            Message("tui.tmux_setting", setting="set -as terminal-features ',*:clipboard'"),
        ),
        (
            "off clipboard",
            ONLY_IN_TMUX,
            Message("tui.tmux_setting", setting="set -s set-clipboard external"),
        ),
    ],
)
def test_tmux_is_given_the_text_by_its_own_command(
    monkeypatch: pytest.MonkeyPatch, desktop: Path, answer: str, message: Message, hint: Message | None
) -> None:
    monkeypatch.delenv("DISPLAY")
    script = f'case "$1" in load-buffer) cat > {desktop}/copied;; *) echo "{answer}";; esac'
    make_program(desktop, script, "tmux")
    copying = copying_in_tmux()
    assert copying.copy(HOSTILE) == (message, hint)
    assert (desktop / "copied").read_text(encoding="utf-8") == CLEANED
    assert copying.sent == []


@pytest.mark.parametrize(
    ("script", "cause"), [("exit 1", "tui.tmux_refused"), ("exec sleep 600", "tui.tmux_silent")]
)
def test_tmux_that_does_not_take_the_text_is_told_of(
    monkeypatch: pytest.MonkeyPatch, desktop: Path, script: str, cause: str
) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.setattr("hashiya.tui.clipboard.SECONDS", 1.0)
    make_program(desktop, script, "tmux")
    outcome = copying_in_tmux().copy("x")
    assert (outcome.message.id, outcome.hint) == ("tui.tmux_failed", Message("tui.tmux_lets_programs"))
    told = outcome.message.parameters["cause"]
    assert isinstance(told, Message)
    assert told.id == cause


def test_a_real_tmux_with_its_defaults_has_the_text(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, desktop: Path
) -> None:
    monkeypatch.delenv("DISPLAY")
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    server = ["tmux", "-S", str(tmp_path / "socket"), "-f", "/dev/null"]
    subprocess.run([*server, "new-session", "-d", "sleep 600"], check=True)
    try:
        monkeypatch.setenv("TMUX", f"{tmp_path / 'socket'},1,0")
        outcome = Copying(TMUX=os.environ["TMUX"], TERM="tmux-256color").copy(CLEANED)
        assert outcome.message == ONLY_IN_TMUX  # nobody is attached
        shown = subprocess.run([*server, "show-buffer"], capture_output=True, check=True).stdout
        assert shown.decode() == CLEANED
    finally:
        subprocess.run([*server, "kill-server"], check=True)


def test_of_two_copies_the_newer_one_is_told(desktop: Path) -> None:
    wait = f"while [ ! -e {desktop}/go ]; do sleep 0.01; done"
    make_program(desktop, f"cat > {desktop}/copied; {wait}")
    copying = Copying()
    for text in ("first", "second"):
        copying.clipboard.copy(text, copying.told.put)
    (desktop / "go").touch()
    assert copying.told.get(timeout=PATIENCE).message == COPIED
    assert (desktop / "copied").read_text(encoding="utf-8") == "second"
    assert copying.told.empty()


def test_without_a_thread_or_a_process_nothing_is_copied_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, desktop: Path
) -> None:
    def refuse(_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    said = Copying().copy("x")
    assert said.message.id == "tui.not_copied"


async def test_a_key_does_not_wait_for_a_clipboard_that_hangs_and_labels_are_saved(
    tmp_path: Path, desktop: Path
) -> None:
    make_program(desktop, "exec sleep 600")
    async with reading(tmp_path) as driver:
        await driver.press("c")
        assert driver.reader.notice == Message("tui.copying")
        await driver.go_to("الوزارة")
        await driver.press("a")
        assert driver.on_disk() == [("ACTOR", "الوزارة")]
        end_all()


async def test_the_outcome_is_shown_when_it_comes(tmp_path: Path, desktop: Path) -> None:
    make_program(desktop, f"cat > {desktop}/copied")
    async with reading(tmp_path) as driver:
        await driver.press("c")
        end = time.monotonic() + PATIENCE
        while driver.reader.notice != COPIED:
            assert time.monotonic() < end
            await driver.pilot.pause(0.02)


def test_a_copy_names_its_source_without_the_controls_of_its_name(tmp_path: Path) -> None:
    text = "ab\tc\u2028d\x85e"
    assert copied_text(tmp_path / "x\u202e\x1b.txt", text, Span(1, 8)) == (
        "b\tc\nd\ne\n[x<U+202E>\ufffd.txt 1–8]"
    )


async def test_a_failure_is_shown_as_a_notice(tmp_path: Path, desktop: Path) -> None:
    make_program(desktop, "exit 1")
    async with reading(tmp_path) as driver:
        await driver.press("c")
        end = time.monotonic() + PATIENCE
        while not driver.screen.notice.display:
            assert time.monotonic() < end
            await driver.pilot.pause(0.02)
        assert driver.reader.notice is None


async def test_what_is_copied_from_a_line_of_input_goes_the_same_way(tmp_path: Path, desktop: Path) -> None:
    make_program(desktop, f"cat > {desktop}/copied")
    async with reading(tmp_path) as driver:
        await driver.press("/", *"abc", "ctrl+a", "ctrl+x")
        assert driver.screen.prompt.editor.text == ""
        end = time.monotonic() + PATIENCE
        while not (desktop / "copied").exists() or (desktop / "copied").read_bytes() != b"abc":
            assert time.monotonic() < end
            await driver.pilot.pause(0.02)
