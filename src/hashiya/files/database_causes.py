"""Find out why a database of SQLite in a file cannot be used."""

from __future__ import annotations

import sqlite3

from hashiya.messages import Message

_REASONS = {
    sqlite3.SQLITE_BUSY: Message("files.busy"),
    sqlite3.SQLITE_LOCKED: Message("files.busy"),
    sqlite3.SQLITE_FULL: Message("files.disk_full"),
    sqlite3.SQLITE_READONLY: Message("files.permission_denied"),
    sqlite3.SQLITE_CANTOPEN: Message("files.permission_denied"),
    sqlite3.SQLITE_PERM: Message("files.permission_denied"),
    sqlite3.SQLITE_CORRUPT: Message("files.damaged"),
    sqlite3.SQLITE_NOTADB: Message("files.damaged"),
}


def code_of(error: Exception) -> int:
    """Return the code of an error of SQLite; that of any error if it has none."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & 0xFF


def reason_of(error: Exception) -> Message:
    """Describe an error of SQLite."""
    return _REASONS.get(code_of(error)) or Message("files.system_reason", reason=str(error))
