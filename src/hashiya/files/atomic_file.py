"""Replaces a file so that at every moment, even in a power cut, the old or the new content is there."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from hashiya.files.shared_access import keep_access

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW
"""Flags that open a file to write which was not there before."""
_SOURCE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _NO_FOLLOW
_AT_ONCE = 1 << 18
"""Bytes that are gathered before they are written."""


class Signature(NamedTuple):
    """What tells one content of a file from another without reading it; each replacement has a new inode."""

    device: int
    inode: int
    size: int
    modified_ns: int


def signature_of(status: os.stat_result) -> Signature:
    """The signature in what ``stat`` says."""
    return Signature(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def replace_file(path: Path, content: bytes | Iterable[bytes], *, temporary_prefix: str) -> None:
    """Put ``content`` under ``path``; when this returns it is on the disk.

    The content goes to a new file of the same folder, which is synced, and renamed over the old one; then the
    folder is synced. Whatever fails before the renaming leaves the old file as it was.

    Args:
        path: the file to replace or to make.
        content: all of it, or its pieces, of which only a few are in memory at a time; what raises while they
            are made leaves the old file as it was, too.
        temporary_prefix: how the new file's name begins until it is renamed.

    Raises:
        OSError: it could not be written, or not for sure.
    """
    temporary = path.with_name(f"{temporary_prefix}{os.urandom(4).hex()}.tmp")
    try:
        _write_new(temporary, (content,) if isinstance(content, bytes) else _blocks(content), path)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def keep_beside(path: Path, kept: Path) -> None:
    """Let ``kept`` be a second name of the content that ``path`` names, or a copy where there are no links.

    Raises:
        FileExistsError: there is something of that name, which is left as it is.
        OSError: it could not be done.
    """
    try:
        os.link(path, kept, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        copy_new(path, kept)


def copy_new(path: Path, copy: Path) -> None:
    """Copy a file to a name that nothing has; the copy is on the disk when this returns.

    Raises:
        FileExistsError: there is something of that name, which is left as it is.
        OSError: it could not be done; no copy is there then.
    """
    source = os.open(path, _SOURCE)
    try:
        with os.fdopen(source, "rb", closefd=False) as file:
            _write_new(copy, iter(lambda: file.read(_AT_ONCE), b""), path)
    finally:
        os.close(source)


def write_all(descriptor: int, content: bytes) -> None:
    """Write the whole of ``content``, in as many pieces as the system takes.

    Raises:
        OSError: it could not be written.
    """
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    if os.name == "nt":  # folders cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_new(path: Path, blocks: Iterable[bytes], model: Path) -> None:
    """Write a new file, with the access that another one gives, if that is there, and wait for the disk."""
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
    """The pieces, joined to blocks that are worth a call of the system."""
    gathered = bytearray()
    for piece in pieces:
        gathered += piece
        if len(gathered) >= _AT_ONCE:
            yield bytes(gathered)
            gathered.clear()
    if gathered:
        yield bytes(gathered)
