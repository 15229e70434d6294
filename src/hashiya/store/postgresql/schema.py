"""Make the tables of a team in a database, or bring them to the present version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store.postgresql.connection import connected
from hashiya.store.postgresql.errors import ForbiddenError
from hashiya.store.postgresql.versions import migrate

if TYPE_CHECKING:
    from hashiya.store.postgresql.address import Address


def create_schema(address: Address) -> int:
    """Make or update the schema ``hashiya`` and the project of an address.

    For a change, the login needs the right to create roles and to create schemas in the database, or owns the
    tables already.

    Returns:
        The number of migrations that were run; 0 if the schema was up to date.

    Raises:
        HashiyaError: the server cannot be reached or refuses, or the schema is newer; nothing is changed.
    """
    try:
        with connected(address, patience=None) as connection:
            return migrate(connection, address)
    except ForbiddenError as error:
        raise HashiyaError(error.told, Message("postgresql.run_init_as_owner")) from error
