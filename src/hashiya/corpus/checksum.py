"""The checksum of an index that nobody writes: SQLite does not notice all damage, and hits would be missing.

It is in a file beside the index, is removed before each change, and is made when the last program closes the
index. After a crash there is none, and the index is taken as it is.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ENDING = ".crc32"
"""Ending of the name of the file, behind that of the index."""
_CHUNK = 1 << 20


def is_as_left(path: Path) -> bool:
    """Tell whether an index has the checksum that was kept; an index without one passes.

    Raises:
        OSError: the index cannot be read.
    """
    kept = _kept(path)
    # a program that began to change the index meanwhile has removed its checksum
    return not kept or kept == _checksum(path) or _kept(path) != kept


def is_kept(path: Path) -> bool:
    """Tell whether the checksum of an index is kept, which then has not changed since."""
    return bool(_kept(path))


def keep(path: Path) -> None:
    """Keep the checksum of an index, unless another program has it open."""
    new = path.with_name(f"{path.name}{ENDING}.{os.getpid()}")
    with suppress(OSError):
        before = path.stat()
        checksum = _checksum(path)
        after = path.stat()
        is_open = path.with_name(f"{path.name}-wal").exists()
        if is_open or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            return
        try:
            new.touch(mode=0o600, exist_ok=False)
            new.write_bytes(checksum)
            new.replace(_beside(path))
        except OSError:
            new.unlink(missing_ok=True)


def forget(path: Path) -> None:
    """Remove the checksum of an index that is about to change."""
    with suppress(OSError):
        _beside(path).unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ENDING)


def _kept(path: Path) -> bytes:
    """Read the checksum of an index; empty if there is none."""
    try:
        return _beside(path).read_bytes()
    except OSError:
        return b""


def _checksum(path: Path) -> bytes:
    """Sum up a file, and its size, as hexadecimal digits."""
    value = size = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            value, size = zlib.crc32(chunk, value), size + len(chunk)
    return f"{value:08x} {size}\n".encode()
