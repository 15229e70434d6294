"""Textual's driver in a browser, with notice of a visitor or server that is gone."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.drivers.web_driver import WebDriver

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import App

    from hashiya.errors import HashiyaError
    from hashiya.tui.terminal_app import TerminalApp

_PREPARED = "\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h\x1b[?25l\x1b[?2004h"
"""The alternate screen, the mouse, no cursor, and pastes in brackets, as at the start."""


class VisitorDriver(WebDriver):
    """Leaves as at a hang-up when the connection to the server is lost."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._write = partial(self._send)

    def run_input_thread(self) -> None:
        """Read the visitor's keys until the end."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._lose()

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Heed a message of the server; `shown_anew` comes from a page that has seen nothing yet."""
        if packet_type == "shown_anew":
            self._loop.call_soon_threadsafe(self._show_anew)
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
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(cast("TerminalApp", self._app).terminal_gone)


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
