"""The server's answers: the page and its files for whoever is let in, and a visit for each socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from hashiya.messages import Message, answering
from hashiya.serving.admission import is_own_origin
from hashiya.serving.door import refused
from hashiya.serving.entrant import Entrant
from hashiya.serving.incoming import MOST_BYTES, cells_of
from hashiya.serving.page import headers, page
from hashiya.serving.visitor import Visitor, close_for

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler

    from hashiya.serving.admission import Hosts
    from hashiya.serving.door import Door
    from hashiya.serving.entrance import Entrance
    from hashiya.serving.page import PageFile
    from hashiya.serving.visits import Visits

_HEARTBEAT = 15.0
"""Seconds between two questions whether a page is still there."""
_MOST_OF_A_FORM = 4096
"""Bytes of the body of a request."""
_ENTRANT = web.RequestKey("entrant", Entrant)


class Reception:
    """Answers requests."""

    def __init__(
        self,
        hosts: Hosts,
        door: Door,
        visits: Visits,
        entrance: Entrance,
        files: dict[str, PageFile],
    ) -> None:
        """Prepare the answers.

        Args:
            hosts: the names of this server.
            door: who is let in.
            visits: of those who are.
            entrance: told which connections were let in, and which have a visit.
            files: of the page, by their paths.
        """
        self._hosts = hosts
        self._door = door
        self._visits = visits
        self._files = files
        self._entrance = entrance
        self._open_routes = list(door.open_routes())

    def application(self) -> web.Application:
        """Make the application that answers; each of its answers is checked by the same middleware."""
        made = web.Application(middlewares=[self._checked], client_max_size=_MOST_OF_A_FORM)
        made.router.add_get("/", self._page)
        made.router.add_routes(self._open_routes)
        for path in self._files:
            made.router.add_get(path, self._file)
        made.router.add_get("/ws/{page:[0-9a-f]{32}}", self._socket)
        made.on_response_prepare.append(self._add_headers)
        made.on_shutdown.append(self._end_all)
        return made

    @web.middleware
    async def _checked(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse whoever sends to another host or was not let in, before any other path is looked at."""
        if not self._hosts.has(request.headers.get("Host", "")):
            return refused(421, Message("serving.other_host"))
        with answering(self._door.language(request)):
            return await self._answer(request, handler)

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        entrant = self._door.entrant(request)
        if entrant is not None:
            request[_ENTRANT] = entrant
            self._entrance.let_in(request.protocol)
        elif all(request.path != route.path for route in self._open_routes):
            return self._door.refusal(request)
        try:
            return await handler(request)
        except web.HTTPException as error:
            return web.Response(status=error.status, text=error.reason, headers=_allowed(error))
        except TimeoutError:
            return web.Response(status=408)

    async def _page(self, request: web.Request) -> web.StreamResponse:
        terms = self._visits.terms
        text = page(terms.title, can_leave=self._door.leaves, absence=terms.absence)
        answer = web.Response(text=text, content_type="text/html")
        self._door.welcome(request, answer)
        return answer

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file = self._files[request.path]
        return web.Response(body=file.body, content_type=file.kind)

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        """Visit for a page until its socket closes."""
        if not is_own_origin(request.headers):
            return refused(403, Message("serving.other_origin"))
        socket = web.WebSocketResponse(heartbeat=_HEARTBEAT, max_msg_size=MOST_BYTES, compress=False)
        try:
            await socket.prepare(request)
        except ConnectionError:
            return web.Response()  # to nobody
        page = (request[_ENTRANT], request.match_info["page"])
        visitor = await self._visits.visitor_of(page, comes_back="again" in request.query)
        if isinstance(visitor, Visitor):
            size = cells_of(request.query.get("width", ""), 80), cells_of(request.query.get("height", ""), 24)
            with self._entrance.visiting(request.protocol):
                await self._visits.run(page, visitor, socket, size)
        else:
            await close_for(socket, *visitor)
        return socket

    async def _add_headers(self, request: web.Request, answer: web.StreamResponse) -> None:
        host = request.headers.get("Host", "")
        answer.headers.update(headers(host if self._hosts.has(host) else ""))

    async def _end_all(self, _app: web.Application) -> None:
        await self._visits.end_all()


def _allowed(error: web.HTTPException) -> dict[str, str]:
    return {"Allow": error.headers["Allow"]} if "Allow" in error.headers else {}
