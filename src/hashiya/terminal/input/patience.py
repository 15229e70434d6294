"""How long what may be the beginning of a sequence is waited for.

A local terminal sends a sequence at once; a slow connection may cut it anywhere. So the wait is short until a
sequence comes in pieces, and while an answer is still on its way, which may be cut too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

QUICK = 0.05
"""Seconds of silence that part two pieces, and make a key of an escape character on a quick connection."""
BEGUN = 0.6
"""Seconds that what a person may have typed is held back when it may also be the beginning of an answer."""
BEGUN_SLOWLY = 1.0
"""The same on a slow connection."""
BEGUN_AT_ONCE = 1.5
"""The same where it came in one piece, which typing seldom does."""
CERTAIN = 10.0
"""Seconds that the rest of what no person types is waited for."""
SILENT = 1.0
"""Seconds of silence in a paste or a string after which what comes may be keys again."""
AFTER_ESCAPE = 1.0
"""Seconds after a key Escape within which what follows may yet be the rest of an answer."""
UNENDED = 30.0
"""Seconds that the end of a paste or a string is still known as such after such a silence."""
ANSWERED_IN = 3.0
"""Seconds that an answer may take; later it is still known as one, but not waited for."""
_SLOW_FOR = 60.0


def escape_wait(environment: Mapping[str, str]) -> float:
    """Read from ``ESCDELAY``, in milliseconds, how long a person wants an escape character held back."""
    wanted = environment.get("ESCDELAY", "")
    return max(1, int(wanted[:6])) / 1000 if wanted.isascii() and wanted.isdigit() else QUICK


class Patience:
    """What is known of the connection.

    All times are seconds of one clock that only goes forward.

    Attributes:
        has_answered: whether an answer that was expected has ever come.
    """

    def __init__(self, escape: float = QUICK) -> None:
        """Begin with a quick connection.

        Args:
            escape: seconds that the rest of a sequence is waited for after an escape character.
        """
        self._escape = escape
        self._awaited: dict[tuple[bytes, bytes], float] = {}
        self._slow_until = 0.0
        self._gap = 0.0
        self.has_answered = False

    def expect(self, begins: bytes, ends: bytes, now: float) -> None:
        """Wait for an answer that begins and ends so."""
        self._awaited[begins, ends] = now + ANSWERED_IN

    def answered(self, answer: bytes) -> None:
        """Wait no longer for an answer that has come."""
        for begins, ends in list(self._awaited):
            if answer.startswith(begins) and answer.endswith(ends):
                del self._awaited[begins, ends]
                self.has_answered = True

    def was_cut(self, gap: float, now: float) -> None:
        """Take note that a sequence came with a silence within it."""
        self._gap = max(gap, self._gap if now < self._slow_until else 0.0)
        self._slow_until = now + _SLOW_FOR

    def for_escape(self, now: float) -> float:
        """How long an escape character alone is held back."""
        wait = self._escape
        if any(now < until for until in self._awaited.values()):
            wait = max(wait, BEGUN)
        if now < self._slow_until:
            wait = max(wait, min(2 * self._gap, BEGUN_SLOWLY))
        return wait

    def for_beginning(self, now: float, *, is_cut: bool) -> float:
        """How long a beginning is held back that a person may have typed.

        Args:
            now: when its last byte came.
            is_cut: whether it came in several pieces.
        """
        if not is_cut:
            return BEGUN_AT_ONCE
        return BEGUN_SLOWLY if self.for_escape(now) > self._escape else BEGUN
