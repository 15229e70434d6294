"""A connection that takes its time: a pseudo-terminal whose bytes come late in both directions."""

from __future__ import annotations

import os
import pty
import select
import threading
import time
import tty
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType


class Relay:
    """Carries bytes between two pseudo-terminals, each some time after it came.

    Attributes:
        near: the end on the person's side, to write keys to and to read from; whoever uses it closes it.
        far: the end that the program runs in; as `near`.
    """

    def __init__(self, delay: float) -> None:
        """Makes the relay.

        Args:
            delay: seconds that a byte is on its way.
        """
        self._delay = delay
        self.near, self._near_inside = pty.openpty()
        self._far_inside, self.far = pty.openpty()
        tty.setraw(self._near_inside)
        self._stopped = threading.Event()
        self._carriers = [
            threading.Thread(target=self._carry, args=ends, daemon=True)
            for ends in ((self._near_inside, self._far_inside), (self._far_inside, self._near_inside))
        ]

    def __enter__(self) -> Relay:
        for carrier in self._carriers:
            carrier.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        for carrier in self._carriers:
            carrier.join()
        for descriptor in (self._near_inside, self._far_inside):
            os.close(descriptor)

    def _carry(self, source: int, target: int) -> None:
        on_the_way: deque[tuple[float, bytes]] = deque()
        while not self._stopped.is_set():
            now = time.monotonic()
            while on_the_way and on_the_way[0][0] <= now:
                os.write(target, on_the_way.popleft()[1])
            wait = max(0.0, on_the_way[0][0] - now) if on_the_way else 0.05
            if select.select([source], [], [], min(wait, 0.05))[0]:
                try:
                    on_the_way.append((time.monotonic() + self._delay, os.read(source, 4096)))
                except OSError:  # the program has ended
                    return
