"""A thread that reports every exception that ends it."""

from __future__ import annotations

import threading
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType


class SupervisedThread(threading.Thread):
    """Run a function in the background and hand over the exception that ends it, of any kind.

    If a thread dies, the program continues and would wait for its work for ever. So this is the one place
    that catches every exception. The thread is a daemon: a disk that hangs must not keep the process.
    """

    def __init__(
        self, work: Callable[[], object], died: Callable[[BaseException], object], *, name: str
    ) -> None:
        """Make the thread, not started yet.

        Args:
            work: the function to run.
            died: called in the thread with the exception that `work` raised.
            name: of the thread.
        """
        super().__init__(name=name, daemon=True)
        self._work = work
        self._died = died

    def start(self) -> None:
        """Start the thread.

        Raises:
            HashiyaError: the system starts no more threads.
        """
        try:
            super().start()
        except RuntimeError as error:
            raise HashiyaError(Message("session.no_more_threads"), Message("session.end_programs")) from error

    def run(self) -> None:
        """Do the work; a caller without threads may call this itself."""
        with _LastCatch(self._died):
            self._work()


class _LastCatch:
    """Hand over the exception that ends a block, and let it go no further."""

    def __init__(self, died: Callable[[BaseException], object]) -> None:
        self._died = died

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is not None:
            self._died(error)
        return error is not None


def told_of(error: BaseException) -> Message:
    """Describe an exception: an expected one by its message, a bug by its type and place."""
    if isinstance(error, HashiyaError):
        return error.told
    if isinstance(error, OSError):
        from hashiya.files.causes import reason_of  # the first frame does without

        return reason_of(error)
    kind, frames = type(error).__name__, extract_tb(error.__traceback__)
    told = Message("session.unexpected", kind=kind)
    if frames:
        file, line = Path(frames[-1].filename).name, frames[-1].lineno
        told = Message("session.unexpected_at", kind=kind, file=file, line=line)
    return Message("session.with_detail", told=told, detail=str(error)) if str(error) else told
