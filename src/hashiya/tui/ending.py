"""The end of the reader, whoever asks for it: a signal, a terminal that is gone, or a screen that hangs."""

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
"""The exit status of a program whose terminal is gone, as a shell tells it of one that SIGHUP ended."""
_ENDING = ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM", "SIGXCPU", "SIGUSR1", "SIGUSR2")
"""Signals that would end the program without a word."""
_TO_SAVE, _TO_LEAVE = 1.0, 0.5
"""Seconds that the loop has until everything is saved or rescued, and then until the process is gone."""


class Ending:
    """Lets the reader leave in order when it must, and sees to it that the process is gone soon.

    A terminal that takes nothing, a page that is being read or a fault of the program can keep the loop from
    leaving. So a thread waits for the end from the start. If the loop does not leave in time, the thread
    saves or rescues what is unsaved, gives the terminal back and ends the process.
    """

    def __init__(
        self,
        leave: Callable[[int], object],
        secure: Callable[[], object],
        give_back: Callable[[], object],
    ) -> None:
        """Make the ending; `start` begins to wait for it.

        Args:
            leave: lets the loop leave with an exit status; for any thread.
            secure: saves or rescues what is unsaved, or waits until that is done; for any thread.
            give_back: makes the terminal as a shell wants it, without ever waiting; for any thread.
        """
        self._leave = leave
        self._secure = secure
        self._give_back = give_back
        # its `put` may be interrupted by a signal that puts, too
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
        """Take every signal that would end the program for the beginning of its end.

        A handler of Python's runs wherever the main thread is, one of the loop's only when the loop is free.

        Args:
            loop: whose handlers give way.
        """
        for name in _ENDING:
            if hasattr(signal, name):
                number = getattr(signal, name)
                if loop is not None:
                    loop.remove_signal_handler(number)
                signal.signal(number, lambda number, _: self.begin(128 + number))

    def begin(self, status: int) -> None:
        """Begin to leave with an exit status; from any thread, and the first status counts."""
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
