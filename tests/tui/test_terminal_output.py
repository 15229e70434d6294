"""What goes to the terminal, when that is slow, takes nothing, or is gone."""

from __future__ import annotations

import os
import pty
import select
import threading
import time
from typing import TYPE_CHECKING

import pytest

from hashiya.tui.terminal_output import _MOST_WAITING, TerminalOutput

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 20.0
FRAME = "x" * 100_000
"""More than a terminal takes that nobody reads."""


class Line:
    """A terminal and an output to it."""

    def __init__(self) -> None:
        self.master, self.slave = pty.openpty()
        self.lost = threading.Event()
        self.times_lost = 0
        self.caught_up = threading.Event()
        self.output = TerminalOutput(self.slave, lost=self._lose, caught_up=self.caught_up.set)
        self.output.start()

    def hang_up(self) -> None:
        """Close the terminal, so that whatever is written to it fails."""
        if self.master >= 0:
            os.close(self.master)
        self.master = -1

    def close(self) -> None:
        """End the thread, then close its end: another test may get a file of the same number."""
        self.hang_up()
        self.output.stop(PATIENCE)
        os.close(self.slave)

    def _lose(self) -> None:
        self.times_lost += 1
        self.lost.set()

    def read(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            assert select.select([self.master], [], [], PATIENCE)[0], f"{len(data)} of {size} bytes came"
            data += os.read(self.master, 65536)
        return data

    def read_until(self, happened: threading.Event) -> None:
        end = time.monotonic() + PATIENCE
        while not happened.wait(0.01):
            assert time.monotonic() < end
            while select.select([self.master], [], [], 0)[0]:
                os.read(self.master, 65536)

    def fill(self) -> None:
        """Writes until the terminal, which nobody reads, is behind."""
        self.output.write(FRAME)
        end = time.monotonic() + PATIENCE
        while self.output._waiting:
            assert time.monotonic() < end
            time.sleep(0.001)
        for _ in range(_MOST_WAITING):
            assert not self.output.is_behind
            self.output.write("y")
        assert self.output.is_behind


@pytest.fixture
def line() -> Iterator[Line]:
    line = Line()
    yield line
    line.close()


def test_everything_is_written_in_order_and_in_utf_8(line: Line) -> None:
    for part in ("a", "", "ش", "\x1b[1m", "\ud800"):
        line.output.write(part)
    assert line.read(13) == "aش\x1b[1m".encode() + b"\\ud800"


def test_what_was_written_before_the_end_is_sent(line: Line) -> None:
    line.output.write("a" * 1000)
    line.output.stop(PATIENCE)
    assert line.read(1000) == b"a" * 1000
    assert not line.output._thread.is_alive()


def test_a_terminal_that_nobody_reads_holds_nobody_up(line: Line) -> None:
    line.fill()
    began = time.monotonic()
    for _ in range(1000):
        line.output.write("z")
    line.output.stop(0.2)
    assert time.monotonic() - began < PATIENCE
    assert not line.lost.is_set()


def test_a_terminal_that_has_caught_up_is_told_of_once(line: Line) -> None:
    line.output.write("a")
    line.read(1)
    assert not line.caught_up.is_set()
    line.fill()
    assert line.output.is_behind
    line.read_until(line.caught_up)
    assert not line.output.is_behind
    line.caught_up.clear()
    line.output.write("b")
    assert line.read(1)
    line.output.stop(PATIENCE)
    assert not line.caught_up.is_set()


def test_what_waits_is_dropped_before_the_screen_is_given_back_only_if_the_terminal_is_behind(
    line: Line,
) -> None:
    line.fill()
    line.output.drop_frames()
    line.output.write("END")
    assert line.read(len(FRAME) + 3).endswith(b"END")
    line.output.drop_frames()
    line.output.write("more")
    line.output.drop_frames()
    assert line.read(4) == b"more"


def test_a_terminal_that_is_gone_is_told_of_once_and_takes_all_silently(line: Line) -> None:
    line.hang_up()
    line.output.write("a")
    assert line.lost.wait(PATIENCE)
    for _ in range(3 * _MOST_WAITING):
        line.output.write("b")
    assert not line.output.is_behind
    line.output.stop(PATIENCE)
    assert line.times_lost == 1


def test_a_terminal_that_goes_away_while_it_takes_nothing_ends_the_thread(line: Line) -> None:
    line.fill()
    line.hang_up()
    assert line.lost.wait(PATIENCE)
    line.output._thread.join(PATIENCE)
    assert not line.output._thread.is_alive()


def test_a_terminal_that_another_program_made_not_wait_is_waited_for(line: Line) -> None:
    os.set_blocking(line.slave, False)
    line.output.write(FRAME)
    line.output.write("END")
    assert line.read(len(FRAME) + 3).endswith(b"END")
    assert not line.lost.is_set()
