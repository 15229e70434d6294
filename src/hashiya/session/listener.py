"""A thread that hears of the saves of others at once, where the store tells of them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.session.supervised_thread import SupervisedThread, told_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from hashiya.messages import Message
    from hashiya.store.repository.listening import Listening

_AT_ONCE = 1.0
"""Seconds after which a thread that only waits looks whether it was ended."""
_PAUSE = 5.0
"""Seconds before a store that could not be reached is tried again."""


class Listener:
    """Listens until it is ended; while it cannot, readers find changes when they look.

    Attributes:
        problem: why nothing is heard now; None if the store answers.
    """

    def __init__(
        self,
        listen: Callable[[], Listening],
        heard: Callable[[AbstractSet[str] | None], object],
        pause: float = _PAUSE,
    ) -> None:
        """Start nothing yet.

        Args:
            listen: begins to listen to the store.
            heard: called from the thread with the keys of articles that changed, or None if any may have.
            pause: seconds before a store that could not be reached is tried again.
        """
        self._listen = listen
        self._heard = heard
        self._pause = pause
        self._ended = threading.Event()
        self._thread: SupervisedThread | None = None
        self.problem: Message | None = None

    def start(self) -> None:
        """Start the thread unless it runs; call this now and then, since it may have died."""
        if self._thread is not None or self._ended.is_set():
            return
        thread = self._thread = SupervisedThread(self._run, self._died, name="hashiya-listening")
        try:
            thread.start()
        except HashiyaError as error:
            self.problem, self._thread = error.told, None

    def end(self) -> None:
        """Listen no more; the thread ends within a second."""
        self._ended.set()

    def _run(self) -> None:
        listening = self._listen()
        try:
            while not self._ended.is_set():
                try:
                    keys = listening.wait(_AT_ONCE)
                except HashiyaError as error:
                    self.problem = error.told
                    self._ended.wait(self._pause)
                    continue
                self.problem = None
                if keys is None or keys:
                    self._heard(keys)
        finally:
            listening.close()

    def _died(self, error: BaseException) -> None:
        self.problem, self._thread = told_of(error), None
