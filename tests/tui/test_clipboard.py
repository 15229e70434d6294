"""What is copied, and where it goes."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pyperclip
import pytest

from hashiya.text.spans import Span
from hashiya.tui.clipboard import copied_text, copy
from tests.tui.driving import reading

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "قال\tx\r\n\x1b]52;c;SEFDSw==\x07\x9b31m\x00\x7f\ud800\u202e"
CLEANED = "قال\tx\n\ufffd]52;c;SEFDSw==\ufffd\ufffd31m\ufffd\ufffd\ufffd\u202e"


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where programs of a desktop's clipboard are found; pyperclip looks for them anew."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(pyperclip, "copy", pyperclip.lazy_load_stub_copy)
    monkeypatch.setattr(pyperclip, "paste", pyperclip.lazy_load_stub_paste)
    return folder


def _make_xclip(folder: Path, script: str) -> None:
    program = folder / "xclip"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)


def test_what_is_copied_keeps_tabs_and_lines_and_nothing_else(desktop: Path) -> None:
    _make_xclip(desktop, f"cat > {desktop}/copied")
    assert copy(HOSTILE, pytest.fail) == "Copied."
    assert (desktop / "copied").read_text(encoding="utf-8") == CLEANED


def test_a_clipboard_that_fails_is_silent_and_the_terminals_is_used(
    desktop: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _make_xclip(desktop, 'echo "Error: Can\'t open display: :99" >&2; exit 1')
    sent: list[str] = []
    assert "sent to the terminal" in copy(HOSTILE, sent.append)
    assert sent == [CLEANED]
    os.write(2, b"still here\n")
    assert capfd.readouterr() == ("", "still here\n")


def test_without_any_clipboard_the_terminals_is_used(monkeypatch: pytest.MonkeyPatch, desktop: Path) -> None:
    monkeypatch.delenv("DISPLAY")
    sent: list[str] = []
    assert "sent to the terminal" in copy("x", sent.append)
    assert sent == ["x"]


def test_a_copy_names_its_source_without_the_controls_of_its_name(tmp_path: Path) -> None:
    text = "ab\tc\u2028d\x85e"
    assert copied_text(tmp_path / "x\u202e\x1b.txt", text, Span(1, 8)) == (
        "b\tc\nd\ne\n[x<U+202E>\ufffd.txt 1–8]"
    )


async def test_what_is_copied_from_a_line_of_input_goes_the_same_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", copied.append)
    async with reading(tmp_path) as driver:
        await driver.press("/", *"abc", "ctrl+a", "ctrl+c", "ctrl+x")
        assert copied == ["abc", "abc"]
        assert driver.screen.prompt.editor.text == ""
