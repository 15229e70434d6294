"""How rows are written when the program is served to a browser, where there is no terminal to ask."""

from __future__ import annotations

import os
import select
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from tests.running import running
from tests.terminals.pty_program import HASHIYA, PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

LRM = "\u200e".encode()
WORD = ("\ufe91\ufef4\ufe96", "\ufe96\ufef4\ufe91")
"""A word as it is drawn, in reading order and as it is seen from the left."""


def served(folder: Path, wanted: bytes, *arguments: str, **environment: str) -> bytes:
    """Wait until the program sends the wanted bytes to the browser, and return all that it sent."""
    article = folder / "a.txt"
    article.write_text("\u0628\u064a\u062a", encoding="utf-8")
    kept = {
        name: os.environ[name] for name in ("PATH", "LOGNAME", "COVERAGE_PROCESS_START") if name in os.environ
    }
    driver = "textual.drivers.web_driver:WebDriver"
    with running(
        [HASHIYA, *arguments, article],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={**kept, "HOME": str(folder), "TEXTUAL_DRIVER": driver, "COLORTERM": "truecolor", **environment},
    ) as program:
        assert program.stdout is not None
        sent = b""
        end = time.monotonic() + PATIENCE
        while wanted not in sent:
            assert time.monotonic() < end, sent
            if select.select([program.stdout], [], [], 0.1)[0]:
                sent += os.read(program.stdout.fileno(), 65536)
    return sent


def test_rows_are_written_as_they_are_seen(tmp_path: Path) -> None:
    assert LRM not in served(tmp_path, WORD[1].encode())


def test_the_option_is_heeded(tmp_path: Path) -> None:
    served(tmp_path, WORD[0].encode() + LRM, "--terminal-mode", "words")


@pytest.mark.parametrize("mode", ["words", "runs"])
def test_the_variable_is_heeded(tmp_path: Path, mode: str) -> None:
    served(tmp_path, WORD[0].encode(), HASHIYA_TERMINAL_MODE=mode)
