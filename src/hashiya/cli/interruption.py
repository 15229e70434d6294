"""End a command quietly on Ctrl+C while it has nothing to put back.

The imports of this module run before an interrupt is quiet, so `typing` is not among them.
"""

from __future__ import annotations

import os
import signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType

INTERRUPTED = 130
"""The exit status of a command that was interrupted."""


def quit_when_interrupted() -> None:
    """Let an interrupt end the process at once, while it has nothing to put back.

    An exception in the middle of an import would print a traceback, or be ignored.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, quit_now)


def quit_now(_number: int, _frame: FrameType | None) -> None:
    """End the process at once; the handler of an interrupt."""
    os._exit(INTERRUPTED)
