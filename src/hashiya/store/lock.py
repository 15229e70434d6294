"""One writer at a time for a store file, across processes."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TIMEOUT = 10.0
"""Seconds to wait for another writer."""

_POLL = 0.01


@contextmanager
def exclusive(path: Path, timeout: float = TIMEOUT) -> Iterator[None]:
    """Hold the lock of a store file; it dies with its process, so a lock file left behind locks nothing.

    Args:
        path: the store file, which need not exist; its folder must.
        timeout: seconds to wait.

    Raises:
        HashiyaError: another process did not give the lock up in time.
        OSError: the lock file cannot be made.
    """
    from filelock import FileLock, Timeout  # 30 ms that reading must not pay

    lock_path = path.with_name(f".{path.name}.lock")
    lock = FileLock(lock_path, timeout=timeout, poll_interval=_POLL)
    try:
        lock.acquire()
    except Timeout as error:
        msg = f"{path} is locked by {_holder(lock_path)}"
        raise HashiyaError(msg, "wait until that has saved, or end it, and try again") from error
    try:
        _sign(lock_path)
        yield
    finally:
        lock.release()


def _sign(lock_path: Path) -> None:
    """Leave the process's number for the message of one that waits in vain."""
    with suppress(OSError):
        descriptor = os.open(lock_path, os.O_WRONLY | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0))
        try:
            os.write(descriptor, str(os.getpid()).encode())
        finally:
            os.close(descriptor)


def _holder(lock_path: Path) -> str:
    try:
        number = lock_path.read_text(encoding="ascii", errors="replace")[:20].strip()
    except OSError:
        number = ""
    return f"process {number}" if number.isdecimal() else "another process"
