"""Keys that reach the program in one read: each does what it would have done alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.shares import sampled
from tests.storing import store_files
from tests.terminals.pty_program import PtyProgram
from tests.tui.driving import annotations_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = sampled(2)

XTERM = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "XTERM_VERSION": "XTerm(379)"}
WORD, NEXT = "\u0643\u062a\u0627\u0628", "\u062c\u062f\u064a\u062f"
ESCAPE, F1, F2, LEFT = b"\x1b", b"\x1bOP", b"\x1bOQ", b"\x1b[D"


@pytest.fixture
def program(tmp_path: Path) -> Iterator[PtyProgram]:
    (tmp_path / "a.txt").write_text(f"{WORD} {NEXT}\n", encoding="utf-8")
    program = PtyProgram(tmp_path, XTERM, "a.txt")
    program.read_until(b"quit")
    program.read_until_quiet()
    yield program
    program.close()


@pytest.mark.parametrize(
    "keys",
    [
        b"?" + 2 * ESCAPE,
        F1 + 3 * ESCAPE,
        b"?\r\r",
        b"\x10" + 2 * ESCAPE,
        b"m" + 2 * ESCAPE,
        b"m\r\r",
        b"mtext" + 2 * ESCAPE,
        b"/" + 2 * ESCAPE,
        F2 + 2 * ESCAPE,
        b"?\x1b?\x1b\x10\x1bm\x1b" + ESCAPE,
    ],
)
def test_a_screen_closed_twice_leaves_the_program_running(program: PtyProgram, keys: bytes) -> None:
    before = len(program.sent)
    program.answer(b"a" + keys)
    program.read_until_quiet()
    program.answer(LEFT + b"e")
    program.read_until("saved ✓".encode(), before)
    program.read_until_quiet()
    assert program.leave() == 0
    assert b"Error" not in program.sent
    assert annotations_in(program.folder / "annotations") == [("ACTOR", WORD), ("EVENT", NEXT)]


def test_a_command_chosen_by_enter_twice_runs_once(program: PtyProgram) -> None:
    before = len(program.sent)
    program.answer(F2 + b"\r\r")  # the first command labels ACTOR
    program.read_until("saved ✓".encode(), before)
    assert program.leave() == 0
    assert annotations_in(program.folder / "annotations") == [("ACTOR", WORD)]


def test_a_note_is_kept_although_enter_came_twice(program: PtyProgram) -> None:
    before = len(program.sent)
    program.answer(b"amnote\r\r")
    program.read_until("saved ✓".encode(), before)
    program.read_until_quiet()
    assert program.leave() == 0
    [path] = store_files(program.folder / "annotations")
    assert '"note": "note"' in path.read_text(encoding="utf-8")


def test_quitting_twice_quits_once(program: PtyProgram) -> None:
    program.answer(b"a\x11\x11")
    assert program.wait() == 0
    assert annotations_in(program.folder / "annotations") == [("ACTOR", WORD)]
