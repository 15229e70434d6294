from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.terminal.environment import Evidence
from hashiya.terminal.tmux import TmuxQuestion, read_tmux
from tests.running import running

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_type_that_the_client_gave_goes_first() -> None:
    found = read_tmux("kitty(0.26.5)\txterm-256color\t0\n", {"VTE_VERSION": "7006"})
    assert found == Evidence("kitty", Message("terminal.client_of_tmux", client="kitty(0.26.5)"))


def test_else_the_name_of_the_clients_terminal() -> None:
    assert read_tmux("\txterm-kitty\t\n", {}).key == "kitty"


def test_else_the_environment_of_the_client() -> None:
    environment = {"TERM": "xterm-256color", "VTE_VERSION": "7006"}
    command = [sys.executable, "-c", "print(flush=True); input()"]
    with running(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as client:
        assert client.stdout is not None
        client.stdout.readline()  # it runs with its own environment now
        found = read_tmux(f"\txterm-256color\t{client.pid}\n", {"KITTY_WINDOW_ID": "1"})
        client.communicate("\n")
    assert found.key == "vte"


def test_where_the_server_was_started_counts_only_without_an_answer() -> None:
    environment = {"TERM": "tmux-256color", "VTE_VERSION": "7006"}
    assert read_tmux("", environment).key == "vte"
    assert read_tmux("\txterm-256color\t\n", environment).key == ""


def test_without_tmux_there_is_no_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert TmuxQuestion().answer(1) == ""


def test_tmux_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "tmux").write_text("#!/bin/sh\nexec sleep 60\n")
    (tmp_path / "tmux").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert TmuxQuestion().answer(0) == ""


def test_an_answer_counts_although_the_program_left_a_child_that_hangs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = f"#!/bin/sh\nsleep 60 & echo $! >{tmp_path}/child\necho 'kitty(1)'\n"
    (tmp_path / "tmux").write_text(script, encoding="utf-8")
    (tmp_path / "tmux").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    try:
        assert TmuxQuestion().answer(20) == "kitty(1)\n"
    finally:
        os.kill(int((tmp_path / "child").read_text(encoding="utf-8")), signal.SIGKILL)


def test_where_no_process_can_be_started_there_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert TmuxQuestion().answer(20) == ""
