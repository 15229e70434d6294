"""Variables whose bytes are no UTF-8: the reader runs, and what is chosen for such a terminal is kept."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from tests.shares import sampled
from tests.terminals.pty_program import PtyProgram
from tests.tui.driving import annotations_in

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = sampled(3)

WORD = "\u0643\u062a\u0627\u0628"
BYTES = os.fsdecode(b"\xffa\xd9")
ODD = (
    {"TERM": f"xterm-{BYTES}"},
    {"TERM": BYTES},
    {"COLORTERM": BYTES},
    {"LANG": BYTES, "LC_ALL": BYTES},
    {"VTE_VERSION": BYTES},
    {"STY": BYTES, "TERM": "screen"},
    {"STY": "1.a", "TERM": f"screen.{BYTES}"},
    {"TMUX": f"/tmp/{BYTES},1,0", "TERM": "tmux-256color"},  # noqa: S108 - no file is made
    {"TERM_PROGRAM": BYTES, "ESCDELAY": BYTES, "NO_COLOR": BYTES},
)

QUESTION = str(Message("cli.which_line", last=4)).encode()


@pytest.mark.parametrize("odd", ODD, ids="-".join)
def test_the_reader_runs_and_saves(tmp_path: Path, odd: dict[str, str]) -> None:
    (tmp_path / "a.txt").write_text(f"{WORD} x\n", encoding="utf-8")
    program = PtyProgram(tmp_path, {"TERM": "xterm-256color", **odd}, "a.txt")
    program.read_until(b"quit")
    program.read_until_quiet(1.2)  # by then it is said, and kept, that the terminal is not known
    before = len(program.sent)
    program.answer(b"a")
    program.read_until("saved ✓".encode(), before)
    status = program.leave()
    program.close()
    assert status == 0
    assert annotations_in(tmp_path / "annotations") == [("ACTOR", WORD)]


def test_what_is_chosen_for_a_terminal_of_such_a_name_is_kept(tmp_path: Path) -> None:
    for chosen in (True, False):
        program = PtyProgram(tmp_path, {"TERM": BYTES}, "terminal")
        program.read_until(QUESTION)
        program.answer(b"2\r" if chosen else b"\r")
        assert program.wait() == 0
        program.close()
        assert b"Traceback" not in program.sent
    assert b"chosen on the test card" in program.sent
