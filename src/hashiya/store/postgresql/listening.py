"""Hears of the saves of a team, by NOTIFY."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.store.postgresql.connection import connect, heard_on, server_at
from hashiya.store.postgresql.spelling import unspelled

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from hashiya.store.postgresql.address import Address
    from hashiya.store.postgresql.connection import Connection

_TOLD = re.compile("([0-9]{1,18}) [0-9]+ [0-9]+", re.ASCII)
"""The payload of the trigger on works: the numbers of the article, the person and the generation."""
_KEYS = "SELECT key FROM hashiya.article_key WHERE project = %s AND id = ANY(%s)"


class TeamListening:
    """A `Listening` with a connection of its own, which is opened again when it is lost.

    Any login may send a notification that looks like a save, so each is only a reason to look.
    """

    def __init__(self, address: Address) -> None:
        """Connect to nothing yet."""
        self._server = server_at(address)
        self._connection: Connection | None = None

    def wait(self, seconds: float) -> AbstractSet[str] | None:
        """Wait until something is saved, or for some seconds, as the contract says."""
        if self._connection is None:
            project = self._server.project
            self._connection = connect(self._server.address, patience=None)
            self._heard(f"hashiya_{project}", 0)
            return None
        told = self._heard("", seconds)
        numbers = {int(match[1]) for each in told if (match := _TOLD.fullmatch(each))}
        if not numbers:
            return frozenset()
        rows = self._server.fetch(_KEYS, [self._server.project, list(numbers)])
        return {unspelled(key) for (key,) in rows}

    def close(self) -> None:
        """Close the connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _heard(self, channel: str, seconds: float) -> list[str]:
        assert self._connection is not None  # noqa: S101  made by the caller
        try:
            return heard_on(self._connection, self._server.address, channel, seconds)
        except BaseException:
            self.close()
            raise
