"""Take the content of a file piece by piece, so that it is never in memory as a whole."""

from __future__ import annotations

import io
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_AT_ONCE = 1 << 16


class Pieces(io.RawIOBase):
    """A file for writers that need one, which gathers the bytes until they are taken."""

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
        """Return the bytes written since the last call."""
        taken, self._pieces = b"".join(self._pieces), []
        return taken


def pieces_of(file: BinaryIO) -> Iterator[bytes]:
    """Generate the content of a temporary file, from its beginning."""
    file.seek(0)
    yield from iter(partial(file.read, _AT_ONCE), b"")
