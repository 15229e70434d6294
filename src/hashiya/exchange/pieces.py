"""A file for writers that want one, whose content is taken piece by piece."""

from __future__ import annotations

import io


class Pieces(io.RawIOBase):
    """Gathers what is written until it is taken, so that the file is never in memory as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, content: bytes) -> int:  # type: ignore[override]
        """Take bytes, and return how many."""
        self._pieces.append(bytes(content))
        return len(content)

    def take(self) -> bytes:
        """Return what was written since the last time."""
        taken, self._pieces = b"".join(self._pieces), []
        return taken
