"""Whether a store can be reached, so that not every call waits for a server that is away."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, TypeVar

from hashiya.annotation.annotation import timestamp
from hashiya.store.repository.away import AwayError

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.errors import HashiyaError

PAUSE = 5.0
"""Seconds after a failed call in which no other is made."""

_Result = TypeVar("_Result")


class Link:
    """The last known state of the connection to a store; any thread may use it.

    Attributes:
        pause: seconds after a failed call in which no other is made.
        since: when the store was first found to be away: UTC, ``YYYY-MM-DDTHH:MM:SSZ``; empty if it is not.
    """

    def __init__(self, pause: float = PAUSE) -> None:
        """Begin with a store that is believed to answer."""
        self.pause = pause
        self.since = ""
        self._guard = threading.Lock()
        self._error: HashiyaError | None = None
        self._until = 0.0

    @property
    def error(self) -> HashiyaError | None:
        """Why the store cannot be reached; None if the last call reached it."""
        with self._guard:
            return self._error

    @property
    def rests(self) -> bool:
        """Whether the store is away and is not to be called yet."""
        with self._guard:
            return self._error is not None and time.monotonic() < self._until

    def call(self, call: Callable[[], _Result]) -> _Result:
        """Call the store, unless it has just been found to be away.

        Raises:
            AwayError: the store cannot be reached.
            HashiyaError: as the call.
        """
        if self.rests and self.error is not None:
            raise AwayError(self.error.told, self.error.advice)
        try:
            result = call()
        except AwayError as error:
            self.lost(error)
            raise
        self.reached()
        return result

    def lost(self, error: HashiyaError) -> None:
        """Take note that the store could not be reached."""
        with self._guard:
            self.since = self.since or timestamp()
            self._error, self._until = error, time.monotonic() + self.pause

    def reached(self) -> None:
        """Take note that the store has answered."""
        if self._error is not None:
            with self._guard:
                self.since, self._error = "", None
