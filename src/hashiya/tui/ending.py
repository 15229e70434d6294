"""The end of the reader, forced by a signal or by a terminal that is gone."""

from __future__ import annotations

import os
import queue
import signal
import time
from typing import TYPE_CHECKING

from hashiya.programs import end_all
from hashiya.session.supervised_thread import SupervisedThread

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

HUNG_UP = 129
"""The exit status of a program whose terminal is gone: that of a program ended by SIGHUP."""
_ENDING = ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM", "SIGXCPU", "SIGUSR1", "SIGUSR2")
"""Signals that end a program by default."""
_TO_SAVE, _TO_LEAVE = 1.0, 0.5
"""Seconds for the loop until changes are saved or rescued, and then until the process has ended."""


class Ending:
    """Lets the reader leave in order, and enforces the end of the process.

    A blocked terminal, a page that is being read or a bug can keep the loop from leaving. So a thread waits
    for the end from the start. If the loop does not leave in time, the thread saves or rescues unsaved
    changes, gives the terminal back and ends the process.
    """

    def __init__(
        self,
        leave: Callable[[int], object],
        secure: Callable[[], object],
        give_back: Callable[[], object],
    ) -> None:
        """Prepare the ending; `start` begins to wait for it.

        Args:
            leave: makes the loop leave with an exit status; called from any thread.
            secure: saves or rescues unsaved changes, or waits until that is done; called from any thread.
            give_back: gives the terminal back without waiting; called from any thread.
        """
        self._leave = leave
        self._secure = secure
        self._give_back = give_back
        # its `put` is reentrant, for a signal may interrupt it
        self._begun: queue.SimpleQueue[int] = queue.SimpleQueue()
        self.status: int | None = None

    def start(self) -> None:
        """Wait for the end from now on.

        Raises:
            HashiyaError: the system starts no more threads.
        """
        SupervisedThread(self._enforce, lambda _: self._exit(), name="hashiya-ending").start()
        self.mind_signals()

    def mind_signals(self, loop: asyncio.AbstractEventLoop | None = None) -> None:
        """Begin the ending at every signal that would end the program.

        Python runs such a handler at once in the main thread, unlike a handler of the loop.

        Args:
            loop: its handlers for these signals are removed.
        """
        for number in filter(None, (getattr(signal, name, None) for name in _ENDING)):
            if signal.getsignal(number) != self._take:
                if loop is not None:
                    loop.remove_signal_handler(number)
                signal.signal(number, self._take)

    def _take(self, number: int, _frame: object) -> None:
        self.begin(128 + number)

    def begin(self, status: int) -> None:
        """Begin to leave with an exit status, of which the first counts; any thread may call this."""
        if self.status is None:
            self.status = status
            self._begun.put(status)
        self._leave(self.status)

    def _enforce(self) -> None:
        self._begun.get()
        time.sleep(_TO_SAVE)
        self._secure()
        time.sleep(_TO_LEAVE)
        self._exit()

    def _exit(self) -> None:
        self._give_back()
        end_all()
        os._exit(self.status or 1)
