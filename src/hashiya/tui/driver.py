"""Textual's driver for Linux and macOS, with what a terminal is sent for its rows and says of itself."""

from __future__ import annotations

import os
import selectors
import sys
import termios
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Paste

from hashiya.errors import HashiyaError
from hashiya.session.supervised_thread import SupervisedThread
from hashiya.terminal.pastes import PasteFilter
from hashiya.tui.terminal_output import TerminalOutput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import App
    from textual.message import Message

    from hashiya.tui.terminal_app import TerminalApp

_CHUNK = 1 << 16
"""Bytes read at a time."""
_TICK = 0.1
"""Seconds after which a thread that has nothing to read looks whether it shall end."""
_ESCAPE = 0.05
"""Seconds of silence after which an escape is a key and begins no sequence; `ESCDELAY` overrides them."""
_LAST_WORDS = 1.0
"""Seconds that the terminal has for what is still on its way when the screen is given back."""
_GIVE_BACK = "\x1b[?1000;1003;1015;1006;1004;2004;2048l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h"
"""Undoes what Textual asks of a terminal: mouse, focus, pastes, sizes, wrapping, keys, screen, cursor."""


class KeyParser(XTermParser):
    """Textual's parser, which is told when what has come is all there is; its own clock would add to ours."""

    def conclude(self) -> Iterable[Message]:
        """The keys in what was taken for the beginning of a sequence, nothing having followed it."""
        if self._timeout_time is not None:
            self._timeout_time = 0.0
        return self.tick()


class TerminalDriver(LinuxDriver):
    """Sends the terminal what its rows need when the screen is taken, and undoes it when it is given back.

    The screen is taken at the start and on ``fg``, and given back at the end, after a crash, and on ctrl+z.
    """

    _pastes: PasteFilter
    _parser: KeyParser
    _decode: Callable[[bytes], str]

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # standard output is known to be the terminal; errors may go to a file
        self._file = sys.__stdout__ or self._file
        self._terminal = self._file.fileno() if self._file is not None else -1
        self._at_exit = ""
        self._output: TerminalOutput | None = None

    @property
    def _terminal_app(self) -> TerminalApp:
        return cast("TerminalApp", self._app)

    def start_application_mode(self) -> None:
        """Takes the screen.

        Raises:
            HashiyaError: the system starts no more threads; the terminal is as it was.
        """
        self._output = TerminalOutput(
            self._terminal,
            lost=lambda: self._tell(self._terminal_app.terminal_gone),
            caught_up=lambda: self._tell(self._terminal_app.repaint),
        )
        self._output.start()
        try:
            super().start_application_mode()  # type: ignore[no-untyped-call]
        except RuntimeError as error:
            self.give_back_now()
            raise HashiyaError("the system starts no more threads for this user") from error
        if self._writer_thread is None:  # in the background, where no terminal may be taken
            return
        self._writer_thread.stop()  # Textual's own has nothing to write
        inquiry = self._terminal_app.inquiry
        if inquiry is not None and inquiry.question is not None:
            self.attrs_before = inquiry.question.before
        self.prepare_terminal()

    def stop_application_mode(self) -> None:
        """Gives the screen back."""
        if self._output is not None:
            self._output.drop_frames()
        if self._at_exit:
            self.write(self._at_exit)
            self._at_exit = ""
        super().stop_application_mode()

    def close(self) -> None:
        """Ends the output, once it is written or a terminal that takes nothing has had its time."""
        output, self._output, self._writer_thread = self._output, None, None
        if output is not None:
            output.stop(_LAST_WORDS)

    def give_back_now(self) -> None:
        """Gives the screen back without waiting for anything; for any thread, when the loop hangs."""
        if self._output is None:
            return
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        with suppress(OSError):
            os.set_blocking(self._terminal, False)
            try:
                os.write(self._terminal, f"{self._at_exit}{_GIVE_BACK}".encode())
            finally:
                os.set_blocking(self._terminal, True)

    def write(self, data: str) -> None:
        """Hands over what is for the terminal; never waits."""
        if self._output is not None:
            self._output.write(data)

    @property
    def is_behind(self) -> bool:
        """Whether a further frame is better left out, since the terminal has not taken those before it."""
        return self._output is not None and self._output.is_behind

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
        self._tell(self._terminal_app.repaint)

    def _tell(self, happening: Callable[[], object]) -> None:
        """Lets the application do something, from any thread, unless it has ended."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(happening)

    def _run_input_thread(self) -> None:
        """Read keys to the end; an exception that ends the thread ends the program as any other fault."""
        SupervisedThread(self.run_input_thread, self._input_died, name="hashiya-input").run()

    def _input_died(self, error: BaseException) -> None:
        def raise_in_the_loop() -> None:
            raise error

        self._tell(raise_in_the_loop)

    def run_input_thread(self) -> None:
        """Reads keys; takes pastes out of what is read, and answers of the terminal while they may come."""
        inquiry = self._terminal_app.inquiry
        question = inquiry.question if inquiry is not None else None
        self._pastes, self._parser = PasteFilter(), KeyParser(self._debug)
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        replies = question.filter if question is not None else None
        awaited = replies is not None and not replies.replies.complete
        silence = ESCAPE_DELAY if "ESCDELAY" in os.environ else _ESCAPE
        patience = _TICK
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            if question is not None:
                typed, question.typed = question.typed, b""
                self._take(typed)
                patience = silence
            while not self.exit_event.is_set():
                if awaited and replies is not None and replies.replies.complete:
                    awaited = False
                    self._tell(self._terminal_app.terminal_answered)
                if selector.select(patience):
                    data = self._read()
                    if not data:
                        self._tell(self._terminal_app.terminal_gone)
                        break
                    self._take(replies.feed(data) if replies is not None else data)
                    patience = silence
                elif patience == silence:
                    self._take(replies.release() if replies is not None else b"")
                    self._type(self._pastes.release())
                    for message in self._parser.conclude():
                        self.process_message(message)
                    patience = _TICK
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

    def _type(self, data: bytes) -> None:
        text = self._decode(data)
        if text:  # an empty one would end the parser
            for message in self._parser.feed(text):
                self.process_message(message)
