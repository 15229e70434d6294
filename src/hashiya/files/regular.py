"""Read regular files from outside, within a limit of bytes and without waiting.

A name from outside may lead to a pipe, a device, an endless file of ``/proc``, a sparse file of any size, or
a file that another program is writing. Each of them is refused in one sentence.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.files.causes import cause_of, problem_of_mode
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

MEGABYTE = 1_000_000
"""Bytes in a megabyte, the unit of limits."""

# close on exec is Python's default; a terminal that is opened must not become this process's own
_READ = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_BINARY"))
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_SIZE = Message("files.unknown_size")


class MissingFileError(HashiyaError):
    """There is no file of this name."""


class FileContent(NamedTuple):
    """The content of a file.

    Attributes:
        data: all its bytes, or the first ones.
        status: the status of the open file before it was read.
    """

    data: bytes
    status: os.stat_result


def read_file(path: Path, limit: int, *, follow_links: bool = True) -> FileContent:
    """Read a whole regular file, with the length that it had when it was opened.

    A file that grows meanwhile is read up to its former end, so reading always ends.

    Args:
        path: the file.
        limit: the most bytes that the file may have.
        follow_links: whether the path may be a symbolic link.

    Raises:
        MissingFileError: there is no file of this name.
        HashiyaError: the file is not a regular one, is larger than the limit or of unknown size, or the
            system refuses to read it.
    """
    with _open(path, follow_links=follow_links) as (file, status):
        if status.st_size > limit:
            raise _error(path, Message("files.too_large", megabytes=f"{limit / MEGABYTE:g}"))
        return FileContent(_read(path, file, status.st_size), status)


def read_beginning(path: Path, size: int, *, follow_links: bool = True) -> FileContent:
    """Read the first ``size`` bytes of a regular file, or all of a shorter one.

    Raises:
        MissingFileError: there is no file of this name.
        HashiyaError: the file cannot be read, as in `read_file`.
    """
    with _open(path, follow_links=follow_links) as (file, status):
        return FileContent(_read(path, file, min(size, status.st_size)), status)


def lines_of(path: Path, *, follow_links: bool = True) -> Iterator[bytes]:
    """Generate the lines of a regular file of any size, without their newlines.

    Raises:
        HashiyaError: the file cannot be read, as in `read_file`.
    """
    with _open(path, follow_links=follow_links) as (file, _):
        for line in file:
            yield line.removesuffix(b"\n")


@contextmanager
def _open(path: Path, *, follow_links: bool) -> Iterator[tuple[BinaryIO, os.stat_result]]:
    """Open a regular file; system errors, even those while it is read, name the file."""
    try:
        # checked before it is opened, since opening alone makes some devices act
        _check(path, path.stat(follow_symlinks=follow_links))
        descriptor = os.open(path, _READ if follow_links else _READ | _NO_FOLLOW)
        try:
            status = os.fstat(descriptor)
            _check(path, status)  # another file may have taken the name since
            if status.st_size == 0 and _is_not_on_a_disk(descriptor):
                raise _error(path, _NO_SIZE)
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                yield file, status
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError) and not os.path.lexists(path)
        raise _error(path, cause_of(path, error), MissingFileError if missing else HashiyaError) from error


def _check(path: Path, status: os.stat_result) -> None:
    problem = problem_of_mode(status.st_mode)
    if problem:
        raise _error(path, problem)


def _is_not_on_a_disk(descriptor: int) -> bool:
    """Tell whether a file system has no blocks, such as ``/proc``, where even reading may have effects."""
    return hasattr(os, "fstatvfs") and os.fstatvfs(descriptor).f_blocks == 0


def _read(path: Path, file: BinaryIO, size: int) -> bytes:
    """Read so many bytes; a file of size 0 must have none."""
    data = file.read(size or 1) or b""  # None if reading would have to wait
    if len(data) > size:
        raise _error(path, _NO_SIZE)
    if len(data) < size:
        raise _error(path, Message("files.too_short"), advice=Message("files.try_again_later"))
    return data


def _error(
    path: Path, cause: Message, kind: type[HashiyaError] = HashiyaError, *, advice: Message | None = None
) -> HashiyaError:
    return kind(Message("files.cannot_read", path=path, cause=cause), advice)
