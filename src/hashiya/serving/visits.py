"""The visits: the one home of who is here, and of who may come back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeAlias

from aiohttp import WSCloseCode, WSMsgType

from hashiya.serving.endings import Ending
from hashiya.serving.incoming import read_incoming
from hashiya.serving.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Collection

    from aiohttp import web

    from hashiya.serving.account import Account
    from hashiya.serving.entrant import Entrant
    from hashiya.serving.terms import Terms

Page: TypeAlias = "tuple[Entrant, str]"
"""Who is at a page, and its number."""
_MOST_ENDED = 256
"""Visits whose ending is kept for a page that comes back later."""


class Visits:
    """Begins a visit for a page, takes it up when the page comes back, and ends it for certain.

    A page is gone while it is loaded again or its line fails, so its visit goes on for a while. The place of
    such a visit is given to another visitor who needs it.
    """

    def __init__(self, terms: Terms) -> None:
        """Begin without a visit.

        Args:
            terms: of each.
        """
        self.terms = terms
        self._visitors: dict[Page, Visitor] = {}
        self._gone: dict[Page, asyncio.TimerHandle] = {}
        self._endings: dict[Page, asyncio.Task[None]] = {}
        self._ended: dict[Page, tuple[Ending, Account | None]] = {}
        self._is_closed = False

    @property
    def visitors(self) -> Collection[Visitor]:
        """Return the visitors whose processes run; each has a place."""
        return self._visitors.values()

    async def visitor_of(self, page: Page, *, comes_back: bool) -> Visitor | tuple[Ending, Account | None]:
        """Return the visitor at a page, if need be a new one; or why the page has no visit.

        A new visitor may get the place of the visit whose page has been gone longest. After each wait the
        places are counted again, since other pages have waited, too.

        Args:
            page: the person, and the number of the page, which is the same when it is loaded again.
            comes_back: whether the page only takes up its visit, and is told how that visit ended.
        """
        while page in self._endings or page not in self._visitors:
            if page in self._endings:
                await asyncio.wait([self._endings[page]])
            elif comes_back or self._is_closed:
                return self._ended.get(page, (Ending.STOPPED, None))
            elif len(self._visitors) < self.terms.visitors:
                self._visitors[page] = Visitor(self.terms.command(), page[0].environment)
            elif self._gone:
                self._end(next(iter(self._gone)), Ending.STOPPED)
            elif self._endings:
                await asyncio.wait(self._endings.values(), return_when=asyncio.FIRST_COMPLETED)
            else:
                return Ending.FULL, None
        return self._visitors[page]

    async def run(
        self, page: Page, visitor: Visitor, socket: web.WebSocketResponse, size: tuple[int, int]
    ) -> None:
        """Pass messages between a page and its visitor's process until the socket closes.

        Args:
            page: at which the visitor is.
            visitor: from `visitor_of`.
            socket: of the page.
            size: its columns and lines.
        """
        self._come_back(page)
        ending = Ending.LEFT
        try:
            await visitor.show(socket, size)
            if await self._pass_on(socket, visitor) and visitor.is_running:
                if visitor.is_on(socket) and page not in self._endings:
                    self._leave(page)
                return
        except TimeoutError:
            ending = Ending.IDLE
        except (OSError, ValueError):  # no process left, or a message that the page does not send
            pass
        await asyncio.shield(self._end(page, ending))  # which goes on if this request is cancelled

    async def _pass_on(self, socket: web.WebSocketResponse, visitor: Visitor) -> bool:
        """Pass messages on until the socket closes; return whether the page may come back.

        Raises:
            TimeoutError: nothing was typed for too long.
            ValueError: a message is not one that the page sends.
        """
        async with asyncio.timeout_at(visitor.typed_at + self.terms.idle) as limit:
            async for message in socket:
                if message.type is not WSMsgType.TEXT:
                    return False
                await visitor.take(read_incoming(message.data))
                limit.reschedule(visitor.typed_at + self.terms.idle)
        return socket.close_code not in (WSCloseCode.MESSAGE_TOO_BIG, WSCloseCode.PROTOCOL_ERROR)

    def _leave(self, page: Page) -> None:
        """Let a visit go on without its page for a while."""
        loop = asyncio.get_running_loop()
        self._gone[page] = loop.call_later(self.terms.absence, self._end, page, Ending.STOPPED)

    def _come_back(self, page: Page) -> None:
        timer = self._gone.pop(page, None)
        if timer is not None:
            timer.cancel()

    def _end(self, page: Page, ending: Ending) -> asyncio.Task[None]:
        """End a visit; only when its process has ended its place is free."""
        self._come_back(page)
        if page not in self._endings:
            self._endings[page] = asyncio.ensure_future(self._stop(page, ending))
        return self._endings[page]

    async def _stop(self, page: Page, ending: Ending) -> None:
        try:
            if page in self._visitors:
                await self._visitors[page].stop(ending)
        finally:
            visitor = self._visitors.pop(page, None)
            del self._endings[page]
            if visitor is not None:
                self._keep(page, visitor)

    def _keep(self, page: Page, visitor: Visitor) -> None:
        """Keep how a visit ended."""
        self._ended.pop(page, None)
        self._ended[page] = (visitor.ending, visitor.account)
        if len(self._ended) > _MOST_ENDED:
            del self._ended[next(iter(self._ended))]

    async def end_of(self, entrant: Entrant) -> None:
        """End the visits of one who has logged out."""
        await self._end_those([page for page in self._visitors if page[0] == entrant], Ending.LOGGED_OUT)

    async def end_all(self) -> None:
        """End all visits, and wait until their work is saved; no other one begins."""
        self._is_closed = True
        await self._end_those(list(self._visitors), Ending.STOPPED)

    async def _end_those(self, pages: Collection[Page], ending: Ending) -> None:
        if pages:
            await asyncio.wait([self._end(page, ending) for page in pages])
