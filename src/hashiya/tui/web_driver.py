"""Textual's driver in a browser, with notice of a visitor or server that is gone."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.drivers.web_driver import WebDriver

if TYPE_CHECKING:
    from textual.app import App

    from hashiya.tui.terminal_app import TerminalApp


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
