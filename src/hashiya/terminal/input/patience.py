"""The time to wait for the rest of a possible sequence.

A local terminal sends a sequence at once; a slow connection may cut it anywhere. So the wait is short, but
longer after a sequence has come in pieces, and while an answer is expected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

QUICK = 0.05
"""Seconds of silence that separate two pieces, and end the key Escape on a quick connection."""
BEGUN = 0.6
"""Seconds to hold back bytes that may be typed or the beginning of an answer."""
BEGUN_SLOWLY = 1.0
"""The same on a slow connection."""
BEGUN_AT_ONCE = 1.5
"""The same if the bytes came in one piece, which typed ones seldom do."""
CERTAIN = 10.0
"""Seconds to wait for the rest of a sequence that no person types."""
SILENT = 1.0
"""Seconds of silence in a paste or string after which bytes may be keys again."""
AFTER_ESCAPE = 1.0
"""Seconds after the key Escape within which bytes may still be the rest of an answer."""
UNENDED = 30.0
"""Seconds after such a silence within which the end of a paste or string is still recognised."""
ANSWERED_IN = 3.0
"""Seconds to wait for an answer; a later one is still recognised."""
_SLOW_FOR = 60.0


def escape_wait(environment: Mapping[str, str]) -> float:
    """Return the seconds to hold back an escape character, by ``ESCDELAY`` in milliseconds."""
    wanted = environment.get("ESCDELAY", "")
    return max(1, int(wanted[:6])) / 1000 if wanted.isascii() and wanted.isdigit() else QUICK


class Patience:
    """The waiting times for a connection, adapted to its speed.

    All times are seconds of one monotonic clock.

    Attributes:
        has_answered: whether an expected answer has ever come.
    """

    def __init__(self, escape: float = QUICK) -> None:
        """Begin with a quick connection.

        Args:
            escape: seconds to wait for the rest of a sequence after an escape character.
        """
        self._escape = escape
        self._awaited: dict[tuple[bytes, bytes], float] = {}
        self._slow_until = 0.0
        self._gap = 0.0
        self.has_answered = False

    def expect(self, begins: bytes, ends: bytes, now: float) -> None:
        """Expect an answer with this beginning and end."""
        self._awaited[begins, ends] = now + ANSWERED_IN

    def answered(self, answer: bytes) -> None:
        """Stop expecting an answer that has come."""
        for begins, ends in list(self._awaited):
            if answer.startswith(begins) and answer.endswith(ends):
                del self._awaited[begins, ends]
                self.has_answered = True

    def was_cut(self, gap: float, now: float) -> None:
        """Record that a sequence came with a silence inside it."""
        self._gap = max(gap, self._gap if now < self._slow_until else 0.0)
        self._slow_until = now + _SLOW_FOR

    def for_escape(self, now: float) -> float:
        """Return the seconds to hold back a lone escape character."""
        wait = self._escape
        if any(now < until for until in self._awaited.values()):
            wait = max(wait, BEGUN)
        if now < self._slow_until:
            wait = max(wait, min(2 * self._gap, BEGUN_SLOWLY))
        return wait

    def for_beginning(self, now: float, *, is_cut: bool) -> float:
        """Return the seconds to hold back a beginning that a person may have typed.

        Args:
            now: when its last byte came.
            is_cut: whether the beginning came in several pieces.
        """
        if not is_cut:
            return BEGUN_AT_ONCE
        return BEGUN_SLOWLY if self.for_escape(now) > self._escape else BEGUN
