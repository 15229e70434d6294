"""The server's answers: the page and its files for whoever is let in, and a process for each socket."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from hashiya.messages import Message
from hashiya.serving.admission import is_own_origin
from hashiya.serving.incoming import MOST_BYTES, Typed, cells_of, read_incoming
from hashiya.serving.page import headers, page
from hashiya.serving.terms import CANVAS, DOM
from hashiya.serving.visitor import Visitor

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler

    from hashiya.serving.admission import Admission
    from hashiya.serving.page import PageFile
    from hashiya.serving.terms import Terms

_HEARTBEAT = 15.0
"""Seconds between two questions whether a page is still there."""
COOKIE = "hashiya"
"""The cookie with the pass; the port is added, since a browser has one set of cookies for all ports."""


class Reception:
    """Lets visitors in and out; the one home of who is here.

    Attributes:
        visitors: whose processes run.
    """

    def __init__(self, admission: Admission, terms: Terms, files: dict[str, PageFile]) -> None:
        """Prepare the answers.

        Args:
            admission: who is let in.
            terms: on which.
            files: of the page, by their paths.
        """
        self._admission = admission
        self._terms = terms
        self._files = files
        self._endings: set[asyncio.Future[None]] = set()
        self.visitors: set[Visitor] = set()

    def application(self) -> web.Application:
        """Make the application that answers; each of its answers is checked by the same middleware."""
        made = web.Application(middlewares=[self._checked], client_max_size=1024)
        made.router.add_get("/", self._page)
        for path in self._files:
            made.router.add_get(path, self._file)
        made.router.add_get(f"/ws/{{rendering:{CANVAS}|{DOM}}}", self._socket)
        made.on_response_prepare.append(self._add_headers)
        made.on_shutdown.append(self._end_all)
        return made

    @web.middleware
    async def _checked(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse whoever sends to another host or has no secret, before any path is looked at."""
        if not self._admission.is_own_host(request.headers.get("Host", "")):
            return _refusal(421, Message("serving.other_host"))
        is_known = self._admission.is_pass(request.cookies.get(_cookie(request), ""))
        if not is_known and not self._admission.is_token(request.query.get("token", "")):
            return _refusal(403, Message("serving.no_token"))
        try:
            return await handler(request)
        except web.HTTPException as refused:
            return web.Response(status=refused.status, text=refused.reason, headers=_allowed(refused))

    async def _page(self, request: web.Request) -> web.StreamResponse:
        """Send the page, with the pass that takes the place of the token.

        A redirection would not bring the cookie along when another site's link led here.
        """
        if self._is_full:
            return self._full()
        answer = web.Response(text=page(self._terms.title), content_type="text/html")
        answer.set_cookie(
            _cookie(request), self._admission.entry_pass, httponly=True, samesite="Strict", path="/"
        )
        return answer

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file = self._files[request.path]
        return web.Response(body=file.body, content_type=file.kind)

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        """Run a process for a page until its socket closes."""
        if not is_own_origin(request.headers):
            return _refusal(403, Message("serving.other_origin"))
        if self._is_full:
            return self._full()
        return await self._visit(request)

    async def _visit(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(heartbeat=_HEARTBEAT, max_msg_size=MOST_BYTES, compress=False)
        visitor = Visitor(self._terms.command(request.match_info["rendering"]), socket)
        self.visitors.add(visitor)  # before anything is waited for, so that no more than the limit come in
        try:
            await socket.prepare(request)
            size = cells_of(request.query.get("width", ""), 80), cells_of(request.query.get("height", ""), 24)
            await visitor.start(*size)
            with suppress(TimeoutError):
                await self._pass_on(socket, visitor)
        except (OSError, ValueError):  # no process to be had, the page is gone, or no page sent this
            pass
        finally:
            ending = asyncio.ensure_future(self._end(visitor))
            self._endings.add(ending)
            ending.add_done_callback(self._endings.discard)
            await asyncio.shield(ending)  # which goes on if this request is cancelled
        await socket.close()
        return socket

    async def _end(self, visitor: Visitor) -> None:
        """End a visitor's process; only then is the place free."""
        try:
            await visitor.stop()
        finally:
            self.visitors.discard(visitor)

    async def _pass_on(self, socket: web.WebSocketResponse, visitor: Visitor) -> None:
        """Pass messages on until the socket closes or nothing is typed for too long.

        Raises:
            TimeoutError: nothing was typed for too long.
            ValueError: a message is none of the page's.
        """
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(self._terms.idle) as limit:
            async for message in socket:
                if message.type is not WSMsgType.TEXT:
                    return
                incoming = read_incoming(message.data)
                if isinstance(incoming, Typed):
                    limit.reschedule(loop.time() + self._terms.idle)
                await visitor.take(incoming)

    async def _add_headers(self, request: web.Request, answer: web.StreamResponse) -> None:
        host = request.headers.get("Host", "")
        answer.headers.update(headers(host if self._admission.is_own_host(host) else ""))

    @property
    def _is_full(self) -> bool:
        return len(self.visitors) >= self._terms.visitors

    def _full(self) -> web.Response:
        return _refusal(503, Message("serving.full", count=self._terms.visitors))

    async def _end_all(self, _app: web.Application) -> None:
        await asyncio.gather(*(visitor.stop() for visitor in self.visitors))


def _cookie(request: web.Request) -> str:
    return f"{COOKIE}-{request.url.port}"


def _refusal(status: int, told: Message) -> web.Response:
    return web.Response(status=status, text=str(told) + "\n")


def _allowed(refused: web.HTTPException) -> dict[str, str]:
    return {"Allow": refused.headers["Allow"]} if "Allow" in refused.headers else {}
