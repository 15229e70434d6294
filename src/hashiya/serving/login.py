"""The door for people with passwords: a page that asks for them, which needs no script.

The database of the team judges a password, by a connection as that person. The password is kept in the memory
of the server while the person is logged in, and given to the person's processes in their environment: only
the same account of this machine reads that, and no file is left behind when a process dies.
"""

from __future__ import annotations

import asyncio
import math
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, NamedTuple

from aiohttp import web

from hashiya.errors import HashiyaError
from hashiya.messages import Message, is_right_to_left
from hashiya.messages.language import current_language
from hashiya.serving.admission import is_own_origin
from hashiya.serving.browser_language import browser_language
from hashiya.serving.door import cookie_of, drop_cookie, refused, set_cookie
from hashiya.serving.entrant import Entrant, new_secret
from hashiya.serving.failures import Failures
from hashiya.text.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from hashiya.serving.admission import Hosts

_PAGE = Path(__file__).with_name("login.html")
_SECONDS = 12 * 3600.0
"""Seconds after which a person logs in again."""
_TO_SEND = 10.0
"""Seconds that a form may take to arrive."""
_MOST_AT_ONCE = 4
"""Passwords that the database judges at once."""
_MOST_PEOPLE = 1000
_FREE_FOR_ADDRESS = 20
"""Failures of all names that an address of the network has before it waits."""


class _LoggedIn(NamedTuple):
    entrant: Entrant
    until: float


class LoginDoor:
    """Lets people in by name and password, and out again."""

    leaves = True

    def __init__(
        self,
        judge: Callable[[str, str], Entrant | None],
        left: Callable[[Entrant], Awaitable[object]],
        hosts: Hosts,
        *,
        language: str | None = None,
    ) -> None:
        """Let nobody in yet.

        Args:
            judge: returns the entrant for a login and its password, in a thread; None if they are wrong. It
                raises a HashiyaError, told on the server, if that cannot be known.
            left: ends the visits of a person who has logged out.
            hosts: the names of this server.
            language: of all answers; None answers each browser in its own.
        """
        self._language = language
        self._judge = judge
        self._left = left
        self._hosts = hosts
        self._people: dict[str, _LoggedIn] = {}
        self._names, self._addresses = Failures(), Failures(_FREE_FOR_ADDRESS)
        self._judging = asyncio.Semaphore(_MOST_AT_ONCE)

    def entrant(self, request: web.Request) -> Entrant | None:
        """Return the person whose cookie a request has."""
        found = self._people.get(cookie_of(request))
        if found is None or found.until < asyncio.get_running_loop().time():
            return None
        return found.entrant

    def language(self, request: web.Request) -> str | None:
        """Return the language of all answers, else the one that the browser asks for."""
        return self._language or browser_language(request.headers.get("Accept-Language", ""))

    def refusal(self, request: web.Request) -> web.Response:
        """Lead from the page to the form; refuse the rest."""
        if request.method == "GET" and request.path == "/":
            return web.Response(status=303, headers={"Location": "/login"})
        return refused(403, Message("serving.not_logged_in"))

    def welcome(self, request: web.Request, page: web.Response) -> None:
        """Set nothing: the cookie is there."""

    def open_routes(self) -> Iterable[web.RouteDef]:
        """List the form, its answer, and the way out."""
        return (
            web.get("/login", self._form),
            web.post("/login", self._enter),
            web.post("/logout", self._leave),
        )

    async def _form(self, request: web.Request) -> web.Response:
        entrant = self.entrant(request)
        return _page(200, entrant=entrant)

    async def _enter(self, request: web.Request) -> web.Response:
        if not is_own_origin(request.headers):
            return refused(403, Message("serving.other_origin"))
        async with asyncio.timeout(_TO_SEND):
            form = await request.post()
        login, password = form.get("login", ""), form.get("password", "")
        if not isinstance(login, str) or not isinstance(password, str) or not (login and password):
            return _page(400, told=Message("serving.name_and_password"))
        address = request.remote or ""
        seconds = max(self._names.wait(login), self._addresses.wait(address))
        if seconds:
            answer = _page(429, login, Message("serving.wait", count=math.ceil(seconds)))
            answer.headers["Retry-After"] = str(math.ceil(seconds))
            return answer
        self._names.begin(login)
        self._addresses.begin(address)
        try:
            async with self._judging:
                entrant = await asyncio.to_thread(self._judge, login, password)
        except HashiyaError:  # a stranger is not told where the database is
            return _page(503, login, Message("serving.no_database"))
        if entrant is None:
            return _page(403, login, Message("serving.wrong_password"))
        self._names.forget(login)
        self._addresses.forget(address)
        answer = web.Response(status=303, headers={"Location": "/"})
        set_cookie(request, answer, self._let_in(entrant), self._hosts)
        return answer

    def _let_in(self, entrant: Entrant) -> str:
        now = asyncio.get_running_loop().time()
        for secret in [secret for secret, each in self._people.items() if each.until < now]:
            del self._people[secret]
        if len(self._people) >= _MOST_PEOPLE:
            del self._people[next(iter(self._people))]
        secret = new_secret()
        self._people[secret] = _LoggedIn(entrant, now + _SECONDS)
        return secret

    async def _leave(self, request: web.Request) -> web.Response:
        if not is_own_origin(request.headers):
            return refused(403, Message("serving.other_origin"))
        found = self._people.pop(cookie_of(request), None)
        if found is not None:
            await self._left(found.entrant)
        answer = web.Response(status=303, headers={"Location": "/login"})
        drop_cookie(request, answer)
        return answer


def _page(
    status: int, login: str = "", told: Message | str = "", *, entrant: Entrant | None = None
) -> web.Response:
    """Write the form, or the way out for a person who is in."""
    is_in = entrant is not None
    text = Template(_PAGE.read_text(encoding="utf-8")).substitute(
        language=current_language(),
        direction="rtl" if is_right_to_left() else "ltr",
        heading=escape(str(Message("serving.log_in"))),
        told=escape(str(Message("serving.logged_in_as", name=clean(entrant.name)) if entrant else told)),
        login=escape(clean(login)),
        name=escape(str(Message("serving.login_name"))),
        password=escape(str(Message("serving.password"))),
        enter=escape(str(Message("serving.enter"))),
        leave=escape(str(Message("serving.log_out"))),
        open=escape(str(Message("serving.open_reader"))),
        outside="hidden" if is_in else "",
        inside="" if is_in else "hidden",
    )
    return web.Response(status=status, text=text, content_type="text/html")
