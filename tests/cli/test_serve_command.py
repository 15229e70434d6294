"""``hashiya serve``."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from hashiya.messages import Message
from tests.running import running
from tests.terminals.pty_program import HASHIYA, PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell


def test_a_path_that_is_not_there_is_refused(shell: Shell) -> None:
    answer = shell("serve", "absent")
    assert answer.status == 1
    assert answer.ids[:2] == ["cli.file_failed", "files.missing"]


def test_without_the_package_the_extra_is_named(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    answer = shell("serve")
    assert answer.status == 1
    assert answer.says(Message("exchange.install_extra", extra="hashiya[web]"))


def test_who_logs_in_is_the_annotator(shell: Shell) -> None:
    answer = shell("serve", "--store=postgresql://127.0.0.1:1/team", "--annotator=sara")
    assert answer.status == 2
    assert answer.says(Message("cli.login_names_annotator"))


@pytest.mark.parametrize("word", ["65536", "-1", "x", "", "٨"])
def test_a_port_is_a_number(shell: Shell, word: str) -> None:
    assert shell("serve", f"--port={word}").status == 2


def test_a_port_that_is_taken_is_named(shell: Shell) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = shell("serve", "--port", taken.getsockname()[1])
    assert answer.status == 1
    assert "serving.cannot_listen" in answer.ids


@pytest.mark.process
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_server(tmp_path: Path, number: signal.Signals) -> None:
    words = [str(HASHIYA), "serve", "--port", "0"]
    with running(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) as server:
        assert server.stdout is not None
        address = server.stdout.readline().decode().strip()
        with urlopen(address, timeout=PATIENCE) as page:  # noqa: S310  an address of our own
            assert page.status == 200
        server.send_signal(number)
        assert server.wait(PATIENCE) == 0
