"""The content of a store file, read from the disk and parsed strictly."""

from __future__ import annotations

import time
from hashlib import blake2b
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.annotation.strict_json import decode
from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import Signature, signature_of
from hashiya.files.regular import MEGABYTE, MissingFileError, read_file
from hashiya.messages import Message
from hashiya.store.records.article_record import SCHEMA
from hashiya.store.records.tables import ARTICLE
from hashiya.store.tinydb import lock_file
from hashiya.store.tinydb.file_names import backup_of
from hashiya.store.tinydb.migrations import migrated, schema_of
from hashiya.store.tinydb.record_lines import NUMBER, Line, Lines, Record, parse_lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Tables = dict[str, dict[str, Record]]
"""Records by number by table."""

_NO_RECORD: Mapping[str, Any] = MappingProxyType({})
_NO_LINES: Mapping[str, Mapping[str, Line]] = MappingProxyType({})

LIMIT = 500 * MEGABYTE
"""The largest size of a store file in bytes: about a million annotations."""

_PAUSES = (0.0, 0.1, 0.3, 0.8)
"""Seconds before each new reading of a file that another computer is replacing."""


class DamagedError(HashiyaError):
    """A store file is damaged, or missing although its backup exists."""


class FileBytes(NamedTuple):
    """The bytes of a store file.

    Attributes:
        content: all of them.
        signature: of the file that was read.
        digest: hash of the content, to detect a change that leaves time and size of the file the same.
    """

    content: bytes
    signature: Signature
    digest: bytes


class Content(NamedTuple):
    """The parsed content of a store file.

    Attributes:
        tables: as TinyDB keeps them, in the layout of the schema that this program writes.
        schema: the version of the file on the disk.
        lines: the lines of the records; empty if the file was laid out by another program or version.
    """

    tables: Tables
    schema: int
    lines: Lines

    def only(self, table: str) -> Mapping[str, Any]:
        """Return the only record of a table; empty if there is none."""
        return next(iter(self.tables.get(table, {}).values()), _NO_RECORD)


def digest_of(content: bytes) -> bytes:
    """Return the digest of the bytes of a store file."""
    return blake2b(content, digest_size=16).digest()


def missing_error(path: Path) -> DamagedError:
    """Make the error for a store file that is missing although its backup exists."""
    return DamagedError(Message("store.missing", path=path), damaged_advice(path))


def read_store_file(path: Path) -> Content | None:
    """Read the tables of a store file; None if there is none.

    Raises:
        DamagedError: the content is damaged; names the cause and the backup.
        HashiyaError: the file cannot be read, or is not a regular file.
    """
    source = read_source(path)
    return None if source is None else parse_settled(path, source)[1]


def read_source(path: Path) -> FileBytes | None:
    """Read the bytes of a store file; None if there is none.

    Reading needs no lock, since a file is only ever replaced as a whole.

    Raises:
        HashiyaError: the file cannot be read, or is not a regular file.
    """
    try:
        return _read(path)
    except HashiyaError as error:
        for pause in _PAUSES if _is_cut(error) else _PAUSES[:1]:
            time.sleep(pause)
            if (again := _read_by_new_name(path)) is not None:
                return again
        raise


def _is_cut(error: HashiyaError) -> bool:
    """Tell whether a file was shorter than its size, as a mount may show a file that is being replaced."""
    cause = error.told.parameters.get("cause")
    return isinstance(cause, Message) and cause.id == "files.too_short"


def parse_settled(
    path: Path, source: FileBytes, known: Mapping[str, Mapping[str, Line]] = _NO_LINES
) -> tuple[FileBytes, Content]:
    """Parse bytes that were read without the lock; if they are damaged, read the file again.

    Args:
        path: the file, for the message.
        source: its bytes.
        known: lines of an earlier reading, whose records are not parsed again.

    Returns:
        The bytes that were parsed, and their content.

    Raises:
        DamagedError: the content is damaged; names the cause and the backup.
    """
    for pause in _PAUSES if lock_file.has_writers(path) else ():
        try:
            return source, parse(path, source, known)
        except DamagedError:
            time.sleep(pause)
            again = _read_by_new_name(path)
            if again is not None and again.digest == source.digest:
                raise
            source = again or source
    return source, parse(path, source, known)


def parse(path: Path, source: FileBytes, known: Mapping[str, Mapping[str, Line]] = _NO_LINES) -> Content:
    """Parse the bytes of a store file.

    Args:
        path: the file, for the message.
        source: its bytes.
        known: lines of an earlier reading, whose records are not parsed again.

    Raises:
        DamagedError: the content is damaged; names the cause and the backup.
    """
    try:
        return _by_lines(source.content, known) or _as_a_whole(source.content)
    except HashiyaError as error:
        told = Message("store.damaged", path=path, cause=error.told)
        raise DamagedError(told, damaged_advice(path)) from error


def _read(path: Path) -> FileBytes | None:
    try:
        content, status = read_file(path, LIMIT, follow_links=False)
    except MissingFileError:
        return None
    return FileBytes(content, signature_of(status), digest_of(content))


def _read_by_new_name(path: Path) -> FileBytes | None:
    """Read a store file by a new name, which no cache holds; None if that is not possible.

    For about a second after another computer replaced a file, a mounted folder may cut its content at the
    length of the former one.
    """
    name = lock_file.new_name_of(path)
    if name is None:
        return None
    try:
        return _read(name)
    except HashiyaError:
        return None
    finally:
        lock_file.remove(name)


def damaged_advice(path: Path) -> Message:
    """Advise on a store file that cannot be used."""
    backup = backup_of(path)
    try:
        saved = time.strftime("%Y-%m-%d %H:%M", time.localtime(backup.lstat().st_mtime))
    except OSError:
        return Message("store.replace_or_move")
    return Message("store.restore_backup", backup=backup, saved=saved)


def _by_lines(source: bytes, known: Mapping[str, Mapping[str, Line]]) -> Content | None:
    """Parse a file line by line; None if it must be parsed as a whole."""
    lines = parse_lines(source, known)
    if lines is None:
        return None
    tables = records_in(lines)
    schema = schema_of(tables)
    return None if schema is None or schema < SCHEMA else Content(tables, schema, lines)


def records_in(lines: Lines) -> Tables:
    """Return the tables of the records in lines."""
    return {name: {number: line.record for number, line in table.items()} for name, table in lines.items()}


def _as_a_whole(source: bytes) -> Content:
    if not source.strip():
        raise HashiyaError(Message("store.empty_file"))
    value = decode(source)
    if not isinstance(value, dict):
        raise HashiyaError(Message("store.no_object"))
    schema = schema_of(value)
    if schema is None:
        raise HashiyaError(Message("store.not_ours", table=ARTICLE))
    tables = {name: _table(name, table) for name, table in migrated(value, schema).items()}
    return Content(tables, schema, {})


def _table(name: str, table: Any) -> dict[str, Record]:
    if not isinstance(table, dict):
        raise HashiyaError(Message("store.bad_table", table=name))
    for number, record in table.items():
        if not NUMBER.fullmatch(number) or not isinstance(record, dict):
            raise HashiyaError(Message("store.bad_record", table=name, number=number[:40]))
    return {number: MappingProxyType(record) for number, record in table.items()}
