"""Replace a file so that its old or its new content is there at every moment, even in a power cut."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from hashiya.files.shared_access import keep_access

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW
"""Flags that make a new file, open it for writing, and fail if the name is taken."""
_SOURCE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _NO_FOLLOW
_AT_ONCE = 1 << 18
"""Bytes that are gathered for one write."""


class Signature(NamedTuple):
    """The facts that tell contents of a file apart without reading them; a replacement has a new inode."""

    device: int
    inode: int
    size: int
    modified_ns: int


def signature_of(status: os.stat_result) -> Signature:
    """Make the signature of a file from its ``stat`` result."""
    return Signature(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def replace_file(path: Path, content: bytes | Iterable[bytes], *, temporary_prefix: str) -> None:
    """Give a file new content, which is on disk when this returns.

    The content goes to a new file in the same folder, which is synced and renamed over the old one; then the
    folder is synced. A failure before the renaming leaves the old file unchanged.

    Args:
        path: the file to replace or to make.
        content: the content, or its pieces, of which a few are in memory at a time; an exception while they
            are made leaves the old file unchanged, too.
        temporary_prefix: beginning of the new file's name until it is renamed.

    Raises:
        OSError: the content could not be written, or it is not certain that it was.
    """
    with _written(path, (content,) if isinstance(content, bytes) else content, temporary_prefix) as temporary:
        temporary.replace(path)
    sync_folder(path.parent)


def make_whole_file(path: Path, pieces: Iterable[bytes], *, temporary_prefix: str) -> None:
    """Make a file of many pieces, which is on disk when this returns.

    The file gets its name when it is complete, unless another file has the name by then.

    Args:
        path: the file to make.
        pieces: of the content; a few are in memory at a time.
        temporary_prefix: beginning of the file's name until it is complete.

    Raises:
        FileExistsError: the name is taken; its file is unchanged.
        OSError: the content could not be written, or it is not certain that it was.
    """
    with _written(path, pieces, temporary_prefix) as temporary:
        try:
            os.link(temporary, path, follow_symlinks=False)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            os.close(os.open(path, NEW_FILE, 0o666))
            temporary.replace(path)
        else:
            temporary.unlink()
    sync_folder(path.parent)


def keep_beside(path: Path, kept: Path) -> None:
    """Give the content of a file a second name, or copy it where the file system has no hard links.

    Raises:
        FileExistsError: the second name is taken; its file is unchanged.
        OSError: the file could be neither linked nor copied.
    """
    try:
        os.link(path, kept, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        copy_new(path, kept)


def copy_new(path: Path, copy: Path) -> None:
    """Copy a file to a free name; the copy is on disk when this returns.

    Raises:
        FileExistsError: the name is taken; its file is unchanged.
        OSError: the file could not be copied; no part of a copy remains.
    """
    source = os.open(path, _SOURCE)
    try:
        with os.fdopen(source, "rb", closefd=False) as file:
            _write_new(copy, iter(lambda: file.read(_AT_ONCE), b""), path)
    finally:
        os.close(source)


def make_new_file(path: Path, content: bytes) -> None:
    """Make a file, which is on disk when this returns.

    Raises:
        FileExistsError: the name is taken; its file is unchanged.
        OSError: the file could not be written; no part of it remains.
    """
    _write_new(path, (content,), path)
    sync_folder(path.parent)


def write_all(descriptor: int, content: bytes) -> None:
    """Write all of the content, in as many pieces as the system needs.

    Raises:
        OSError: the content could not be written.
    """
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def write_soon(descriptor: int) -> None:
    """Let the system begin to write a file to the disk, so that a later wait for many files is short."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on disk."""
    if os.name == "nt":  # folders cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _written(path: Path, pieces: Iterable[bytes], prefix: str) -> Iterator[Path]:
    """Write a new file beside another one; an error in the body removes the new file."""
    temporary = path.with_name(f"{prefix}{os.urandom(4).hex()}.tmp")
    try:
        _write_new(temporary, _blocks(pieces), path)
        yield temporary
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _write_new(path: Path, blocks: Iterable[bytes], model: Path) -> None:
    """Write a new file with the permissions of a model, if that exists, and wait for the disk."""
    descriptor = os.open(path, NEW_FILE, 0o666)
    try:
        for block in blocks:
            write_all(descriptor, block)
        with suppress(FileNotFoundError):
            keep_access(descriptor, model.stat())
        os.fsync(descriptor)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
    finally:
        os.close(descriptor)


def _blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Join pieces to blocks that are worth a system call."""
    gathered = bytearray()
    for piece in pieces:
        gathered += piece
        if len(gathered) >= _AT_ONCE:
            yield bytes(gathered)
            gathered.clear()
    if gathered:
        yield bytes(gathered)
