"""Open the file of an index safely. It is a cache: if anything is wrong with it, a new one replaces it.

An index tells in which articles to look, and the dates of articles. Its file is private to its user, its
schema is compared word by word, and SQLite trusts no function that the schema names.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from hashiya.corpus import checksum
from hashiya.errors import HashiyaError
from hashiya.files import database_causes
from hashiya.files.causes import cause_of, reason_of
from hashiya.files.regular import read_beginning
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

VERSION = 2
"""Version of the schema and of the words that it keeps; an index of another version is rebuilt."""

_APPLICATION = 0x68617368
_SCHEMA = (
    "CREATE TABLE texts (id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, fingerprint BLOB NOT NULL)",
    """CREATE TABLE files (key BLOB PRIMARY KEY, text INTEGER NOT NULL, signature BLOB NOT NULL,
        is_guessed INTEGER NOT NULL, date TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE VIRTUAL TABLE words USING fts5(text, content='', columnsize=0, tokenize='ascii')",
)
_MAGIC, _HEADER, _FORMAT = b"SQLite format 3\0", 20, 2
"""The beginning of a database. Its last two bytes are formats; SQLite would refuse to write a newer one."""
_COMPANIONS = ("-wal", "-shm", "-journal", checksum.ENDING)
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600
_OPEN_TO_OTHERS = 0o077
_KEPT = 180 * 24 * 3600
"""Seconds that an index is kept after it was used last."""
_WAIT = 10.0
"""Seconds to wait for another program that writes."""
_NOT_USABLE = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_TOOBIG,
    )
)


class DamagedIndexError(Exception):
    """An index with content that this program did not write; it has to be rebuilt."""


class UnusableIndexError(HashiyaError):
    """An index that cannot be used now, because of its folder, the disk or another program."""


FAILURES = (sqlite3.Error, UnicodeDecodeError)
"""The errors of SQLite; for a damaged schema even the message may be no text."""


def error_of(error: Exception) -> Exception:
    """Tell an index that cannot be used now from a damaged one."""
    if database_causes.code_of(error) in _NOT_USABLE:
        return UnusableIndexError(database_causes.reason_of(error))
    return DamagedIndexError(error)


def connect(path: Path) -> sqlite3.Connection:
    """Open the file of an index, or make it.

    Raises:
        UnusableIndexError: the file or its folder cannot be used now.
        DamagedIndexError: the file is no index of this version.
    """
    try:
        _make_folder(path.parent)
        for name in _files_of(path):
            _remove_what_is_not_ours(name)
        if not path.exists():
            _remove_unused(path.parent)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), _PRIVATE_FILE))
        os.utime(path)  # tells when the index was used last
        is_as_left = checksum.is_as_left(path)
        beginning = read_beginning(path, _HEADER, follow_links=False).data
    except (OSError, ValueError) as error:
        raise UnusableIndexError(cause_of(path, error)) from error
    except HashiyaError as error:
        raise UnusableIndexError(error.told) from error
    is_database = beginning.startswith(_MAGIC) and max(beginning[18:]) <= _FORMAT
    if not is_as_left or (beginning and not is_database):
        raise DamagedIndexError
    try:
        connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    except FAILURES as error:
        raise error_of(error) from error
    connection.text_factory = _text
    try:
        _prepare(connection)
    except FAILURES as error:
        connection.close()
        raise error_of(error) from error
    except DamagedIndexError:
        connection.close()
        raise
    return connection


def remove(path: Path) -> None:
    """Remove the file of an index, with the files that SQLite puts beside it.

    Raises:
        UnusableIndexError: a file cannot be removed.
    """
    for name in _files_of(path):
        try:
            name.unlink(missing_ok=True)
        except OSError as error:
            raise UnusableIndexError(reason_of(error)) from error


def _files_of(path: Path) -> Sequence[Path]:
    """Name the file of an index, and the files beside it."""
    return [path, *(path.with_name(path.name + each) for each in _COMPANIONS)]


def _text(stored: bytes) -> str:
    """Decode text, of which damage may have made no UTF-8."""
    return stored.decode("utf-8", "surrogateescape")


def _make_folder(folder: Path) -> None:
    """Make a folder that only its user may use.

    Raises:
        UnusableIndexError: the folder belongs to somebody else, or others may write in it.
        OSError: the folder cannot be made.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        folder.mkdir(mode=_PRIVATE_FOLDER)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or not _is_private(status, stat.S_IWGRP | stat.S_IWOTH):
        raise UnusableIndexError(Message("corpus.folder_not_private", path=folder))


def _remove_unused(folder: Path) -> None:
    """Remove the indexes of folders that nobody has searched for long; such a folder may be gone."""
    for path in folder.glob("*.sqlite"):
        with suppress(OSError):
            if path.lstat().st_mtime < time.time() - _KEPT:
                for name in _files_of(path):
                    name.unlink(missing_ok=True)


def _remove_what_is_not_ours(path: Path) -> None:
    """Remove a link, or a file to which others have access; they may have put it there."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return
    is_ours = stat.S_ISREG(status.st_mode) and status.st_nlink == 1 and _is_private(status, _OPEN_TO_OTHERS)
    if not is_ours and not stat.S_ISDIR(status.st_mode):
        path.unlink()


def _is_private(status: os.stat_result, forbidden: int) -> bool:
    if not hasattr(os, "getuid"):  # permissions are no bits there
        return True
    return status.st_uid == os.getuid() and not status.st_mode & forbidden


def _prepare(connection: sqlite3.Connection) -> None:
    """Check an index, or make its tables.

    Raises:
        DamagedIndexError: the file is no index of this version.
        sqlite3.Error: the file cannot be used, or is no database.
    """
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    if not _schema(connection):
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("BEGIN IMMEDIATE")
        if not _schema(connection):  # unless another program was first
            _make(connection)
        connection.execute("COMMIT")
    marks = [
        connection.execute(f"PRAGMA {each}").fetchone()[0] for each in ("application_id", "user_version")
    ]
    if marks != [_APPLICATION, VERSION] or _schema(connection) != _expected_schema():
        raise DamagedIndexError
    connection.execute("PRAGMA synchronous=NORMAL")


def _make(connection: sqlite3.Connection) -> None:
    for statement in _SCHEMA:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id={_APPLICATION}")
    connection.execute(f"PRAGMA user_version={VERSION}")


def _schema(connection: sqlite3.Connection) -> list[tuple[str, str, str, str | None]]:
    return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name").fetchall()


def _expected_schema() -> list[tuple[str, str, str, str | None]]:
    """Return what SQLite itself makes of the schema, with the tables that FTS5 makes."""
    model = sqlite3.connect(":memory:")
    try:
        for statement in _SCHEMA:
            model.execute(statement)
        return _schema(model)
    finally:
        model.close()
