"""Replaces a file so that at every moment, even in a power cut, the old or the new content is there."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
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


def replace_file(
    path: Path, content: bytes | Iterable[bytes], *, temporary_prefix: str, backup: Path | None = None
) -> Signature:
    """Put ``content`` under ``path``; when this returns it is on the disk.

    The content goes to a new file of the same folder, which is synced, and renamed over the old one; then the
    folder is synced. Whatever fails before the renaming leaves the old file as it was.

    Args:
        path: the file to replace or to make.
        content: all of it, or its pieces, of which only a few are in memory at a time; what raises while they
            are made leaves the old file as it was, too.
        temporary_prefix: how the new file's name begins until it is renamed.
        backup: where the old content is kept, if there is any.

    Raises:
        OSError: it could not be written, or not for sure.
    """
    temporary = path.with_name(f"{temporary_prefix}{os.urandom(4).hex()}.tmp")
    try:
        signature = _write_new(temporary, content, _mode_of(path))
        if backup is not None:
            _keep(path, backup, temporary.with_suffix(".bak.tmp"))
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)
    return signature


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
        with path.open("rb") as source, kept.open("xb") as copy:
            shutil.copyfileobj(source, copy)
            copy.flush()
            os.fsync(copy.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    if os.name == "nt":  # folders cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _mode_of(path: Path) -> int | None:
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return None


def _write_new(path: Path, content: bytes | Iterable[bytes], mode: int | None) -> Signature:
    descriptor = os.open(path, _NEW_FILE, 0o666)
    try:
        for block in (content,) if isinstance(content, bytes) else _blocks(content):
            rest = memoryview(block)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
        if mode is not None and hasattr(os, "fchmod"):
            os.fchmod(descriptor, mode)
        os.fsync(descriptor)
        return signature_of(os.fstat(descriptor))
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


def _keep(path: Path, backup: Path, temporary: Path) -> None:
    """Let ``backup`` name the content that ``path`` names, without a moment in which it names nothing."""
    try:
        try:
            os.link(path, temporary, follow_symlinks=False)
        except FileNotFoundError:
            return
        except OSError:  # a file system without hard links
            shutil.copyfile(path, temporary, follow_symlinks=False)
        temporary.replace(backup)
    finally:
        # still there if both were links to one file already: renaming does nothing then
        with suppress(OSError):
            temporary.unlink()
