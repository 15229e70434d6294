"""The server's life: it listens until a signal ends it, and all visits with it."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from aiohttp import web

from hashiya.errors import HashiyaError
from hashiya.files.causes import reason_of
from hashiya.messages import Message
from hashiya.serving.admission import hosts_of
from hashiya.serving.application import Reception
from hashiya.serving.door import TokenDoor
from hashiya.serving.entrance import Entrance, allow_files
from hashiya.serving.entrant import new_secret
from hashiya.serving.fonts import find_fonts, font_folders
from hashiya.serving.login import LoginDoor
from hashiya.serving.page import page_files
from hashiya.serving.visits import Visits

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hashiya.serving.entrant import Entrant
    from hashiya.serving.terms import Terms

_TO_CLOSE = 1.0
"""Seconds that open connections have after all visits have ended."""
_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  names of it, not a choice
"""Addresses that stand for all of this machine's, with one of them."""


class Entry(NamedTuple):
    """Where people come in, and who is let in.

    Attributes:
        host: the name or address to listen on.
        port: 0 takes a free one.
        names: of this server, besides its host.
        judge: returns the entrant for a login and its password, and None if they are wrong; without a judge
            the secret of the address lets people in.
    """

    host: str
    port: int
    names: tuple[str, ...] = ()
    judge: Callable[[str, str], Entrant | None] | None = None


def serve(
    terms: Terms,
    entry: Entry,
    *,
    tell: Callable[[str], object],
    warn: Callable[[Message, Message], object],
    report: Callable[[HashiyaError], object],
) -> None:
    """Serve the reader until SIGINT, SIGTERM or SIGHUP.

    Args:
        terms: of every visit.
        entry: where people come in, and who.
        tell: is given the address of the page, with its token, once it can be opened.
        warn: is given a warning and its advice if the page has no font of its own.
        report: is given an error for which nobody can log in.

    Raises:
        HashiyaError: the port cannot be listened on, or the system allows too few open files.
    """
    allow_files(terms.visitors)
    logging.getLogger("textual-serve").propagate = False  # a reader that does not start says why itself
    fonts = find_fonts(font_folders(os.environ))
    if not fonts:
        warn(Message("serving.no_font"), Message("serving.install_font"))
    asyncio.run(_serve(terms, entry, fonts, tell, report))


async def _serve(
    terms: Terms,
    entry: Entry,
    fonts: dict[str, Path],
    tell: Callable[[str], object],
    report: Callable[[HashiyaError], object],
) -> None:
    visits = Visits(terms)
    token = "" if entry.judge is not None else new_secret()
    host, port = entry.host, entry.port
    hosts = hosts_of(host, entry.names)
    door = (
        TokenDoor(token, hosts)
        if entry.judge is None
        else LoginDoor(entry.judge, visits.end_of, hosts, language=terms.language, report=report)
    )
    entrance = Entrance(terms.visitors)
    reception = Reception(hosts, door, visits, entrance, page_files(fonts))
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup, or a job in the background
            loop.add_signal_handler(number, ended.set)
    runner = web.AppRunner(reception.application(), access_log=None, shutdown_timeout=_TO_CLOSE)
    await runner.setup()
    assert runner.server is not None  # noqa: S101  made by the line above
    try:
        listening = await loop.create_server(partial(entrance.connection, runner.server), host, port)
    except OSError as error:
        await runner.cleanup()
        told = Message("serving.cannot_listen", host=host, port=port, reason=reason_of(error))
        raise HashiyaError(told, Message("serving.other_port")) from error
    try:
        tell(_address(host, listening.sockets[0].getsockname()[1], token))
        await ended.wait()
    finally:
        listening.close()
        await runner.cleanup()


def _address(host: str, port: int, token: str) -> str:
    """Write the address of the page; without a token people log in there."""
    host = _ANYWHERE.get(host, host)
    query = f"?token={token}" if token else ""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/{query}"
