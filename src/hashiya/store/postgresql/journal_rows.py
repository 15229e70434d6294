"""The journal of one person in the database of a team."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.store.postgresql.connection import server_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hashiya.store.postgresql.address import Address
    from hashiya.store.postgresql.connection import Server

_APPEND = """
    INSERT INTO hashiya.journal (project, person, line)
    SELECT %s, hashiya.me(), %s WHERE hashiya.me() IS NOT NULL
"""
_BEFORE = """
    SELECT id, line FROM hashiya.journal
    WHERE project = %(project)s AND person = hashiya.me() AND id < %(before)s ORDER BY id DESC LIMIT 200
"""
_LAST = 2**63 - 1


class JournalRows:
    """A `LineLog` of the person whose login is used, on all their computers."""

    def __init__(self, server: Server) -> None:
        """Read nothing yet."""
        self._server = server

    def append(self, lines: Iterable[bytes]) -> None:
        """Append lines without waiting for the disk; a failure is ignored."""
        with suppress(HashiyaError):
            rows = [(self._server.project, line.decode()) for line in lines]
            with self._server.borrowed() as connection, connection.pipeline(), connection.transaction():
                connection.execute("SET LOCAL synchronous_commit TO off")
                with connection.cursor() as cursor:
                    cursor.executemany(_APPEND, rows)

    def backwards(self) -> Iterator[bytes]:
        """Generate the lines from the last to the first; none if the server does not answer."""
        before = _LAST
        with suppress(HashiyaError):
            while rows := self._server.fetch(_BEFORE, {"project": self._server.project, "before": before}):
                yield from (line.encode() for _, line in rows)
                before = rows[-1][0]


def journal_of(address: Address) -> JournalRows:
    """Return the journal of the person who connects to an address; nothing is read yet."""
    return JournalRows(server_at(address))
