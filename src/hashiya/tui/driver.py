"""Textual's driver for Linux and macOS, with what a terminal is sent for its rows and says of itself."""

from __future__ import annotations

import os
import selectors
import sys
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Any, cast

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Paste

from hashiya.terminal.pastes import PasteFilter

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from hashiya.tui.terminal_app import TerminalApp

_CHUNK = 1 << 16
"""Bytes read at a time."""
_TICK = 0.1
"""Seconds after which a lone escape is a key and not the beginning of a sequence."""


class TerminalDriver(LinuxDriver):
    """Sends the terminal what its rows need when the screen is taken, and undoes it when it is given back.

    The screen is taken at the start and on ``fg``, and given back at the end, after a crash, and on ctrl+z.
    """

    _pastes: PasteFilter
    _parser: XTermParser
    _decode: Callable[[bytes], str]

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # standard output is known to be the terminal; errors may go to a file
        self._file = sys.__stdout__ or self._file
        self._at_exit = ""

    @property
    def _terminal_app(self) -> TerminalApp:
        return cast("TerminalApp", self._app)

    def start_application_mode(self) -> None:
        """Takes the screen."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._writer_thread is None:  # in the background, where no terminal may be taken
            return
        inquiry = self._terminal_app.inquiry
        if inquiry is not None and inquiry.question is not None:
            self.attrs_before = inquiry.question.before
        self.prepare_terminal()

    def stop_application_mode(self) -> None:
        """Gives the screen back."""
        if self._at_exit:
            self.write(self._at_exit)
            self._at_exit = ""
        super().stop_application_mode()

    def prepare_terminal(self) -> None:
        """Sends what the terminal needs now, after undoing what it needed before it was known better."""
        terminal = self._terminal_app.terminal
        if terminal is None:
            return
        if self._at_exit != terminal.at_exit:
            self.write(self._at_exit)
        self._at_exit = terminal.at_exit
        self.write(terminal.at_start)
        self.flush()
        self._loop.call_soon_threadsafe(self._terminal_app.repaint)

    def run_input_thread(self) -> None:
        """Reads keys; takes pastes out of what is read, and answers of the terminal while they may come."""
        inquiry = self._terminal_app.inquiry
        question = inquiry.question if inquiry is not None else None
        self._pastes, self._parser = PasteFilter(), XTermParser(self._debug)
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        replies = question.filter if question is not None else None
        awaited = replies is not None and not replies.replies.complete
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            if question is not None:
                typed, question.typed = question.typed, b""
                self._take(typed)
            while not self.exit_event.is_set():
                if awaited and replies is not None and replies.replies.complete:
                    awaited = False
                    self._loop.call_soon_threadsafe(self._terminal_app.terminal_answered)
                if selector.select(_TICK):
                    data = self._read()
                    if not data:
                        self._loop.call_soon_threadsafe(self._terminal_app.terminal_gone)
                        break
                    self._take(replies.feed(data) if replies is not None else data)
                else:
                    self._take(replies.release() if replies is not None else b"")
                    self._type(self._pastes.release())
        try:
            for _ in self._parser.feed(""):
                pass
        except (EOFError, ParseError):
            return

    def _read(self) -> bytes:
        """What came from the terminal; nothing if it is gone."""
        try:
            return os.read(self.fileno, _CHUNK)
        except OSError:
            return b""

    def _take(self, data: bytes) -> None:
        for part in self._pastes.feed(data):
            if isinstance(part, str):
                self.process_message(Paste(part))
            else:
                self._type(part)
        for message in self._parser.tick():
            self.process_message(message)

    def _type(self, data: bytes) -> None:
        text = self._decode(data)
        if text:  # an empty one would end the parser
            for message in self._parser.feed(text):
                self.process_message(message)
