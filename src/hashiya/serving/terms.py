"""The terms on which the reader is served."""

from __future__ import annotations

from typing import NamedTuple

from hashiya.messages import current_language


class Terms(NamedTuple):
    """The terms on which the reader is served.

    Attributes:
        words: the command line of a visitor's process.
        options: its options, which may be followed by more of them.
        title: of the page.
        visitors: how many there may be at once.
        idle: seconds without a key or a click after which a visit ends.
        absence: seconds that a visit goes on without its page.
        language: of all visitors; None lets people who log in have that of their browser.
    """

    words: tuple[str, ...]
    options: tuple[str, ...]
    title: str
    visitors: int
    idle: float
    absence: float = 60.0
    language: str | None = None

    def command(self) -> tuple[str, ...]:
        """Return the command line of a visitor's process, which speaks the current language."""
        return (*self.options, f"--language={current_language()}", "--", *self.words)
