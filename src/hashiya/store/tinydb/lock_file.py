"""Lock files, naming the process and computer that write a store file, and showing whether it lives."""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import NEW_FILE
from hashiya.files.shared_access import make_folder
from hashiya.messages import Message
from hashiya.store.tinydb.file_names import LOCKS, SUFFIX

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

try:
    import fcntl
except ImportError:  # not POSIX: only its age shows that a lock file is abandoned
    fcntl = None  # type: ignore[assignment]

ABANDONED_AFTER = 60.0
"""Seconds without a change after which a lock file of another computer counts as abandoned."""

LOOK = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Flags that open a file for reading, never through a link and never blocking at a pipe."""

_NAME = re.compile(r"(?P<process>\d{1,20})@(?P<host>.*)\.(?P<reach>[0-9a-f]{8})\.[0-9a-f]{16}")
_AFTER_NAME = f"{SUFFIX}."
_NOT_IN_HOST = re.compile(r"[^A-Za-z0-9.-]+")
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class LockFile(NamedTuple):
    """The lock file of one writer.

    Attributes:
        path: unique among all lock files ever made.
        process: id of the process.
        host: name of its computer.
        reach: hash of the boot of the computer and of the device; system locks work within one reach.
    """

    path: Path
    process: int
    host: str
    reach: str

    @property
    def holder(self) -> Message:
        """The process that holds the lock, for a message."""
        if self.is_of_this_computer:
            return Message("store.process", number=self.process)
        return Message("store.process_elsewhere", number=self.process, host=self.host)

    @property
    def is_of_this_computer(self) -> bool:
        """Tell whether the writer runs on a computer of this name."""
        return self.host == _host()


class Held(NamedTuple):
    """A lock file of this process.

    Attributes:
        file: the lock file.
        descriptor: open for writing, and locked as long as this process lives if the system has locks.
        made: time of creation in seconds, by the clock of the file system.
    """

    file: LockFile
    descriptor: int
    made: float


class Place(NamedTuple):
    """The folder of the lock files beside some store files, and how this process signs there.

    Attributes:
        folder: of the lock files.
        process: id of this process.
        host: as in `LockFile`.
        reach: as in `LockFile`.
    """

    folder: Path
    process: int
    host: str
    reach: str


def place_in(folder: Path) -> Place:
    """Find the place of lock files in a folder of store files; both folders are made unless they exist.

    Raises:
        HashiyaError: the folder of lock files is not a folder.
        OSError: a folder cannot be made.
    """
    locks = folder / LOCKS
    make_folder(locks)
    status = locks.lstat()
    if not stat.S_ISDIR(status.st_mode):  # a link would lead the writes elsewhere
        raise HashiyaError(Message("store.not_a_folder", path=locks))
    return Place(locks, os.getpid(), _host(), _reach(status.st_dev))


def make(path: Path, place: Place) -> Held | None:
    """Create a lock file for a store file; None if another process removed it at once as abandoned.

    Raises:
        OSError: the lock file cannot be created.
    """
    folder, process, host, reach = place
    name = f"{path.name}.{process}@{host}.{reach}.{os.urandom(8).hex()}"
    lock = LockFile(folder / name, process, host, reach)
    descriptor = os.open(lock.path, NEW_FILE, 0o666)
    held = Held(lock, descriptor, os.fstat(descriptor).st_mtime)
    if not _lock(descriptor):
        withdraw(held)
        return None
    return held


def withdraw(held: Held) -> None:
    """Remove a lock file of this process."""
    remove(held.file.path)  # before closing, since an unlocked file counts as abandoned
    os.close(held.descriptor)


def find(path: Path) -> tuple[list[LockFile], list[Path]]:
    """Find the lock files of a store file, and other files that writers left beside them.

    A file system does not list a folder from its cache after this process changed it. So a process that has
    created a lock file finds all earlier ones, on every computer.

    Raises:
        OSError: the folder cannot be read.
    """
    folder, prefix = path.parent / LOCKS, f"{path.name}."
    locks, others = [], []
    for name in os.listdir(folder):  # noqa: PTH208  the names are enough
        if name.startswith(prefix):
            match = _NAME.fullmatch(name, len(prefix))
            if match is None:
                others.append(folder / name)
            else:
                process, host, reach = match.groups()
                locks.append(LockFile(folder / name, int(process), host, reach))
    return locks, others


def names_by_file(place: Place) -> Mapping[str, Sequence[str]]:
    """List all files beside the lock files, by the name of their store file; as `find` for many at once.

    Raises:
        OSError: the folder cannot be read.
    """
    found: dict[str, list[str]] = {}
    for name in os.listdir(place.folder):  # noqa: PTH208  the names are enough
        found.setdefault(name.partition(_AFTER_NAME)[0] + SUFFIX, []).append(name)
    return found


def remove_if_abandoned(lock: LockFile, held: Held) -> bool:
    """Remove the lock file of a dead writer, and tell whether it is gone.

    On this computer the system tells which writers live. A lock file of another computer is judged by its
    age, by the clock of the file system. A wrong judgement loses nothing: a writer saves by renaming its lock
    file, which fails once the file is removed.

    Args:
        lock: of another writer.
        held: the lock file that this process has just created; it may be withdrawn already.
    """
    if lock.reach == held.file.reach and (has_ended := _remove_if_unlocked(lock)) is not None:
        return has_ended
    try:
        age = abs(held.made - lock.path.lstat().st_mtime)
    except OSError:
        return not os.path.lexists(lock.path)
    if age > ABANDONED_AFTER:
        remove(lock.path)
    return age > ABANDONED_AFTER


def has_writers(path: Path) -> bool:
    """Tell whether any program has ever locked a file of the folder; without the lock none is written."""
    return (path.parent / LOCKS).is_dir()


def new_name_of(path: Path) -> Path | None:
    """Give a store file a second name, which the reader must remove; None if that is not possible.

    No writer removes the name, since it does not begin with the name of the store file.
    """
    name = path.parent / LOCKS / f"read.{os.urandom(8).hex()}"
    try:
        os.link(path, name, follow_symlinks=False)
    except OSError:
        return None
    return name


def remove(path: Path) -> None:
    """Remove a file from the folder of lock files, if it exists."""
    with suppress(OSError):
        path.unlink()


def _remove_if_unlocked(lock: LockFile) -> bool | None:
    """Remove the lock file of a dead writer on this computer; None if its state is unknown."""
    if fcntl is None:
        return None
    try:
        descriptor = os.open(lock.path, LOOK)
    except OSError as error:
        return True if error.errno == errno.ENOENT else None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        remove(lock.path)  # while locked, so that a writer that has only just created it notices
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return None
    finally:
        os.close(descriptor)
    return True


def _lock(descriptor: int) -> bool:
    """Lock a file as long as this process lives; False if another process is just examining it."""
    if fcntl is not None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks
            return True
    return True


@lru_cache(maxsize=1)
def _host() -> str:
    import platform

    return _NOT_IN_HOST.sub("-", platform.node())[:60] or "unnamed-computer"


@lru_cache(maxsize=8)
def _reach(device: int) -> str:
    try:
        start = _BOOT_ID.read_text("ascii").strip()
    except OSError:  # not Linux
        import platform
        import uuid

        start = f"{uuid.getnode()} {platform.node()}"
    return blake2b(f"{start} {device}".encode(), digest_size=4).hexdigest()
