"""Let a command put back its unfinished work on Ctrl+C."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hashiya.cli.interruption import quit_now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


@contextmanager
def unwound_when_interrupted() -> Iterator[None]:
    """Let an interrupt raise KeyboardInterrupt in the body, so that unfinished work is put back.

    SIGTERM and SIGHUP raise `SystemExit`, with the status that a shell reports for the signal.
    """
    ending = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    ours = [number for number in ending if signal.getsignal(number) is signal.SIG_DFL]
    if signal.getsignal(signal.SIGINT) is not quit_now:
        yield
        return
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in ours:
        signal.signal(number, _unwind)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, quit_now)
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _unwind(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
