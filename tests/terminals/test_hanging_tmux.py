"""The reader opens although tmux does not answer, and leaves nothing of it running."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.terminals.pty_program import PATIENCE, PtyProgram

IN_TMUX = {"TERM": "tmux-256color", "TMUX": "/tmp/tmux,1,0"}  # noqa: S108 - no file is made


def members(group: int) -> list[int]:
    """The processes of a group that have not ended."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, of_group, *_ = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        if int(of_group) == group and state != "Z":
            found.append(int(folder.name))
    return found


@pytest.mark.parametrize(
    "script", ["sleep 600 & wait", "sleep 600", "trap '' TERM HUP; sleep 600 & wait; sleep 600"]
)
def test_a_tmux_that_hangs_with_a_child_holds_nothing_up(tmp_path: Path, script: str) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "tmux").write_text(f"#!/bin/sh\necho $$ >>{tmp_path}/group\n{script}\n", encoding="utf-8")
    (programs / "tmux").chmod(0o755)
    (tmp_path / "a.txt").write_text("\u0643\u062a\u0627\u0628 x\n", encoding="utf-8")
    program = PtyProgram(tmp_path, {**IN_TMUX, "PATH": f"{programs}:{os.environ['PATH']}"}, "a.txt")
    program.read_until(b"quit")
    before = len(program.sent)
    program.answer(b"a")
    program.read_until("saved ✓".encode(), before)
    assert program.leave() == 0
    program.close()
    groups = [int(line) for line in (tmp_path / "group").read_text(encoding="ascii").split()]
    assert groups
    end = time.monotonic() + PATIENCE
    while any(map(members, groups)):
        assert time.monotonic() < end, "something of tmux is left running"
        time.sleep(0.05)
