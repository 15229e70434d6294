"""One writer at a time for a store file, across processes."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from filelock import BaseFileLock

TIMEOUT = 10.0
"""Seconds to wait for another writer."""

_POLL = 0.01
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_NO_LOCKS = (errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP)
"""What a file system without locks answers, such as some of the network ones."""


@contextmanager
def exclusive(path: Path, timeout: float | None = None) -> Iterator[bool]:
    """Hold the lock of a store file; it dies with its process, so a lock file left behind locks nothing.

    Where the file system has no locks, a marker file stands for one; a marker whose process is gone is taken
    over, if that was on this computer.

    Yields:
        Whether the file system has locks.

    Args:
        path: the store file, which need not exist; its folder must.
        timeout: seconds to wait; ``TIMEOUT`` if left out.

    Raises:
        HashiyaError: another process did not give the lock up in time.
        OSError: the lock file cannot be made.
    """
    from filelock import FileLock, Timeout  # 30 ms that reading must not pay

    seconds = TIMEOUT if timeout is None else timeout
    lock_path = path.with_name(f".{path.name}.lock")
    lock: BaseFileLock = FileLock(lock_path, timeout=seconds, poll_interval=_POLL, fallback_to_soft=False)
    has_locks = True
    try:
        try:
            lock.acquire()
            _sign(lock_path)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
            lock_path = path.with_name(f".{path.name}.marker")
            lock = _marker(lock_path, seconds)
            has_locks = False
    except Timeout as error:
        msg = f"{path} is locked by {_holder(lock_path)}"
        raise HashiyaError(msg, "wait until that has saved, or end it, and try again") from error
    try:
        yield has_locks
    finally:
        lock.release()


def _marker(marker_path: Path, seconds: float) -> BaseFileLock:
    """A lock that is there as long as a file is, taken."""
    from filelock import SoftFileLock

    lock = SoftFileLock(marker_path, timeout=seconds, poll_interval=_POLL)
    lock.acquire()
    return lock


def _sign(lock_path: Path) -> None:
    """Leave the process's number for the message of one that waits in vain."""
    with suppress(OSError):
        descriptor = os.open(lock_path, os.O_WRONLY | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0))
        try:
            os.write(descriptor, str(os.getpid()).encode())
        finally:
            os.close(descriptor)


def _holder(lock_path: Path) -> str:
    """The process that signed a lock file or a marker, on whose first line its number stands."""
    number = ""
    with suppress(OSError):
        descriptor = os.open(lock_path, _READ)  # never through a link, and never waiting at a pipe
        try:
            number = os.read(descriptor, 20).decode("ascii", "replace").partition("\n")[0].strip()
        finally:
            os.close(descriptor)
    return f"process {number}" if number.isdecimal() else "another process"
