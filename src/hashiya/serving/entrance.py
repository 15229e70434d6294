"""The bounds of open connections: none waits for long, and no crowd of them keeps a visitor out.

A connection costs a file of this process, and a visitor's process costs several. So connections without a
visit have a time limit, and the oldest of too many gives way to a new one.
"""

from __future__ import annotations

import asyncio
import resource
from typing import TYPE_CHECKING, Any

from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.web_protocol import RequestHandler

from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from aiohttp import web

HEADER_SECONDS = 10.0
"""Seconds that a connection may wait for the whole header of a request."""
_SECONDS = 120.0
"""Seconds of a connection without a visit, in which a slow line still loads the page."""
MOST_WAITING = 256
_FILES_OF_VISIT, _OWN_FILES = 8, 128
"""Files that a visit may need, and those of the server itself."""
_ACCEPTED_AT_ONCE = 128


class Entrance:
    """Makes the protocol of each connection, and knows the connections without a visit, the oldest first."""

    def __init__(
        self, server: web.Server, *, most: int = MOST_WAITING, header: float = HEADER_SECONDS
    ) -> None:
        """Let connections in to a server.

        Args:
            server: answers requests.
            most: connections without a visit.
            header: seconds to wait for the header of a request.
        """
        self._server = server
        self._most = most
        self._header = header
        self._waiting: dict[asyncio.BaseTransport, asyncio.TimerHandle] = {}

    def __call__(self) -> asyncio.Protocol:
        """Make the protocol of a new connection."""
        return _Connection(self, self._server, self._header)

    def arrived(self, transport: asyncio.Transport) -> None:
        """Take a new connection in; the one that has waited longest gives way if there are too many."""
        if len(self._waiting) >= self._most:
            oldest = next(iter(self._waiting))
            self.left(oldest)
            _end(oldest)
        loop = asyncio.get_running_loop()
        self._waiting[transport] = loop.call_later(_SECONDS, _end, transport)

    def left(self, transport: asyncio.BaseTransport | None) -> None:
        """Count a connection no longer, since it is closed or a visit has begun on it."""
        timer = self._waiting.pop(transport, None) if transport is not None else None
        if timer is not None:
            timer.cancel()


class _Connection(RequestHandler):
    """Answers the requests of a connection."""

    __slots__ = ("_entrance", "_known")

    def __init__(self, entrance: Entrance, server: web.Server, header: float) -> None:
        loop = asyncio.get_running_loop()
        super().__init__(server, loop=loop, keepalive_timeout=header)
        self._entrance = entrance
        self._known: asyncio.BaseTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  this server listens on no datagrams
        self._known = transport
        self._entrance.arrived(transport)
        super().connection_made(transport)

    def connection_lost(self, exc: BaseException | None) -> None:
        self._entrance.left(self._known)
        super().connection_lost(exc)

    def log_exception(self, *args: Any, **words: Any) -> None:
        """Log an error of this program; a malformed request is answered, and anybody can send any number."""
        if not isinstance(words.get("exc_info"), HttpProcessingError):
            super().log_exception(*args, **words)


def _end(transport: asyncio.BaseTransport) -> None:
    if isinstance(transport, asyncio.Transport):
        transport.abort()


def allow_files(visitors: int) -> None:
    """Let this process open as many files as its visitors and the waiting connections may need.

    Raises:
        HashiyaError: the system allows fewer.
    """
    needed = visitors * _FILES_OF_VISIT + MOST_WAITING + _ACCEPTED_AT_ONCE + _OWN_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < needed:
        if hard != resource.RLIM_INFINITY and hard < needed:
            fits = (hard - (needed - visitors * _FILES_OF_VISIT)) // _FILES_OF_VISIT
            raise HashiyaError(
                Message("serving.too_few_files", count=visitors),
                Message("serving.fewer_visitors", most=max(fits, 0)),
            )
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))
