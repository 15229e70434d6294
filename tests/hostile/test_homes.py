"""Without a home, or with one that cannot be written to, all works but what would be kept there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.hostile.sent_bytes import read_sent
from tests.shares import sampled
from tests.terminals.pty_program import HASHIYA, PtyProgram
from tests.tui.driving import annotations_in

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = sampled(3)

ENV = Path("/usr/bin/env")
TERMINAL = {"TERM": "xterm-256color", "PYTHONNOUSERSITE": "1"}
HOMES = [["-u", "HOME"], ["HOME="], ["HOME=/proc/nowhere"], ["HOME=relative"]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("زيارة وفد عسكري\n", encoding="utf-8")
    return tmp_path


def run(folder: Path, home: Sequence[str], *arguments: str) -> PtyProgram:
    return PtyProgram(folder, TERMINAL, *home, str(HASHIYA), *arguments, program=ENV)


@pytest.mark.parametrize("home", HOMES)
def test_the_reader_opens_marks_saves_and_ends(folder: Path, home: Sequence[str]) -> None:
    program = run(folder, home, "a.txt")
    program.read_until(b"quit")
    program.answer(b"a")
    program.read_until(b"saved")
    program.answer(b"c")
    program.read_until(b"clipboard")
    assert program.leave() == 0
    program.close()
    assert annotations_in(folder / "annotations") == [("ACTOR", "زيارة")]
    assert {path.name for path in folder.iterdir()} == {"a.txt", "annotations"}


@pytest.mark.parametrize("home", HOMES)
def test_commands_work_and_what_cannot_be_kept_is_said(folder: Path, home: Sequence[str]) -> None:
    for arguments, status, said in (
        (["annotate", "a.txt", "--start", "0", "--end", "5", "--label", "ACTOR"], 0, "-"),
        (["list"], 0, "ACTOR"),
        (["show", "a.txt"], 0, "A"),
        (["export"], 0, "offset_unit"),
        (["check"], 0, ""),
        (["terminal", "--choose", "2"], 1, "cannot be kept"),
    ):
        program = run(folder, home, *arguments)
        assert program.wait() == status, program.sent
        program.close()
        assert said in read_sent(program.sent).text
    assert {path.name for path in folder.iterdir()} == {"a.txt", "annotations"}
