"""The progress of a long command, on the terminal once the command has taken a second."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from hashiya.cli.output import write_own
from hashiya.cli.telling import Line, terminal_rows
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hashiya.services.progress import Progress

    Told: TypeAlias = Callable[[int, int], Message]

_PATIENCE = 1.0
_INTERVAL = 0.1


def articles(done: int, total: int) -> Message:
    """Say how many articles are done."""
    return Message("cli.progress_articles", done=done, count=total)


def records(done: int, total: int) -> Message:
    """Say how many records are done."""
    return Message("cli.progress_records", done=done, count=total)


def learning(done: int, total: int) -> Message:
    """Say from how many articles was learnt."""
    return Message("cli.progress_learning", done=done, count=total)


@contextmanager
def shown_progress(told: Told) -> Iterator[Progress | None]:
    """Show progress on standard error while the body runs; None where that is not a terminal.

    Args:
        told: makes the message of how many items are done and how many there are.
    """
    if not sys.stderr.isatty():
        yield None
        return
    line = _ProgressLine(told)
    try:
        yield line.show
    finally:
        line.clear()


class _ProgressLine:
    """The line that shows the progress."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._due = time.monotonic() + _PATIENCE
        self._is_shown = False

    def show(self, done: int, total: int) -> None:
        """Show how many items are done, if enough time has passed."""
        now = time.monotonic()
        if now >= self._due:
            row = next(terminal_rows([Line(self._told(done, total))], sys.stderr))
            write_own(f"\r{row}", sys.stderr)
            self._due = now + _INTERVAL
            self._is_shown = True

    def clear(self) -> None:
        """Erase the line."""
        if self._is_shown:
            write_own("\r\x1b[K", sys.stderr)
