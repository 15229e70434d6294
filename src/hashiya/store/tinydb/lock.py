"""A lock for the one writer of a store file, across processes and computers.

A writer creates a lock file, and holds the lock if it then finds no other one. It saves by writing the new
content into the lock file and renaming it over the store file. So a single file system operation saves,
releases the lock, and fails if the lock was lost. Neither system locks that reach other computers nor
synchronised clocks are needed.
"""

from __future__ import annotations

import errno
import os
import random
import stat
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import Signature, copy_new, signature_of, sync_folder, write_all
from hashiya.files.shared_access import keep_access, share_file
from hashiya.messages import Message
from hashiya.store.tinydb import lock_file
from hashiya.store.tinydb.store_file import parse, read_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hashiya.store.tinydb.lock_file import Held, LockFile
    from hashiya.store.tinydb.store_file import FileBytes

TIMEOUT = 10.0
"""Seconds to wait for another writer."""

_GONE = (errno.ENOENT, errno.ESTALE)
"""Errors of access to an open file that was removed; ESTALE is of NFS."""
_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.002, 0.02
_UNTIL_SETTLED = (0.0, 0.3, 0.9)
"""Seconds before each read where hard links are missing; a mount shows the old length for about one."""
_FORMER = ".former"
"""Suffix of a second name of the store file, which keeps the content it had when it was locked."""


class Lock:
    """The right to write a store file, held until `replace` has written the new content.

    Attributes:
        path: the store file.
    """

    def __init__(self, path: Path, held: Held) -> None:
        self.path = path
        self._descriptor = held.descriptor
        self._new = held.file.path
        self._former = f"{self._new}{_FORMER}"
        self._is_open = True
        self._is_first = self._has_former = False

    def read(self) -> FileBytes | None:
        """Read the present content of the store file; None if there is none.

        For a while after another computer replaced a file, a mounted folder still shows the old one. So the
        file is read by a new name, which no cache holds.

        Raises:
            HashiyaError: the file cannot be read, or is not a regular file.
        """
        try:
            if not self._has_former:
                os.link(self.path, self._former, follow_symlinks=False)
                self._has_former = True
        except FileNotFoundError:
            self._is_first = True
            return None
        except OSError:  # a file system without hard links, or not a regular file
            return _read_patiently(self.path)
        try:
            return read_source(Path(self._former))
        except HashiyaError:  # a link, or too large: the message must name the store file
            return read_source(self.path)

    def replace(self, content: bytes, backup: Path | None = None) -> Signature:
        """Replace the content of the store file, sync it, and release the lock.

        A failure before the renaming leaves the store file unchanged.

        Args:
            content: the whole new content.
            backup: the path that keeps the former content, if any.

        Raises:
            HashiyaError: another writer considered this process dead and took the lock; nothing is saved.
            OSError: the content could not be written, or not confirmed.
        """
        signature = self.write(content)
        self.sync()
        self.put(backup)
        sync_folder(self.path.parent)
        return signature

    def write(self, content: bytes) -> Signature:
        """Write the new content into the lock file, with the permissions of the store file.

        Raises:
            HashiyaError: another writer took the lock.
            OSError: the content could not be written.
        """
        with self._loss_told():
            write_all(self._descriptor, content)
            former = self._status()
            if former is not None and stat.S_ISREG(former.st_mode):
                keep_access(self._descriptor, former)
            else:
                share_file(self._descriptor, self.path.parent)
            return signature_of(os.fstat(self._descriptor))

    def sync(self) -> None:
        """Wait until the written content is on the disk.

        Raises:
            OSError: the content could not be confirmed.
        """
        os.fsync(self._descriptor)
        if os.name == "nt":  # Windows renames no open file; elsewhere it shows that the writer lives
            self._close()

    def put(self, backup: Path | None = None) -> None:
        """Rename the lock file, which is on the disk, to the store file; this releases the lock.

        Args:
            backup: the path that keeps the former content, if any.

        Raises:
            HashiyaError: another writer took the lock; nothing is saved.
            OSError: the file could not be renamed.
        """
        with self._loss_told():
            if self._status() is None:
                self._put_first()
            else:
                if backup is not None:
                    self._keep_former(backup)
                self._new.replace(self.path)

    @contextmanager
    def _loss_told(self) -> Iterator[None]:
        """Turn the errors of a lost lock into sentences."""
        try:
            yield
        except FileExistsError as error:
            cause = Message("store.made_or_removed")
            raise HashiyaError(_not_saved(self.path, cause), Message("store.try_again_soon")) from error
        except OSError as error:
            if error.errno not in _GONE:
                raise
            cause = Message("store.lock_lost")
            raise HashiyaError(_not_saved(self.path, cause), Message("store.try_again")) from error

    def release(self) -> None:
        """Release the lock if it is still held."""
        if self._has_former:
            lock_file.remove(Path(self._former))
        lock_file.remove(self._new)
        self._close()

    def _status(self) -> os.stat_result | None:
        """Return the status of the file to be replaced; None if there is none."""
        if not self._is_first:
            with suppress(FileNotFoundError):
                return os.lstat(self._former if self._has_former else self.path)
        return None

    def _keep_former(self, backup: Path) -> None:
        """Make the backup name the former content, without a moment in which there is no backup."""
        if not self._has_former:  # a file system without hard links
            copy_new(self.path, Path(self._former))
            self._has_former = True
        os.replace(self._former, backup)  # noqa: PTH105  a path takes time to make

    def _put_first(self) -> None:
        """Rename the lock file to the store file, which must not exist even on another computer."""
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
    """Hold the lock of a store file; lock files of dead processes are ignored.

    Args:
        path: the store file, which need not exist.
        timeout: seconds to wait; ``TIMEOUT`` if left out.

    Raises:
        HashiyaError: another process did not release the lock in time.
        OSError: the lock file cannot be created.
    """
    lock = Lock(path, _acquire(path, TIMEOUT if timeout is None else timeout))
    try:
        look_up_again(path.parent)
        yield lock
    finally:
        lock.release()


def _acquire(path: Path, seconds: float) -> Held:
    deadline = time.monotonic() + seconds
    pause = _SHORTEST_PAUSE
    while True:
        others: list[LockFile] = []
        held = lock_file.make(path, lock_file.place_in(path.parent))
        if held is not None:
            found = _found_beside(path, held)
            if found == [held.file]:
                return held
            lock_file.withdraw(held)
            others = [lock for lock in found if lock != held.file]
            others = [lock for lock in others if not lock_file.remove_if_abandoned(lock, held)]
        if time.monotonic() >= deadline:
            raise _locked(path, others)
        # random, so that two waiting writers do not collide again and again
        time.sleep(random.uniform(pause / 2, pause))  # noqa: S311
        pause = min(pause * 1.5, _LONGEST_PAUSE)


def _found_beside(path: Path, held: Held) -> Sequence[LockFile]:
    """Find all lock files; if ours is the only one, remove the files that killed writers left."""
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


def look_up_again(folder: Path) -> None:
    """Open a folder, which makes NFS look up its names again."""
    if os.name != "nt":  # Windows opens no folder
        os.close(os.open(folder, os.O_RDONLY))


def _read_patiently(path: Path) -> FileBytes | None:
    """Read a store file by its own name, again until a mounted folder shows its new length.

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
    """Drop a file from the cache of its mount, so that the next read is from the disk."""
    if not hasattr(os, "posix_fadvise"):
        return
    with suppress(OSError):
        descriptor = os.open(path, lock_file.LOOK)
        try:
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)
