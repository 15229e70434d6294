"""Tells a terminal that is gone from a silent one where another program hides its end.

util-linux `script` lives on when its window is closed. Its child then gets ^D once, and no signal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.terminal.replies import LAST_BEGINS, LAST_ENDS

if TYPE_CHECKING:
    from hashiya.terminal.input.patience import Patience

END_OF_INPUT = b"\x04"
"""^D, which may as well be typed."""
SILENCE = 2.0
"""Seconds without a byte after which a terminal that was asked is gone."""


class SignOfLife:
    """Waits for any byte of the terminal after ^D.

    Only a terminal that has answered before is asked: the silence of another one tells nothing.
    All times are seconds of one clock that only goes forward.
    """

    def __init__(self, patience: Patience) -> None:
        """Wait for nothing yet.

        Args:
            patience: knows whether the terminal answers, and is told which answer to expect.
        """
        self._patience = patience
        self._awaited_until: float | None = None

    def take(self, data: bytes, now: float) -> bool:
        """Take bytes as a sign of life, and tell whether the terminal must be asked for another (DA1).

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
        """Tell whether the sign that was asked for has not come in time."""
        return self._awaited_until is not None and now >= self._awaited_until
