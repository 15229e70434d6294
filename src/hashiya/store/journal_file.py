"""The file of a journal: of one person on one computer, in a folder of the store."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from hashiya.codebook.present_annotator import login_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

FOLDER = ".journal"
"""The subfolder of the journals in the folder of the store."""
_BLOCK = 1_000_000
"""Bytes read at a time."""
_LARGEST = 32_000_000
"""Bytes after which a new file is begun; the former one is kept, and read, until the next is begun."""


class JournalFile:
    """A `LineLog` in a file, which is not synced: a lost line only makes a transaction impossible to undo."""

    def __init__(self, path: Path) -> None:
        """Touch no file yet.

        Args:
            path: the file; its folder is created with it.
        """
        self.path = path
        self._is_whole = False

    def append(self, lines: Iterable[bytes]) -> None:
        """Append lines; a failure is ignored."""
        with suppress(OSError):
            self._append(lines)

    def _append(self, lines: Iterable[bytes]) -> None:
        if not self._is_whole:
            self.path.parent.mkdir(mode=0o700, exist_ok=True)
        with suppress(FileNotFoundError):
            if self.path.lstat().st_size > _LARGEST:
                self.path.replace(self._former)
        descriptor = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            size = os.fstat(descriptor).st_size
            # this ends a line that a killed program left incomplete
            if not self._is_whole and size and os.pread(descriptor, 1, size - 1) != b"\n":
                os.write(descriptor, b"\n")
            for line in lines:
                os.write(descriptor, line)
            self._is_whole = True
        finally:
            os.close(descriptor)

    @property
    def _former(self) -> Path:
        return self.path.with_suffix(".former.jsonl")

    def backwards(self) -> Iterator[bytes]:
        """Generate the lines from the last to the first; a file that cannot be read has none."""
        for path in (self.path, self._former):
            with suppress(OSError):
                descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
                with os.fdopen(descriptor, "rb") as file:
                    yield from _lines_from_end(file, os.fstat(descriptor).st_size)


def journal_file_in(folder: Path) -> JournalFile:
    """Return the file of this person on this computer, so that no two computers write one file.

    Args:
        folder: of the whole store.
    """
    person = f"{login_of(os.environ)}@{socket.gethostname()}"
    name = sha256(person.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return JournalFile(folder / FOLDER / f"{name}.jsonl")


def _lines_from_end(file: BinaryIO, end: int) -> Iterator[bytes]:
    """Generate the lines of a file from the last to the first, with a block of it in memory."""
    blocks: list[bytes] = []
    while end:
        begin = max(0, end - _BLOCK)
        file.seek(begin)
        first, *lines = file.read(end - begin).split(b"\n")
        end = begin
        if lines:
            yield b"".join([lines.pop(), *reversed(blocks)])
            yield from reversed(lines)
            blocks.clear()
        blocks.append(first)
    yield b"".join(reversed(blocks))
