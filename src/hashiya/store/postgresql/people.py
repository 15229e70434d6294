"""The people of a team: their names, roles and logins."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.store.postgresql.connection import server_at
from hashiya.store.postgresql.spelling import spelled, unspelled
from hashiya.text.settled import settled_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.store.postgresql.address import Address
    from hashiya.store.postgresql.connection import Server

ANNOTATOR, CURATOR, MANAGER = "annotator", "curator", "manager"
NOBODY = "none"
"""The role of a person who only owns annotations, as ``gold``."""
ROLES = (ANNOTATOR, CURATOR, MANAGER)


class Person(NamedTuple):
    """A person of a team.

    Attributes:
        id: number of the person in the database.
        name: as annotations name the annotator.
        role: one of `ROLES`, or `NOBODY`.
    """

    id: int
    name: str
    role: str


def people(server: Server) -> Sequence[Person]:
    """List the people of a team by name.

    Raises:
        HashiyaError: they cannot be read.
    """
    rows = server.fetch("SELECT id, name, role FROM hashiya.person ORDER BY name")
    return [Person(number, unspelled(name), role) for number, name, role in rows]


def myself(server: Server) -> Person | None:
    """Return the person whose login is used; None if it belongs to nobody in the team.

    Raises:
        HashiyaError: the database cannot be read.
    """
    rows = server.fetch("SELECT id, name, role FROM hashiya.person WHERE id = hashiya.me()")
    return next((Person(number, unspelled(name), role) for number, name, role in rows), None)


def put_person(
    server: Server, name: str, role: str, login: str | None = None, password: str | None = None
) -> int:
    """Add a person, or change the role or the password of one; only a manager may.

    Args:
        server: of the team.
        name: as annotations name the annotator.
        role: one of `ROLES`, or `NOBODY`.
        login: the role of PostgreSQL by which the person connects; it is created if there is none.
        password: of the login; None leaves it as it is. The server is given a SCRAM secret of it only.

    Returns:
        The number of the person.

    Raises:
        HashiyaError: the server refuses.
    """
    with server.borrowed() as connection:
        verifier = None
        if password is not None and login is not None:
            secret = connection.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
            verifier = secret.decode()
        values = [spelled(settled_name(name)), role, login, verifier]
        row = connection.execute("SELECT hashiya.put_person(%s, %s, %s, %s)", values).fetchone()
    assert row is not None  # noqa: S101  a function gives one row
    return int(row[0])


def known_as(server: Server) -> str | None:
    """Return the name of the person whose login is used; None if it belongs to nobody in the team.

    Raises:
        HashiyaError: the database cannot be read.
    """
    me = myself(server)
    return None if me is None else me.name


def annotators_in(address: Address) -> Sequence[str]:
    """Return the names of those of whom any annotations may be read, sorted.

    Raises:
        HashiyaError: the database cannot be read.
    """
    server = server_at(address)
    rows = server.fetch("SELECT hashiya.annotators(%s)", [server.project])
    return sorted(unspelled(name) for (name,) in rows)
