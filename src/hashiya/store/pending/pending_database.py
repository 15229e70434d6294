"""Open the databases of waiting changes, and tell why one cannot be used."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import NEW_FILE
from hashiya.files.causes import cause_of, problem_of_mode
from hashiya.files.database_causes import code_of, reason_of
from hashiya.messages import Message
from hashiya.store.pending.private_folder import check_private, make_private

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE = 10.0
"""Seconds to wait for another program that writes."""
_VERSION = 1
_SCHEMA = """
    CREATE TABLE IF NOT EXISTS operation (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        article BLOB NOT NULL,
        kind TEXT NOT NULL,
        made TEXT NOT NULL,
        content BLOB NOT NULL,
        problem BLOB
    )
"""
_TABLE = ("table", "operation")
_OBJECTS = {_TABLE, ("table", "sqlite_sequence"), ("index", "by_article")}
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def unusable(path: Path, cause: Message) -> HashiyaError:
    """Make the error of a file that cannot be used."""
    return HashiyaError(Message("store.cannot_use_pending", path=path, cause=cause))


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Tell in a sentence why a file cannot be used in a block.

    Raises:
        HashiyaError: it cannot be used.
    """
    try:
        yield
    except OSError as error:
        raise unusable(path, cause_of(path, error)) from error
    except sqlite3.Error as error:
        raise unusable(path, reason_of(error)) from error


def locked(connection: sqlite3.Connection) -> bool:
    """Keep all other programs out of a database until it is closed; whether no other program does so now.

    Raises:
        sqlite3.Error: it cannot be used.
    """
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        if code_of(error) not in _BUSY:
            raise
        return False
    return True


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Make the changes of a block all or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def prepared(path: Path) -> sqlite3.Connection:
    """Open the file, or make it.

    Raises:
        OSError, sqlite3.Error: it cannot be used.
        HashiyaError: a newer version of hashiya made it, or another program.
    """
    connection = opened(path, patience=_PATIENCE)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        # the journal is on the disk before a call returns, and so is its removal
        connection.execute("PRAGMA synchronous = EXTRA")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > _VERSION:
            newer = Message("store.newer_version", place=path)
            raise HashiyaError(newer, Message("store.update_hashiya"))
        _check_schema(path, connection, may_be_empty=version < _VERSION)
        if version < _VERSION:
            with transaction(connection):
                connection.execute(_SCHEMA)
                connection.execute("CREATE INDEX IF NOT EXISTS by_article ON operation (article)")
                connection.execute(f"PRAGMA user_version = {_VERSION}")
    except BaseException:
        connection.close()
        raise
    return connection


def opened(path: Path, patience: float) -> sqlite3.Connection:
    """Open a file that only its user may read.

    Raises:
        OSError, sqlite3.Error: it cannot be opened.
        HashiyaError: it is no regular file, or others may have written it.
    """
    make_private(path.parent)
    # a file that is there is not opened: closing it would free the locks of this process
    with suppress(FileExistsError):
        os.close(os.open(path, NEW_FILE, 0o600))
    status = path.lstat()
    if problem := problem_of_mode(status.st_mode):
        raise unusable(path, problem)
    check_private(path, status)
    return sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)


def _check_schema(path: Path, connection: sqlite3.Connection, *, may_be_empty: bool) -> None:
    """Refuse a database with other tables, or with views and triggers, which may do anything.

    Raises:
        HashiyaError: it has them.
    """
    found = {*connection.execute("SELECT type, name FROM sqlite_master")}
    if found == _OBJECTS or (may_be_empty and not found):
        return
    raise unusable(
        path, Message("files.damaged") if _TABLE in found else Message("store.not_ours", table=_TABLE[1])
    )
