"""Reads a file into an article, or says in one sentence why not."""

from __future__ import annotations

import errno
import os
import stat
from hashlib import sha256
from typing import TYPE_CHECKING

from hashiya.article.article import Article
from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from pathlib import Path

_BOM = b"\xef\xbb\xbf"
_OTHER_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_SAMPLE = 1 << 16
_BINARY_NULS = 0.1
_UTF16_HIGH_BYTES = 0.3

_CONVERT = "convert it to UTF-8 first, for example with: iconv -f {} -t UTF-8"
_CAUSES = {
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "there is no such file",
    errno.ELOOP: "it is a link that leads back to itself",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ENAMETOOLONG: "the name is too long",
}


def read_article(path: Path) -> Article:
    """The article in a file of UTF-8 text.

    A link to a file is followed. Only regular files are opened, so that a pipe or a device never blocks.

    Raises:
        HashiyaError: names the file and why it cannot be read as an article.
    """
    source = _read(path)
    text = source.removeprefix(_BOM)
    _refuse_binary(path, text)
    try:
        decoded = text.decode("utf-8")
    except UnicodeDecodeError as error:
        position = error.start + len(source) - len(text)
        msg = f"{path} is not valid UTF-8 at byte {position}"
        raise HashiyaError(msg, _CONVERT.format("WINDOWS-1256")) from error
    # strict UTF-8 has one encoding for each text, so the bytes need not be encoded again
    return Article(path, decoded, sha256(text).hexdigest())


def cause_of(path: Path, error: OSError | ValueError) -> str:
    """Why a path cannot be read, in a few words."""
    if isinstance(error, ValueError):  # a NUL in the path
        return "no file can have this name"
    if error.errno == errno.ENOENT and path.is_symlink():
        return "it is a link to a file that is not there"
    return _CAUSES.get(error.errno or 0, error.strerror or str(error))


def check_regular(mode: int) -> str:
    """Why a file of this mode is no article, or an empty string if it may be one."""
    if stat.S_ISREG(mode):
        return ""
    return "it is a folder" if stat.S_ISDIR(mode) else "it is not a regular file"


def _read(path: Path) -> bytes:
    try:
        problem = check_regular(path.stat().st_mode)
        if not problem:
            # what lies there may have changed since: a pipe must not block, and is refused after all
            descriptor = os.open(
                path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
            )
            try:
                problem = check_regular(os.fstat(descriptor).st_mode)
                if not problem:
                    with os.fdopen(descriptor, "rb", closefd=False) as file:
                        return file.read()
            finally:
                os.close(descriptor)
    except (OSError, ValueError) as error:
        msg = f"cannot read {path}: {cause_of(path, error)}"
        raise HashiyaError(msg) from error
    msg = f"cannot read {path}: {problem}"
    raise HashiyaError(msg)


def _refuse_binary(path: Path, source: bytes) -> None:
    for bom, name in _OTHER_BOMS:
        if source.startswith(bom):
            msg = f"{path} is {name}, not UTF-8"
            raise HashiyaError(msg, _CONVERT.format(name))
    sample = source[:_SAMPLE]
    if _looks_like_utf16(sample):
        msg = f"{path} looks like UTF-16 without a byte-order mark, not UTF-8"
        raise HashiyaError(msg, _CONVERT.format("UTF-16LE"))
    if sample.count(0) > _BINARY_NULS * len(sample):
        msg = f"{path} is a binary file, not a text"
        raise HashiyaError(msg)


def _looks_like_utf16(sample: bytes) -> bool:
    """Whether every other byte is mostly the high byte of an Arabic or ASCII character."""
    return any(
        half.count(6) > _UTF16_HIGH_BYTES * len(half) and half.count(6) + half.count(0) > 0.8 * len(half)
        for half in (sample[0::2], sample[1::2])
    )
