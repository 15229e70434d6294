"""Let a person in by the login and the password of PostgreSQL, for a program that many people use."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store.postgresql.connection import connected
from hashiya.store.postgresql.spelling import unspelled

if TYPE_CHECKING:
    from hashiya.store.postgresql.address import Address

_OF_A_PERSON = ("user", "password", "passfile", "service", "require_auth")
"""Parameters of a URL that the login and the password of a person replace."""
_ASKS = "require_auth=scram-sha-256,md5,password"
"""The parameter that refuses a server which lets people in without a look at their password."""
_WRONG = ("postgresql.wrong_password", "postgresql.no_login")


def as_person(address: Address, login: str, password: str) -> Address:
    """Return the address by which a person connects, with the password and nobody else's."""
    parts = urlsplit(address.url)
    pairs = parts.query.split("&") if parts.query else []
    kept = [pair for pair in pairs if pair.partition("=")[0] not in _OF_A_PERSON]
    account = f"{quote(login, safe='')}:{quote(password, safe='')}"
    netloc = f"{account}@{parts.netloc.rpartition('@')[2]}"
    return address._replace(url=parts._replace(netloc=netloc, query="&".join([*kept, _ASKS])).geturl())


def enter(address: Address, login: str, password: str) -> tuple[str, str] | None:
    """Return the name of a person, and the URL by which the person connects; None if the password is wrong.

    The server must ask for the password, or else anybody would enter under any name.

    Raises:
        HashiyaError: the server does not answer, lets people in unasked, or has no tables of a team.
    """
    if not password or not (login.isprintable() and password.isprintable()):
        return None  # libpq would look for another password, or refuse the URL
    own = as_person(address, login, password)
    try:
        with connected(own) as connection:
            row = connection.execute("SELECT name FROM hashiya.person WHERE id = hashiya.me()").fetchone()
    except HashiyaError as error:
        if isinstance(error.told, Message) and error.told.id in _WRONG:
            return None
        raise
    return None if row is None else (unspelled(row[0]), own.whole)
