"""The bounds of open connections: none waits for long, and no crowd of them keeps a visitor out.

A connection costs a file of this process, and a visitor's process costs several. So connections without a
visit have a time limit. When there are too many the oldest one gives way to a new one, and those of
strangers before those of people who were let in.
"""

from __future__ import annotations

import asyncio
import resource
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.serving.page import headers

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADER_SECONDS = 10.0
"""Seconds that a connection may wait for the whole header of a request."""
_SECONDS = 120.0
"""Seconds of a connection without a visit, in which a slow line still loads the page."""
MOST_WAITING = 256
"""Connections besides those of the visitors."""
_FILES_OF_VISIT, _OWN_FILES = 8, 128
"""Files that a visit may need, and those of the server itself."""
_ACCEPTED_AT_ONCE = 512
"""Connections that are accepted before the oldest ones are closed."""


class Entrance:
    """Knows all open connections: those of strangers, of people who were let in, and of visitors."""

    def __init__(self, visitors: int, *, others: int = MOST_WAITING, header: float = HEADER_SECONDS) -> None:
        """Know no connection yet.

        Args:
            visitors: how many there may be at once.
            others: connections besides theirs.
            header: seconds to wait for the header of a request.
        """
        self._most = visitors + others
        self._header = header
        self._strangers: dict[web.RequestHandler, asyncio.TimerHandle] = {}
        self._known: dict[web.RequestHandler, asyncio.TimerHandle] = {}
        self._visiting: set[web.RequestHandler] = set()

    def connection(self, server: web.Server) -> asyncio.Protocol:
        """Make the protocol of a new connection to a server."""
        return _Connection(self, server, self._header)

    def arrived(self, connection: web.RequestHandler) -> None:
        """Take a new connection in; if there are too many, the oldest without a visit gives way."""
        if len(self._strangers) + len(self._known) + len(self._visiting) >= self._most:
            oldest = next(iter(self._strangers or self._known), connection)
            self.left(oldest)
            _end(oldest)
        self._wait(connection, self._strangers)

    def let_in(self, connection: web.RequestHandler) -> None:
        """Prefer a connection to those of strangers, since one of its requests was let in."""
        if connection in self._strangers:
            self._known[connection] = self._strangers.pop(connection)

    @contextmanager
    def visiting(self, connection: web.RequestHandler) -> Iterator[None]:
        """Let a connection stay during a block, in which a visit goes on."""
        self.left(connection)
        self._visiting.add(connection)
        try:
            yield
        finally:
            if connection in self._visiting:
                self._visiting.remove(connection)
                self._wait(connection, self._known)

    def left(self, connection: web.RequestHandler) -> None:
        """Forget a connection that is closed."""
        timer = self._strangers.pop(connection, None) or self._known.pop(connection, None)
        if timer is not None:
            timer.cancel()
        self._visiting.discard(connection)

    def _wait(
        self, connection: web.RequestHandler, others: dict[web.RequestHandler, asyncio.TimerHandle]
    ) -> None:
        """Let a connection stay for a while."""
        others[connection] = asyncio.get_running_loop().call_later(_SECONDS, _end, connection)


class _Connection(web.RequestHandler):
    """Answers the requests of a connection."""

    __slots__ = ("_entrance",)

    def __init__(self, entrance: Entrance, server: web.Server, header: float) -> None:
        super().__init__(server, loop=asyncio.get_running_loop(), keepalive_timeout=header)
        self._entrance = entrance

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._entrance.arrived(self)

    def connection_lost(self, exc: BaseException | None) -> None:
        self._entrance.left(self)
        super().connection_lost(exc)

    def handle_error(self, *args: Any, **words: Any) -> web.StreamResponse:
        """Answer an error in one word, and with the headers of every answer; the request is not repeated."""
        answer = web.Response(status=super().handle_error(*args, **words).status, headers=headers(""))
        answer.text = f"{answer.reason}\n"
        answer.force_close()
        return answer

    def log_exception(self, *args: Any, **words: Any) -> None:
        """Log an error of this program; a malformed request is answered, and anybody can send any number."""
        if not isinstance(words.get("exc_info"), HttpProcessingError):
            super().log_exception(*args, **words)


def _end(connection: web.RequestHandler) -> None:
    """End a connection without a wait for its peer."""
    if connection.transport is not None:
        connection.transport.abort()


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
