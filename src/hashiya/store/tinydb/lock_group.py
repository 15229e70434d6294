"""The locks of several store files in one folder, which are saved with one wait for the disk."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import repeat
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import sync_folder, write_soon
from hashiya.store.tinydb import lock_file
from hashiya.store.tinydb.lock import Lock, look_up_again
from hashiya.store.tinydb.storage import not_saved_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from hashiya.files.atomic_file import Signature
    from hashiya.store.tinydb.lock_file import Held


WAITERS = 8
"""Threads that wait for the disk at once: alone, one would wait behind other programs for each file."""


class LockGroup:
    """The locks of some store files; new contents are written, then confirmed and put in place together.

    A lock of another writer is not waited for, so two groups cannot wait for each other.

    Attributes:
        failed: why store files could not be saved; they are unchanged, unless only the folder was not synced.
    """

    def __init__(self, folder: Path) -> None:
        """Take no lock yet.

        Args:
            folder: of the store files.
        """
        self._folder = folder
        self._locks: dict[Path, _GroupedLock] = {}
        self.failed: dict[Path, HashiyaError] = {}

    def take(self, paths: Iterable[Path]) -> None:
        """Take the locks that are free; the folder is made unless it exists.

        No lock is taken where no lock file can be made: who then waits for the lock of one file is told why.
        """
        with suppress(HashiyaError, OSError):
            held = _taken(self._folder, paths)
            self._locks = {path: _GroupedLock(path, each) for path, each in held.items()}

    def __contains__(self, path: Path) -> bool:
        """Tell whether the group holds the lock of a store file."""
        return path in self._locks

    def __getitem__(self, path: Path) -> Lock:
        """Return the lock of a store file."""
        return self._locks[path]

    @contextmanager
    def exclusive(self, path: Path) -> Iterator[Lock]:
        """Give the lock of a store file, as `lock.exclusive` does; the group goes on holding it."""
        yield self._locks[path]

    def sync(self, share: int = 0, shares: int = 1) -> None:
        """Wait until the new contents are on the disk.

        Args:
            share: number of the part of the contents to wait for, from 0; each of several threads takes one.
            shares: the number of parts.
        """
        locks = list(self._locks.values())[share::shares]
        self._each(locks, _GroupedLock.write_soon)
        self._each(locks, Lock.sync)

    def sync_by_threads(self) -> None:
        """Wait until the new contents are on the disk; one thread alone would wait for each in turn."""
        try:
            with ThreadPoolExecutor(WAITERS) as helpers:
                for _ in helpers.map(self.sync, range(WAITERS), repeat(WAITERS)):
                    pass
        except RuntimeError:  # no thread can be started
            self.sync()

    def put(self) -> None:
        """Put the new contents in place, and wait until the folder is on the disk."""
        self._each(self._locks.values(), _GroupedLock.put_in_place)
        try:
            sync_folder(self._folder)
        except OSError as error:
            self.failed |= {path: not_saved_error(path, error) for path in self._locks}

    def _each(self, locks: Iterable[_GroupedLock], step: Callable[[_GroupedLock], object]) -> None:
        """Take a step with each lock that has a new content."""
        for lock in locks:
            if lock.is_written and lock.path not in self.failed:
                try:
                    step(lock)
                except OSError as error:
                    self.failed[lock.path] = not_saved_error(lock.path, error)
                except HashiyaError as error:
                    self.failed[lock.path] = error

    def release(self) -> None:
        """Release the locks."""
        for lock in self._locks.values():
            lock.release()


class _GroupedLock(Lock):
    """A lock whose new content is put in place by its group.

    Attributes:
        is_written: whether there is a new content.
    """

    is_written = False
    _backup: Path | None = None

    def replace(self, content: bytes, backup: Path | None = None) -> Signature:
        """Write the new content, so that the group can put it in place."""
        signature = self.write(content)
        self._backup = backup
        self.is_written = True
        return signature

    def write_soon(self) -> None:
        """Let the system begin to write the new content to the disk."""
        write_soon(self._descriptor)

    def put_in_place(self) -> None:
        """Put the new content in place, as `put` does."""
        self.put(self._backup)


def _taken(folder: Path, paths: Iterable[Path]) -> dict[Path, Held]:
    """Take the locks that are free.

    All lock files are made before the folder is listed, so two groups cannot both hold one lock.
    """
    place = lock_file.place_in(folder)
    made: dict[Path, Held] = {}
    try:
        for path in paths:
            if (held := lock_file.make(path, place)) is not None:
                made[path] = held
        found = lock_file.names_by_file(place)
        look_up_again(folder)
    except BaseException:
        for held in made.values():
            lock_file.withdraw(held)
        raise
    # a file beside ours is another lock, or was left by a killed writer
    taken = {path: held for path, held in made.items() if len(found[path.name]) == 1}
    for path in made.keys() - taken.keys():
        lock_file.withdraw(made[path])
    return taken
