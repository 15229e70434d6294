"""Signals, ctrl+c and a closed terminal in the middle of a save: all or nothing, the terminal as it was."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import pytest

from hashiya.store.tinydb.lock import exclusive
from tests.faults.bench import ARTICLE, COMMANDS, assert_all_or_nothing
from tests.faults.tracing import calls_of, trace
from tests.shares import sampled
from tests.terminals.pty_program import PtyProgram

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.faults.bench import Bench

pytestmark = sampled(3)

LEAVE = b"\x1b[?1049l"
SAVE_TAKES = 0.6
"""Seconds for which the test holds the store's lock while the program wants to save."""


class Program(PtyProgram):
    """A program whose terminal can be closed."""

    def close_terminal(self) -> None:
        os.close(self._master)
        self._master = os.open(os.devnull, os.O_RDWR)

    def wait_for_end(self) -> int:
        return self._process.wait(30)


@pytest.fixture
def program(bench: Bench) -> Iterator[Program]:
    """The reader, at the article's first word, which has no annotation yet."""
    program = Program(bench.folder, {"TERM": "xterm-256color"}, ARTICLE)
    try:
        program.read_until("saved ✓".encode())
        yield program
    finally:
        program.close()


def in_the_middle_of_a_save(bench: Bench, program: Program, happening: Callable[[], object]) -> None:
    """Let something happen while an annotation just made is being saved."""
    with exclusive(bench.store_file):
        shown = len(program.sent)
        program.answer(b"e")
        program.read_until(b"saving", shown)
        assert len(bench.stored()) == 2
        happening()
        time.sleep(SAVE_TAKES)
        assert len(bench.stored()) == 2


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_signal_in_the_middle_of_a_save_loses_nothing_and_gives_the_terminal_back(
    bench: Bench, program: Program, number: signal.Signals, status: int
) -> None:
    in_the_middle_of_a_save(bench, program, lambda: program.signal(number))
    assert program.wait() == status
    assert sorted(each.label for each in bench.stored().values()) == ["ACTOR", "ACTOR", "EVENT"]
    assert LEAVE in program.sent
    assert b"Traceback" not in program.sent
    assert program.echoes()
    bench.assert_next_command_needs_no_help()


def test_ctrl_c_in_the_middle_of_a_save_loses_nothing(bench: Bench, program: Program) -> None:
    in_the_middle_of_a_save(bench, program, lambda: program.answer(b"\x03"))
    program.read_until("saved ✓".encode(), len(program.sent))
    assert program.leave() == 0
    assert len(bench.stored()) == 3
    assert program.echoes()


def test_a_terminal_that_is_closed_in_the_middle_of_a_save_loses_nothing(
    bench: Bench, program: Program
) -> None:
    in_the_middle_of_a_save(bench, program, program.close_terminal)
    assert program.wait_for_end() != 0
    assert len(bench.stored()) == 3
    bench.assert_next_command_needs_no_help()


def test_leaving_in_the_middle_of_a_save_waits_for_it(bench: Bench, program: Program) -> None:
    in_the_middle_of_a_save(bench, program, lambda: program.answer(b"\x11"))
    assert program.wait() == 0
    assert len(bench.stored()) == 3


@pytest.mark.parametrize("command", ["annotate", "export"])
def test_ctrl_c_at_any_call_of_a_command_is_all_or_nothing_without_a_traceback(
    start: Bench, tmp_path: Path, command: str
) -> None:
    whole = start.copy(tmp_path / "whole" / "bench")
    assert trace(whole, COMMANDS[command]).returncode == 0
    complete = (whole.folder / "out.jsonl").read_bytes() if command == "export" else b""
    for call in calls_of(whole):
        if not call.changes_files or call.text.startswith("write(1"):
            continue
        trial = start.copy(tmp_path / f"{call.name}-{call.number}" / "bench")
        answer = trace(trial, COMMANDS[command], call, "signal=INT")
        where = (call.text, answer.stderr)
        assert "Traceback" not in answer.stderr, where
        assert answer.returncode in (0, 130), where
        assert_all_or_nothing(trial, command, answer.returncode == 0, complete)
        left = [path.name for path in trial.folder.rglob("*.tmp")]
        assert left == [], where
        trial.assert_next_command_needs_no_help()
