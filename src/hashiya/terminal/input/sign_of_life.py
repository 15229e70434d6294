"""Detect a closed terminal when a program in between hides its end.

The `script` of util-linux survives the closing of its window. Its child then gets ^D once, but no signal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.terminal.replies import LAST_BEGINS, LAST_ENDS

if TYPE_CHECKING:
    from hashiya.terminal.input.patience import Patience

END_OF_INPUT = b"\x04"
"""^D, which a person may also type."""
SILENCE = 2.0
"""Seconds of silence after a question before the terminal counts as closed."""


class SignOfLife:
    """Waits for any byte of the terminal after ^D.

    Only a terminal that has answered before is asked, since the silence of any other proves nothing.
    All times are seconds of one monotonic clock.
    """

    def __init__(self, patience: Patience) -> None:
        """Wait for nothing yet.

        Args:
            patience: knows whether the terminal answers, and gets the expected answer.
        """
        self._patience = patience
        self._awaited_until: float | None = None

    def take(self, data: bytes, now: float) -> bool:
        """Take bytes as a sign of life, and tell whether to ask the terminal for another one (DA1).

        Args:
            data: the bytes that were read last.
            now: when they were read.
        """
        self._awaited_until = None
        if not data.endswith(END_OF_INPUT) or not self._patience.has_answered:
            return False
        self._patience.expect(LAST_BEGINS, LAST_ENDS, now)
        self._awaited_until = now + SILENCE
        return True

    def is_missing(self, now: float) -> bool:
        """Tell whether the requested sign has not come in time."""
        return self._awaited_until is not None and now >= self._awaited_until
