"""Textual's driver in a browser, which reads keys as in a terminal and notices that the server is gone."""

from __future__ import annotations

import asyncio
import concurrent.futures
import json
import os
import sys
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.drivers._byte_stream import ByteStream
from textual.drivers.web_driver import WebDriver

from hashiya.session.supervised_thread import SupervisedThread
from hashiya.terminal.input.receiver import Receiver
from hashiya.tui.key_parser import SYNCHRONISED, KeyParser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import App
    from textual.message_pump import MessagePump

    from hashiya.errors import HashiyaError
    from hashiya.terminal.input.events import Event
    from hashiya.tui.terminal_app import TerminalApp

_AT_ONCE = 64
"""Keys that the application is given before it must have handled the earlier ones."""
_TICK = 0.1
"""Seconds between two checks whether the reading thread must end."""

_PREPARED = "\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h\x1b[?25l\x1b[?2004h"
"""The alternate screen, the mouse, no cursor, and pastes in brackets, as at the start."""


class VisitorDriver(WebDriver):
    """Leaves as at a hang-up when the connection to the server is lost."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._write = partial(self._send)
        self._key_thread = SupervisedThread(self.run_input_thread, self._input_died, name="hashiya-input")
        self._receiver = Receiver()
        self._parser = KeyParser(debug)
        self._given = 0

    def run_input_thread(self) -> None:
        """Read the visitor's keys until the end."""
        packets = ByteStream()
        self._receiver.patience.expect(*SYNCHRONISED, time.monotonic())
        for data in self._input_reader:
            for kind, payload in packets.feed(data) if data else ():
                if kind == "D":
                    self._hand_out(self._receiver.feed(payload, time.monotonic()))
                else:
                    self._on_meta(kind, payload)
            self._hand_out(self._receiver.expire(time.monotonic()))
        if not self.exit_event.is_set():
            self._lose()

    def _input_died(self, error: BaseException) -> None:
        def raise_in_the_loop() -> None:
            raise error

        self._tell(raise_in_the_loop)

    def _hand_out(self, events: Iterable[Event]) -> None:
        """Give keys, pastes and the mouse to the application, no faster than they are handled.

        What waits is in the pipe, then in the server, and at last in the browser; so a visitor who floods
        the reader takes no memory.
        """
        for event in events:
            for message in self._parser.read(event):
                self.process_message(message)
                self._given += 1
                if self._given % _AT_ONCE == 0:
                    self._wait_until_handled()

    def _wait_until_handled(self) -> None:
        handled = asyncio.run_coroutine_threadsafe(self._handled(), self._loop)
        while not (self.exit_event.is_set() or handled.done()):
            concurrent.futures.wait([handled], timeout=_TICK)

    async def _handled(self) -> None:
        """Wait until no part of the application that gets keys has many messages left."""
        while any(each.message_queue_size > _AT_ONCE for each in self._parts_with_keys()):
            await asyncio.sleep(0.01)

    def _parts_with_keys(self) -> Iterable[MessagePump]:
        focused = self._app.focused
        return (self._app, *self._app.screen_stack, *(() if focused is None else (focused,)))

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Heed a message of the server; `shown_anew` comes from a page that has seen nothing yet."""
        if packet_type == "shown_anew":
            self._tell(self._show_anew)
        else:
            super().on_meta(packet_type, payload)

    def _show_anew(self) -> None:
        self.write(_PREPARED)
        cast("TerminalApp", self._app).repaint()

    def _send(self, data: bytes) -> int:
        """Send bytes to the server; if it is gone they are dropped."""
        try:
            return os.write(self.fileno, data)
        except OSError:
            self._lose()
            return len(data)

    def _lose(self) -> None:
        self._tell(cast("TerminalApp", self._app).terminal_gone)

    def _tell(self, happening: Callable[[], object]) -> None:
        """Run a function in the application's thread unless that has ended; any thread may call this."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(happening)


def report_end(unsaved: Iterable[HashiyaError]) -> None:
    """Tell the server that the reader has ended and all is saved, but for what some errors say.

    Args:
        unsaved: the errors, which say where changes were written.
    """
    told = [part.to_plain() for error in unsaved for part in (error.told, error.advice) if part is not None]
    payload = json.dumps({"type": "ended", "told": told}).encode()
    assert sys.__stdout__ is not None  # noqa: S101  the server reads it
    with suppress(OSError):  # the server is gone
        os.write(sys.__stdout__.fileno(), b"M" + len(payload).to_bytes(4, "big") + payload)
