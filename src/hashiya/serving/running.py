"""The server's life: it listens until a signal ends it, and all visits with it."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from typing import TYPE_CHECKING

from aiohttp import web

from hashiya.errors import HashiyaError
from hashiya.files.causes import reason_of
from hashiya.messages import Message
from hashiya.serving.admission import new_admission
from hashiya.serving.application import Reception
from hashiya.serving.fonts import find_fonts, font_folders
from hashiya.serving.page import page_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hashiya.serving.terms import Terms

_TO_CLOSE = 1.0
"""Seconds that open connections have after all visits have ended."""
_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  names of it, not a choice
"""Addresses that stand for all of this machine's, with one of them."""


def serve(
    terms: Terms,
    host: str,
    port: int,
    *,
    tell: Callable[[str], object],
    warn: Callable[[Message, Message], object],
) -> None:
    """Serve the reader until SIGINT, SIGTERM or SIGHUP.

    Args:
        terms: of every visit.
        host: the name or address to listen on.
        port: 0 takes a free one.
        tell: is given the address of the page, with its token, once it can be opened.
        warn: is given a warning and its advice if the page has no font of its own.

    Raises:
        HashiyaError: the port cannot be listened on.
    """
    logging.getLogger("textual-serve").propagate = False  # a reader that does not start says why itself
    fonts = find_fonts(font_folders(os.environ))
    if not fonts:
        warn(Message("serving.no_font"), Message("serving.install_font"))
    asyncio.run(_serve(terms, host, port, fonts, tell))


async def _serve(
    terms: Terms, host: str, port: int, fonts: dict[str, Path], tell: Callable[[str], object]
) -> None:
    admission = new_admission(host)
    reception = Reception(admission, terms, page_files(fonts))
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup, or a job in the background
            loop.add_signal_handler(number, ended.set)
    runner = web.AppRunner(reception.application(), access_log=None, shutdown_timeout=_TO_CLOSE)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        tell(_address(host, runner.addresses[0][1], admission.token))
        await ended.wait()
    except OSError as error:
        told = Message("serving.cannot_listen", host=host, port=port, reason=reason_of(error))
        raise HashiyaError(told, Message("serving.other_port")) from error
    finally:
        await runner.cleanup()


def _address(host: str, port: int, token: str) -> str:
    """Write the address of the page."""
    host = _ANYWHERE.get(host, host)
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/?token={token}"
