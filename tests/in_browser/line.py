"""A line between the browser and the server."""

from __future__ import annotations

import asyncio
from contextlib import suppress


class Line:
    """A line between the browser and the server, which can be cut."""

    def __init__(self, server: int) -> None:
        self._server = server
        self._listening: asyncio.Server | None = None
        self._open: list[asyncio.StreamWriter] = []
        self.port = 0

    async def mend(self) -> None:
        """Pass connections on, from the same port as before."""
        self._listening = await asyncio.start_server(self._pass_on, "127.0.0.1", self.port)
        self.port = self._listening.sockets[0].getsockname()[1]

    def cut(self) -> None:
        """End all connections, and take no more."""
        if self._listening is not None:
            self._listening.close()
        for writer in self._open:
            writer.transport.abort()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, to_there = await asyncio.open_connection("127.0.0.1", self._server)
        self._open += [writer, to_there]
        await asyncio.gather(_copy(reader, to_there), _copy(there, writer))


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(1 << 16):
            writer.write(data)
    writer.close()
