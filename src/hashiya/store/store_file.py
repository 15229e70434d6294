"""A store file as it lies on the disk: read strictly, encoded record by record."""

from __future__ import annotations

import errno
import os
import stat
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.strict_json import decode, encode
from hashiya.errors import HashiyaError
from hashiya.store.atomic_file import Signature, signature_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SCHEMA = 1
"""Version of the file that this program writes."""

ARTICLE = "article"
READING = "reading"
ANNOTATIONS = "annotations"

BACKUP = ".bak"
"""What is added to the name of a store file for its backup."""

Record = MappingProxyType[str, Any]
Tables = dict[str, dict[str, Record]]
"""Records by number by table; records are never changed in place, so that one can be told by its identity."""

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Content(NamedTuple):
    """What a store file held.

    Attributes:
        signature: of the file that was read.
        tables: as TinyDB keeps them.
    """

    signature: Signature
    tables: Tables


def backup_of(path: Path) -> Path:
    """Where the content before the last write is kept."""
    return path.with_name(path.name + BACKUP)


def missing_error(path: Path) -> HashiyaError:
    """What to say about a store file that is not there."""
    if backup_of(path).exists():
        return HashiyaError(f"{path} is missing, but its backup is there", damaged_hint(path))
    return HashiyaError(f"cannot read {path}: there is no such file")


def read_store_file(path: Path) -> Content | None:
    """The tables of a store file; None if there is none.

    Reading needs no lock, since a file is only ever replaced as a whole.

    Raises:
        HashiyaError: names the file and what is wrong with it, and where a good copy lies.
    """
    try:
        source, status = _read(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        cause = "it is a link" if error.errno in (errno.ELOOP, errno.EMLINK) else error.strerror
        msg = f"cannot read {path}: {cause}"
        raise HashiyaError(msg) from error
    if not stat.S_ISREG(status.st_mode):
        msg = f"cannot read {path}: it is not a regular file"
        raise HashiyaError(msg)
    try:
        return Content(signature_of(status), _tables(source))
    except HashiyaError as error:
        msg = f"{path} is damaged: {error.message}"
        raise HashiyaError(msg, damaged_hint(path)) from error


def _read(path: Path) -> tuple[bytes, os.stat_result]:
    """All of a file and what it is; of a pipe or a folder, which is not opened further, nothing."""
    descriptor = os.open(path, _READ)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return b"", status
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(), status
    finally:
        os.close(descriptor)


def damaged_hint(path: Path) -> str:
    """What to do about a store file that cannot be used."""
    backup = backup_of(path)
    if backup.exists():
        return f"{backup} is the last good copy; hashiya check --repair puts it back"
    return "it is left as it is; put a good copy in its place, or move it away"


def encode_record(number: str, record: Mapping[str, Any]) -> bytes:
    """A record as it stands in the file, on a line of its own."""
    return b'"%b": %b' % (number.encode("ascii"), encode(dict(record)))


def encode_tables(tables: Mapping[str, list[bytes]]) -> bytes:
    """A whole file of encoded records: a JSON object of tables, one record to a line."""
    parts = [
        b"%b: {\n%b\n}" % (_encoded_name(name), b",\n".join(records)) for name, records in tables.items()
    ]
    return b"{" + b",\n".join(parts) + b"}\n"


def _encoded_name(name: str) -> bytes:
    return encode({name: 0})[1:-4]


def _tables(source: bytes) -> Tables:
    if not source.strip():
        raise HashiyaError("the file is empty")
    value = decode(source)
    if not isinstance(value, dict):
        raise HashiyaError("it is not a JSON object")
    if ARTICLE not in value:
        raise HashiyaError("it was not made by hashiya (it has no table “article”)")
    return {name: _table(name, table) for name, table in value.items()}


def _table(name: str, table: Any) -> dict[str, Record]:
    if not isinstance(table, dict):
        msg = f"the table “{name}” is not a JSON object"
        raise HashiyaError(msg)
    for number, record in table.items():
        if not (number.isascii() and number.isdecimal()) or not isinstance(record, dict):
            msg = f"the table “{name}” holds something that is not a record: “{number}”"
            raise HashiyaError(msg)
    return {number: MappingProxyType(record) for number, record in table.items()}
