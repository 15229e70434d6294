"""Output to the terminal in its own thread, so that no key waits for the terminal."""

from __future__ import annotations

import os
import select
import threading
from collections import deque
from typing import TYPE_CHECKING

from hashiya.session.supervised_thread import SupervisedThread

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_WAITING = 24
"""Waiting writes from which the terminal counts as behind; a frame is one to three writes."""
_AT_ONCE = 1 << 16
"""Bytes of several writes that are sent by one system call."""


class TerminalOutput:
    """Writes to a terminal that may be slow, blocked or gone.

    Writing never waits and never raises. Before a frame is drawn, `is_behind` tells whether to leave it out.
    Output to a terminal that is gone is dropped.
    """

    def __init__(
        self, descriptor: int, *, lost: Callable[[], object], caught_up: Callable[[], object]
    ) -> None:
        """Make the output; `start` begins to write.

        Args:
            descriptor: the file descriptor of the terminal.
            lost: called once, from the thread, when the terminal is gone.
            caught_up: called from the thread when a terminal that was behind has received everything.
        """
        self._descriptor = descriptor
        self._lost = lost
        self._caught_up = caught_up
        self._waiting: deque[bytes] = deque()
        self._guard = threading.Condition()
        self._was_behind = False
        self._is_gone = False
        self._is_stopped = False
        self._thread = SupervisedThread(self._run, self._died, name="hashiya-output")

    def start(self) -> None:
        """Start the thread.

        Raises:
            HashiyaError: the system starts no more threads.
        """
        self._thread.start()

    @property
    def is_behind(self) -> bool:
        """Whether so many writes wait that the next frame should be left out."""
        if len(self._waiting) < _MOST_WAITING:
            return False
        self._was_behind = True
        return (
            len(self._waiting) >= _MOST_WAITING
        )  # it may have caught up in between, and nobody would draw the frame

    def write(self, text: str) -> None:
        """Queue a text; return at once."""
        with self._guard:
            if text and not self._is_gone:
                self._waiting.append(text.encode("utf-8", "backslashreplace"))
                self._guard.notify_all()

    def drop_frames(self) -> None:
        """Drop the waiting writes if the terminal is behind, since the screen is about to be given back."""
        with self._guard:
            if len(self._waiting) >= _MOST_WAITING:
                self._waiting.clear()

    def stop(self, seconds: float) -> None:
        """Write the waiting output and end the thread.

        Args:
            seconds: the longest wait; a blocked terminal keeps its thread.
        """
        with self._guard:
            self._is_stopped = True
            self._guard.notify_all()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        while data := self._next():
            self._send(data)
            if self._was_behind and not self._waiting:
                self._was_behind = False
                self._caught_up()

    def _send(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[os.write(self._descriptor, rest) :]
            except BlockingIOError:  # another program made the shared terminal non-blocking
                select.select([], [self._descriptor], [])

    def _next(self) -> bytes:
        """Wait for bytes to write; none once all are written and the output was stopped."""
        with self._guard:
            self._guard.wait_for(lambda: self._waiting or self._is_stopped)
            data = bytearray()
            while self._waiting and (not data or len(data) + len(self._waiting[0]) <= _AT_ONCE):
                data += self._waiting.popleft()
            return bytes(data)

    def _died(self, _: BaseException) -> None:
        """Treat the terminal as gone after any failure to write."""
        with self._guard:
            self._is_gone = True
            self._waiting.clear()
        self._lost()
