"""The door for people with passwords: a page that asks for them, which needs no script.

The database of the team judges a password, by a connection as that person. The password is kept in the memory
of the server while the person is logged in, and given to the person's processes in their environment: only
the same account of this machine reads that, and no file is left behind when a process dies.
"""

from __future__ import annotations

import asyncio
import math
from contextlib import suppress
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
from hashiya.serving.failures import Guesses
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
_MOST_LOGINS = 16
"""Browsers in which a person is logged in at once."""
_TO_JUDGE_AGAIN = 60.0
"""Seconds between two looks whether a password still holds."""


class _LoggedIn(NamedTuple):
    entrant: Entrant
    watch: asyncio.Task[None]


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
        report: Callable[[HashiyaError], object] = lambda _: None,
    ) -> None:
        """Let nobody in yet.

        Args:
            judge: returns the entrant for a login and its password, in a thread; None if they are wrong. It
                raises a HashiyaError if that cannot be known.
            left: ends the visits of a person who has logged out.
            hosts: the names of this server.
            language: of all answers; None answers each browser in its own.
            report: is given the error of the judge, which the person who logs in is not told.
        """
        self._language = language
        self._judge = judge
        self._left = left
        self._hosts = hosts
        self._people: dict[str, _LoggedIn] = {}
        self._report = report
        self._guesses = Guesses()
        self._judging = asyncio.Semaphore(_MOST_AT_ONCE)

    def entrant(self, request: web.Request) -> Entrant | None:
        """Return the person whose cookie a request has."""
        found = self._people.get(cookie_of(request))
        return None if found is None else found.entrant

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
        address = self._hosts.sender(request.remote or "", request.headers)
        seconds = self._guesses.wait(login, address)
        if seconds:
            answer = _page(429, login, Message("serving.wait", count=math.ceil(seconds)))
            answer.headers["Retry-After"] = str(math.ceil(seconds))
            return answer
        self._guesses.begin(login, address)
        try:
            entrant = await self._judged(login, password)
        except HashiyaError as error:  # a stranger is not told where the database is
            self._report(error)
            return _page(503, login, Message("serving.no_database"))
        if entrant is None:
            return _page(403, login, Message("serving.wrong_password"))
        self._guesses.succeed(login, address)
        await self._let_out(cookie_of(request))  # another person's, who used this browser before
        secrets = [secret for secret, each in self._people.items() if each.entrant.name == entrant.name]
        for secret in secrets[: 1 - _MOST_LOGINS]:
            await self._let_out(secret)
        answer = web.Response(status=303, headers={"Location": "/"})
        set_cookie(request, answer, self._let_in(entrant, login, password), self._hosts)
        return answer

    async def _judged(self, login: str, password: str) -> Entrant | None:
        async with self._judging:
            return await asyncio.to_thread(self._judge, login, password)

    def _let_in(self, entrant: Entrant, login: str, password: str) -> str:
        secret = new_secret()
        watch = asyncio.ensure_future(self._watch(secret, login, password))
        self._people[secret] = _LoggedIn(entrant, watch)
        return secret

    async def _watch(self, secret: str, login: str, password: str) -> None:
        """Let a person out when the password no longer holds, and at the latest after some hours."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_SECONDS):
                is_right = True
                while is_right:
                    await asyncio.sleep(_TO_JUDGE_AGAIN)
                    with suppress(HashiyaError):  # a database that is away lets nobody out
                        is_right = await self._judged(login, password) is not None
        await self._let_out(secret)

    async def _let_out(self, secret: str) -> None:
        """Forget a login, and end its visits."""
        found = self._people.pop(secret, None)
        if found is not None:
            if found.watch is not asyncio.current_task():
                found.watch.cancel()
            await self._left(found.entrant)

    async def _leave(self, request: web.Request) -> web.Response:
        if not is_own_origin(request.headers):
            return refused(403, Message("serving.other_origin"))
        await self._let_out(cookie_of(request))
        answer = web.Response(status=303, headers={"Location": "/login"})
        drop_cookie(request, answer)
        return answer


def _page(
    status: int, login: str = "", told: Message | str = "", *, entrant: Entrant | None = None
) -> web.Response:
    """Write the form, or the way out for a person who is in."""
    is_in = entrant is not None
    heading = Message("serving.log_in")
    if entrant is not None:
        heading = Message("serving.logged_in_as", name=clean(entrant.name))
    text = Template(_PAGE.read_text(encoding="utf-8")).substitute(
        language=current_language(),
        direction="rtl" if is_right_to_left() else "ltr",
        heading=escape(str(heading)),
        told=escape(str(told)),
        login=escape(clean(login)),
        name=escape(str(Message("serving.login_name"))),
        password=escape(str(Message("serving.password"))),
        enter=escape(str(Message("serving.enter"))),
        leave=escape(str(Message("serving.log_out"))),
        open=escape(str(Message("serving.open_reader"))),
        first="" if login else "autofocus",
        second="autofocus" if login else "",
        outside="hidden" if is_in else "",
        inside="" if is_in else "hidden",
    )
    return web.Response(status=status, text=text, content_type="text/html")
