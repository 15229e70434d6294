"""The version of the schema in a database, and the migrations that lead to the present one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store.postgresql.errors import no_schema_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.store.postgresql.address import Address
    from hashiya.store.postgresql.connection import Connection

_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 0x6861736869
"""The advisory lock of those who change the schema of a database."""

# as JSON, since older schemas have no column `identity`
_STATE = """
    SELECT (SELECT max(number) FROM hashiya.version), project.id, to_jsonb(project) ->> 'identity'
    FROM (SELECT) AS always LEFT JOIN hashiya.project ON project.name = %s
"""
_IDENTITY = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# a catalogue that everybody may read, so that only what changes the database needs rights
_HAS_VERSIONS = """
    SELECT FROM pg_class WHERE relname = 'version'
        AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = 'hashiya')
"""
_BEGINNING = """
    CREATE SCHEMA IF NOT EXISTS hashiya;
    CREATE TABLE hashiya.version (
        number integer PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now()
    );
"""


def migrations() -> Sequence[Path]:
    """List the migrations in order; the first one leads to version 1."""
    return sorted(_FOLDER.glob("[0-9]*.sql"))


class Project(NamedTuple):
    """A project of a team.

    Attributes:
        number: in the database.
        identity: a UUID, kept in backups, which tells the project from those of other databases.
    """

    number: int
    identity: str


def check_version(connection: Connection, address: Address) -> Project:
    """Return the project after checking that this program knows the schema.

    Raises:
        HashiyaError: there is no schema or no such project, or the schema is older or newer.
        psycopg.Error: the tables cannot be read.
    """
    version, number, identity = cast(
        "tuple[Any, ...]", connection.execute(_STATE, [address.project]).fetchone()
    )
    _check(version, address)
    if version < len(migrations()):
        raise HashiyaError(
            Message("postgresql.older_schema", address=str(address)), Message("postgresql.run_init_as_owner")
        )
    if number is None:
        raise HashiyaError(
            Message("postgresql.no_project", address=str(address), name=address.project),
            Message("postgresql.run_init"),
        )
    if _IDENTITY.fullmatch(identity) is None:  # it names a folder
        raise no_schema_error(address)
    return Project(int(number), identity)


def _check(version: int | None, address: Address) -> None:
    if version is None:
        raise no_schema_error(address)
    if version > len(migrations()):
        raise HashiyaError(
            Message("postgresql.newer_schema", address=str(address)), Message("store.update_hashiya")
        )


def migrate(connection: Connection, address: Address) -> int:
    """Bring the schema of a database to the present version, and add the project if it is missing.

    All is one transaction. Nobody else migrates meanwhile. Only the owner of the tables may change them; a
    manager may add a project, and everybody in the team may find that nothing is missing.

    Returns:
        The number of migrations that were run; 0 if the schema was up to date.

    Raises:
        HashiyaError: the schema is newer than this program, or the database has another encoding than UTF-8.
        psycopg.Error: a migration failed; nothing is changed.
    """
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        (encoding,) = cast("tuple[str]", connection.execute("SHOW server_encoding").fetchone())
        if encoding != "UTF8":
            raise HashiyaError(
                Message("postgresql.wrong_encoding", address=str(address), encoding=encoding),
                Message("postgresql.create_utf8"),
            )
        if connection.execute(_HAS_VERSIONS).fetchone() is None:
            connection.execute(_BEGINNING)
        (version,) = cast(
            "tuple[int]",
            connection.execute("SELECT coalesce(max(number), 0) FROM hashiya.version").fetchone(),
        )
        if version:
            _check(version, address)
        pending = migrations()[version:]
        for number, path in enumerate(pending, version + 1):
            connection.execute(cast("Any", path.read_text("utf-8")))
            connection.execute("INSERT INTO hashiya.version (number) VALUES (%s)", [number])
        project = [address.project]
        if connection.execute("SELECT FROM hashiya.project WHERE name = %s", project).fetchone() is None:
            connection.execute("INSERT INTO hashiya.project (name) VALUES (%s)", project)
    return len(pending)
