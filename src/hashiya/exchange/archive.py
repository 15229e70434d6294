"""Write and read compressed data, with a bound on the memory for a stranger's file."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.exchange.pieces import Pieces
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MAGIC = b"PK\x03\x04"
EMPTY = b"PK\x05\x06"
"""The beginning of an archive without a file."""
_MOST_FILES = 200_000
MOST_BYTES = 500_000_000
"""Bytes of all files together, unpacked."""
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
"""The errors of reading a damaged or encrypted archive."""
_MOST_INFLATED = 200_000_000
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of every file, so that the same annotations give the same archive."""


def zipped(files: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """Write files into an archive, one after another.

    Args:
        files: the name of each, and the pieces of its content.
    """
    written = Pieces()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in files:
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=True) as file:
                for piece in pieces:
                    file.write(piece)
                    yield written.take()
    yield written.take()


def names_in(source: bytes) -> frozenset[str]:
    """Return the names of the files of an archive; none if the bytes are no archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            return frozenset(archive.namelist())
    except _DAMAGED:
        return frozenset()


def beginning_of(source: bytes, name: str, size: int) -> bytes:
    """Return the first bytes of a file of an archive; none if it cannot be read.

    Args:
        source: the archive.
        name: of the file.
        size: bytes at most.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive, archive.open(name) as file:
            return file.read(size)
    except (KeyError, *_DAMAGED):
        return b""


def files_in(source: bytes, most: int | None = None) -> Mapping[str, bytes]:
    """Read the files of an archive by their names.

    Args:
        source: the archive.
        most: bytes of all files together; as for every archive if left out.

    Raises:
        HashiyaError: the archive is damaged or encrypted, or its files are too many or too large.
    """
    left = MOST_BYTES if most is None else most
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > _MOST_FILES:
                raise HashiyaError(Message("exchange.archive_too_many", count=_MOST_FILES))
            if sum(info.file_size for info in infos) > left:
                raise HashiyaError(Message("exchange.archive_too_large", megabytes=MOST_BYTES // 1_000_000))
            found: dict[str, bytes] = {}
            for info in infos:
                with archive.open(info) as file:
                    found[info.filename] = file.read(info.file_size + 1)  # its size may be a lie
    except _DAMAGED as error:
        raise HashiyaError(Message("exchange.archive_damaged")) from error
    return found


def inflated(source: bytes) -> bytes:
    """Decompress a zlib stream.

    Raises:
        HashiyaError: the bytes are damaged, or become more than 200 MB.
    """
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(source, _MOST_INFLATED + 1)
    except zlib.error as error:
        raise HashiyaError(Message("exchange.zlib_damaged")) from error
    if len(content) > _MOST_INFLATED:
        raise HashiyaError(Message("exchange.zlib_too_large", megabytes=_MOST_INFLATED // 1_000_000))
    if not unpacker.eof:
        raise HashiyaError(Message("exchange.zlib_damaged"))
    return content
