"""What Ctrl+C does to a command: it ends quietly, and is unwound only where something must be put back."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

INTERRUPTED = 130
"""The exit status of a command that was interrupted."""


def quit_when_interrupted() -> None:
    """Let an interrupt end the process at once, while it has nothing to put back.

    Raised in the middle of an import, an exception would print a traceback, or be passed over.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _quit)


def _quit(_number: int, _frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)


@contextmanager
def unwound_when_interrupted() -> Iterator[None]:
    """Let an interrupt raise KeyboardInterrupt inside, so that what was begun is put back.

    A request to end and a hang-up are unwound likewise, as `SystemExit` with the status that a shell tells.
    """
    ending = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    ours = [number for number in ending if signal.getsignal(number) is signal.SIG_DFL]
    if signal.getsignal(signal.SIGINT) is not _quit:
        yield
        return
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in ours:
        signal.signal(number, _unwind)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, _quit)
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _unwind(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
