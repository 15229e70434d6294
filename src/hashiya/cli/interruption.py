"""What Ctrl+C does to a command that has nothing to put back: it ends quietly.

Whatever is imported here is imported before an interrupt is quiet, so `typing` and its like are not.
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

    Raised in the middle of an import, an exception would print a traceback, or be passed over.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, quit_now)


def quit_now(_number: int, _frame: FrameType | None) -> None:
    """End the process at once, as the handler of an interrupt."""
    os._exit(INTERRUPTED)
