"""How far a long command has got, on the terminal, once it has taken a second."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hashiya.cli.output import write_own

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashiya.services.progress import Progress

_PATIENCE = 1.0
_INTERVAL = 0.1


@contextmanager
def shown_progress(what: str) -> Iterator[Progress | None]:
    """Show progress on standard error while the body runs; None where that is no terminal.

    Args:
        what: name of the items in the plural.
    """
    if not sys.stderr.isatty():
        yield None
        return
    line = _Line(what)
    try:
        yield line.show
    finally:
        line.clear()


class _Line:
    """The line that tells the progress."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._due = time.monotonic() + _PATIENCE
        self._is_shown = False

    def show(self, done: int, total: int) -> None:
        """Show how many are done, if it is time for that."""
        now = time.monotonic()
        if now >= self._due:
            write_own(f"\r{done:,} of {total:,} {self._what}", sys.stderr)
            self._due = now + _INTERVAL
            self._is_shown = True

    def clear(self) -> None:
        """Take the line away."""
        if self._is_shown:
            write_own("\r\x1b[K", sys.stderr)
