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

if TYPE_CHECKING:
    from textual.app import App

    from hashiya.terminal.asking import TerminalQuestion
    from hashiya.tui.terminal_app import TerminalApp

_TICK = 0.1
"""Seconds after which a lone escape is a key and not the beginning of a sequence."""


class TerminalDriver(LinuxDriver):
    """Sends the terminal what its rows need when the screen is taken, and undoes it when it is given back.

    The screen is taken at the start and on ``fg``, and given back at the end, after a crash, and on ctrl+z.
    """

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
        """Reads keys; while answers of the terminal may still come, takes them out of what is read."""
        inquiry = self._terminal_app.inquiry
        question = inquiry.question if inquiry is not None else None
        if question is None or (question.filter.replies.complete and not question.typed):
            super().run_input_thread()
        else:
            self._read_keys_and_replies(question)

    def _read_keys_and_replies(self, question: TerminalQuestion) -> None:
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        replies = question.filter
        typed, question.typed = question.typed, b""
        awaited = not replies.replies.complete
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                for message in (*parser.feed(decode(typed)), *parser.tick()) if typed else parser.tick():
                    self.process_message(message)
                if awaited and replies.replies.complete:
                    awaited = False
                    self._loop.call_soon_threadsafe(self._terminal_app.terminal_answered)
                if selector.select(_TICK):
                    typed = os.read(self.fileno, 4096)
                    if not typed:
                        break
                    typed = replies.feed(typed)
                else:
                    typed = replies.release()
        try:
            for _ in parser.feed(""):
                pass
        except (EOFError, ParseError):
            return
