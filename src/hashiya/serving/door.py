"""The door: how a browser shows that it was let in, by a cookie in the place of a token or of a password."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, Protocol

from aiohttp import web

from hashiya.messages import Message
from hashiya.serving.entrant import Entrant, new_secret

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashiya.serving.admission import Hosts

_COOKIE = "hashiya"


class Door(Protocol):
    """Lets people in."""

    leaves: bool
    """Whether a person can log out."""

    def entrant(self, request: web.Request) -> Entrant | None:
        """Return who sends a request; None if nobody was let in."""

    def language(self, request: web.Request) -> str | None:
        """Return the language in which a request is answered; None for that of the server."""

    def refusal(self, request: web.Request) -> web.Response:
        """Answer a request of somebody who was not let in."""

    def welcome(self, request: web.Request, page: web.Response) -> None:
        """Give the browser of somebody who was let in its cookie, with the page."""

    def open_routes(self) -> Iterable[web.RouteDef]:
        """List the routes that are open to all."""


class TokenDoor:
    """Lets in by the secret of the address, which the page changes for another one in a cookie."""

    leaves = False

    def __init__(self, token: str, hosts: Hosts) -> None:
        """Make the cookie's secret; it differs from the token, since more people see an address.

        Args:
            token: the secret of the address.
            hosts: the names of this server.
        """
        self._hosts = hosts
        self._token = token
        self._pass = new_secret()
        self._entrant = Entrant()

    def entrant(self, request: web.Request) -> Entrant | None:
        """Return the one entrant for all who have a secret, compared in the same time for every wrong one."""
        is_known = _are_equal(cookie_of(request), self._pass)
        return self._entrant if is_known or _are_equal(request.query.get("token", ""), self._token) else None

    def language(self, _request: web.Request) -> None:
        """Leave the choice to the server: whoever has the secret is the person who started it."""

    def refusal(self, request: web.Request) -> web.Response:  # noqa: ARG002  of the protocol
        """Say that the address is not complete."""
        return refused(403, Message("serving.no_token"))

    def welcome(self, request: web.Request, page: web.Response) -> None:
        """Set the cookie; a redirection would not bring it along when another site's link led here."""
        set_cookie(request, page, self._pass, self._hosts)

    def open_routes(self) -> Iterable[web.RouteDef]:
        """List nothing."""
        return ()


def cookie_of(request: web.Request) -> str:
    """Return the secret that a browser keeps for this server; empty without one."""
    return request.cookies.get(_name_of(request), "")


def set_cookie(request: web.Request, answer: web.StreamResponse, secret: str, hosts: Hosts) -> None:
    """Let a browser keep a secret, which no script and no other site's page sends or reads."""
    secure = hosts.is_encrypted(request.scheme, request.headers) or None
    answer.set_cookie(_name_of(request), secret, httponly=True, samesite="Strict", path="/", secure=secure)


def drop_cookie(request: web.Request, answer: web.StreamResponse) -> None:
    """Let a browser forget its secret."""
    answer.del_cookie(_name_of(request), path="/", httponly=True, samesite="Strict")


def refused(status: int, told: Message) -> web.Response:
    """Answer with one sentence."""
    return web.Response(status=status, text=f"{told}\n")


def _name_of(request: web.Request) -> str:
    """Name the cookie by the port, since a browser has one set of cookies for all ports."""
    return f"{_COOKIE}-{request.url.port}"


def _are_equal(given: str, secret: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), secret.encode())
