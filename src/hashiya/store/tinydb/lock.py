"""One writer at a time for a store file, across processes and computers: its lock file becomes the file.

A writer makes a lock file and holds the lock if it then finds no other one. It saves by writing into the lock
file and renaming that over the store file. So saving, giving the lock up, and finding out that it was lost is
one step of the file system, and no other writer can come between. This needs neither locks of the system that
reach the other computer nor clocks that agree.
"""

from __future__ import annotations

import errno
import os
import random
import stat
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import Signature, copy_new, signature_of, sync_folder, write_all
from hashiya.files.shared_access import keep_access, share_file
from hashiya.messages import Message
from hashiya.store.tinydb import lock_file
from hashiya.store.tinydb.store_file import parse, read_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from hashiya.store.tinydb.lock_file import Held, LockFile
    from hashiya.store.tinydb.store_file import FileBytes

TIMEOUT = 10.0
"""Seconds to wait for another writer."""

_GONE = (errno.ENOENT, errno.ESTALE)
"""What is answered where a file was removed that this process has open; ESTALE by NFS."""
_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.002, 0.02
_UNTIL_SETTLED = (0.0, 0.3, 0.9)
"""Seconds before each look at a file that can have no second name; a mount keeps its length for about one."""
_FORMER = ".former"
"""What is added to a lock file's name for a second name of the store file as it was when it was locked."""


class Lock:
    """The right to write a store file, until `replace` has put a new content in its place.

    Attributes:
        path: the store file.
    """

    def __init__(self, path: Path, held: Held) -> None:
        self.path = path
        self._descriptor = held.descriptor
        self._new = held.file.path
        self._former = self._new.with_name(self._new.name + _FORMER)
        self._is_open = True
        self._is_first = self._has_former = False

    def read(self) -> FileBytes | None:
        """Read the store file as it is now on its disk; None if there is none.

        Where another computer replaced a file, a mounted folder goes on showing the old one for a while. So
        the file gets a new name first, of which no cache can know anything.

        Raises:
            HashiyaError: the file cannot be read, or is not a regular file.
        """
        try:
            if not self._has_former:
                _look_up_again(self.path.parent)
                os.link(self.path, self._former, follow_symlinks=False)
                self._has_former = True
        except FileNotFoundError:
            self._is_first = True
            return None
        except OSError:  # a file system without hard links, or not a regular file
            return _read_patiently(self.path)
        try:
            return read_source(self._former)
        except HashiyaError:  # a link, or too large, which is said of the store file itself
            return read_source(self.path)

    def replace(self, content: bytes, backup: Path | None = None) -> Signature:
        """Put a content in the place of the store file, and give the lock up; it is on the disk then.

        Whatever fails before the renaming leaves the store file as it was.

        Args:
            content: all of it.
            backup: where the former content is kept, if there is any.

        Raises:
            HashiyaError: another writer took this process for one that had ended; nothing is saved.
            OSError: it could not be written, or not for sure.
        """
        try:
            signature = self._write(content)
            if self._status() is None:
                self._put_first()
            else:
                if backup is not None:
                    self._keep_former(backup)
                self._new.replace(self.path)
        except FileExistsError as error:
            cause = Message("store.made_or_removed")
            raise HashiyaError(_not_saved(self.path, cause), Message("store.try_again_soon")) from error
        except OSError as error:
            if error.errno not in _GONE:
                raise
            cause = Message("store.lock_lost")
            raise HashiyaError(_not_saved(self.path, cause), Message("store.try_again")) from error
        sync_folder(self.path.parent)
        return signature

    def release(self) -> None:
        """Give the lock up, if it is still held."""
        for path in (self._former, self._new):
            lock_file.remove(path)
        self._close()

    def _write(self, content: bytes) -> Signature:
        """Write a content into the lock file, which gets the access that the store file has, and sync it."""
        write_all(self._descriptor, content)
        former = self._status()
        if former is not None and stat.S_ISREG(former.st_mode):
            keep_access(self._descriptor, former)
        else:
            share_file(self._descriptor, self.path.parent)
        os.fsync(self._descriptor)
        signature = signature_of(os.fstat(self._descriptor))
        if os.name == "nt":  # no open file can be renamed there; elsewhere it tells that the writer lives
            self._close()
        return signature

    def _status(self) -> os.stat_result | None:
        """The status of the file that is to be replaced; None if there is none."""
        if not self._is_first:
            with suppress(FileNotFoundError):
                return (self._former if self._has_former else self.path).lstat()
        return None

    def _keep_former(self, backup: Path) -> None:
        """Let the backup name the former content, without a moment in which it names nothing."""
        if not self._has_former:  # a file system without hard links
            copy_new(self.path, self._former)
        self._former.replace(backup)

    def _put_first(self) -> None:
        """Give the lock file the store file's name, which nothing has, not even on another computer."""
        try:
            os.link(self._new, self.path, follow_symlinks=False)
        except (FileExistsError, FileNotFoundError):
            raise
        except OSError:  # a file system without hard links
            self._new.replace(self.path)

    def _close(self) -> None:
        if self._is_open:
            self._is_open = False
            os.close(self._descriptor)


@contextmanager
def exclusive(path: Path, timeout: float | None = None) -> Iterator[Lock]:
    """Hold the lock of a store file; the lock file of a process that has ended holds nobody up.

    Args:
        path: the store file, which need not exist; its folder must.
        timeout: seconds to wait; ``TIMEOUT`` if left out.

    Raises:
        HashiyaError: another process did not give the lock up in time.
        OSError: the lock file cannot be made.
    """
    lock = Lock(path, _acquire(path, TIMEOUT if timeout is None else timeout))
    try:
        yield lock
    finally:
        lock.release()


def _acquire(path: Path, seconds: float) -> Held:
    deadline = time.monotonic() + seconds
    pause = _SHORTEST_PAUSE
    while True:
        others: list[LockFile] = []
        held = lock_file.make(path)
        if held is not None:
            found = _found_beside(path, held)
            if found == [held.file]:
                return held
            lock_file.withdraw(held)
            others = [lock for lock in found if lock != held.file]
            others = [lock for lock in others if not lock_file.remove_if_abandoned(lock, held)]
        if time.monotonic() >= deadline:
            raise _locked(path, others)
        # by chance, so that two that wait do not hinder each other again and again
        time.sleep(random.uniform(pause / 2, pause))  # noqa: S311
        pause = min(pause * 1.5, _LONGEST_PAUSE)


def _found_beside(path: Path, held: Held) -> Sequence[LockFile]:
    """Find all lock files; if there is only the one that is held, remove what killed writers left."""
    try:
        found, left = lock_file.find(path)
    except BaseException:
        lock_file.withdraw(held)
        raise
    if found == [held.file]:
        for each in left:
            lock_file.remove(each)
    return found


def _not_saved(path: Path, cause: Message) -> Message:
    return Message("store.cannot_save", path=path, cause=cause)


def _locked(path: Path, others: Sequence[LockFile]) -> HashiyaError:
    if not others:
        return HashiyaError(Message("store.locked", path=path), Message("store.try_again"))
    if others[0].is_of_this_computer:
        advice = Message("store.wait_or_end")
    else:
        advice = Message("store.wait_or_remove", lock=others[0].path)
    return HashiyaError(Message("store.locked_by", path=path, holder=others[0].holder), advice)


def _look_up_again(folder: Path) -> None:
    """Let the names in a folder be looked up anew, as NFS does once it has been opened."""
    if os.name != "nt":  # no folder can be opened there
        os.close(os.open(folder, os.O_RDONLY))


def _read_patiently(path: Path) -> FileBytes | None:
    """Read a store file by its own name, until a mounted folder no longer shows it with its former length.

    Raises:
        HashiyaError: the file cannot be read, or is not a regular file.
    """
    for pause in _UNTIL_SETTLED:
        time.sleep(pause)
        _drop_cache(path)
        with suppress(HashiyaError):
            source = read_source(path)
            if source is None or parse(path, source):
                return source
    return read_source(path)


def _drop_cache(path: Path) -> None:
    """Let a file be read from its disk next, even where a mount was told to keep what it once read."""
    if not hasattr(os, "posix_fadvise"):
        return
    with suppress(OSError):
        descriptor = os.open(path, lock_file.LOOK)
        try:
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)
