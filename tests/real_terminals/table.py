"""The table of the terminals that were tested."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from hashiya.terminal.profiles import PROFILES

if TYPE_CHECKING:
    from tests.real_terminals.kinds import Kind


class _Line(NamedTuple):
    terminal: str
    version: str
    mode: str
    verdict: str
    cannot: str


_HEAD = _Line("terminal", "version", "mode", "verdict", "cannot draw")
_lines: dict[str, _Line] = {}


def record(kind: Kind, verdict: str) -> None:
    """Puts a terminal into the table, in the place of what was said of it before."""
    profile = PROFILES[kind.profile]
    mode = profile.mode_in_multiplexer if kind.multiplexer else profile.mode
    _lines[kind.name] = _Line(kind.name, _version(kind), mode, verdict, kind.cannot or "-")


def printed() -> list[str]:
    """The table, a line each; empty if no terminal was to be tested."""
    if not _lines:
        return []
    lines = [_HEAD, *_lines.values()]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]


def _version(kind: Kind) -> str:
    """Of the terminal's program, and of the multiplexer where one stands between."""
    own, between = _said(kind.version), kind.multiplexer
    return f"{own}, {between} {_said((between, '-v' if between == 'screen' else '-V'))}" if between else own


def _said(command: tuple[str, ...]) -> str:
    if shutil.which(command[0]) is None:
        return "-"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    found = re.search(r"\d+(\.\d+)*[a-z]?", done.stdout + done.stderr)
    return found[0] if found else "?"
