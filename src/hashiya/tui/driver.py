"""Textual's driver for Linux and macOS, which prepares the terminal for rows and reads its answers."""

from __future__ import annotations

import os
import selectors
import signal
import sys
import termios
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from textual.drivers.linux_driver import LinuxDriver

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.session.supervised_thread import SupervisedThread
from hashiya.terminal.input.events import Answer
from hashiya.terminal.input.patience import Patience, escape_wait
from hashiya.terminal.input.receiver import Receiver
from hashiya.terminal.input.sign_of_life import SignOfLife
from hashiya.terminal.replies import LAST_QUESTION
from hashiya.tui.key_parser import SYNCHRONISED, KeyParser
from hashiya.tui.terminal_output import TerminalOutput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import App

    from hashiya.terminal.input.events import Event
    from hashiya.tui.terminal_app import TerminalApp

_CHUNK = 1 << 16
"""Bytes read at a time."""
_TICK = 0.1
"""Seconds between two checks whether the reading thread must end."""
_LAST_WORDS = 1.0
"""Seconds for the remaining output when the screen is given back."""
_GIVE_BACK = "\x1b[?1000;1003;1015;1006;1004;2004l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h"
"""Resets the modes that Textual sets: mouse, focus, pastes, wrapping, keys, screen, cursor."""


class TerminalDriver(LinuxDriver):
    """Sets the modes that the terminal needs for rows when the screen is taken, and resets them afterwards.

    The screen is taken at the start and on ``fg``, and given back at the end, after a crash, and on ctrl+z.
    """

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # standard output is the terminal; errors may go to a file
        self._file = sys.__stdout__ or self._file
        self._terminal = self._file.fileno() if self._file is not None else -1
        self._at_exit = ""
        self._must_stop = False
        self._output: TerminalOutput | None = None
        self._receiver = Receiver(Patience(escape_wait(os.environ)))
        self._parser = KeyParser(debug)

    @property
    def _terminal_app(self) -> TerminalApp:
        return cast("TerminalApp", self._app)

    def start_application_mode(self) -> None:
        """Take the screen.

        Raises:
            HashiyaError: the system starts no more threads; the terminal is unchanged.
        """
        self._output = TerminalOutput(
            self._terminal,
            lost=lambda: self._tell(self._terminal_app.terminal_gone),
            caught_up=lambda: self._tell(self._terminal_app.repaint),
        )
        self._output.start()
        # the loop wakes for its own handlers; a plain one could run late, or in the middle of a write
        self._loop.add_signal_handler(signal.SIGTSTP, self._stop_soon)
        self._loop.add_signal_handler(signal.SIGCONT, self._continue)
        try:
            super().start_application_mode()  # type: ignore[no-untyped-call]
        except RuntimeError as error:
            self.give_back_now()
            raise HashiyaError(Message("session.no_more_threads"), Message("session.end_programs")) from error
        if self._writer_thread is None:  # a background job may not take the terminal
            return
        self._writer_thread.stop()  # Textual's own has nothing to write
        inquiry = self._terminal_app.inquiry
        if inquiry is not None and inquiry.question is not None:
            self.attrs_before = inquiry.question.before
        self.prepare_terminal()

    def _stop_soon(self) -> None:
        """Stop once all signals that have arrived are handled; the last one counts, as in the system."""
        self._must_stop = True
        self._loop.call_soon(self._stop)

    def _stop(self) -> None:
        if self._must_stop:
            self._must_stop = False
            self._sigtstp_application()

    def _continue(self) -> None:
        """Take the screen again; a program that was stopped by SIGSTOP gives it back first."""
        self._must_stop = False
        if self._auto_restart and self._output is not None:
            self.suspend_application_mode()
        self._sigcont_application()

    def stop_application_mode(self) -> None:
        """Give the screen back."""
        if self._output is not None:
            self._output.drop_frames()
        if self._at_exit:
            self.write(self._at_exit)
            self._at_exit = ""
        super().stop_application_mode()

    def close(self) -> None:
        """End the output once it is written, or after `_LAST_WORDS` seconds."""
        output, self._output, self._writer_thread = self._output, None, None
        if output is not None:
            output.stop(_LAST_WORDS)

    def give_back_now(self) -> None:
        """Give the screen back without waiting, even if the loop hangs; any thread may call this."""
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
        """Send text to the terminal, without waiting."""
        if self._output is not None:
            self._output.write(data)

    @property
    def is_behind(self) -> bool:
        """Whether the next frame should be left out because earlier frames still wait."""
        return self._output is not None and self._output.is_behind

    def prepare_terminal(self) -> None:
        """Set the modes of the recognised terminal, after resetting those of an earlier guess."""
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
        """Run a function in the application's thread unless that has ended; any thread may call this."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(happening)

    def _run_input_thread(self) -> None:
        """Read keys until the end; an exception in the thread ends the program."""
        SupervisedThread(self.run_input_thread, self._input_died, name="hashiya-input").run()

    def _input_died(self, error: BaseException) -> None:
        def raise_in_the_loop() -> None:
            raise error

        self._tell(raise_in_the_loop)

    def _query_in_band_window_resize(self) -> None:
        """Ask nothing: a signal tells of the size, and the mouse is needed in cells instead of pixels."""

    def run_input_thread(self) -> None:
        """Read from the terminal until it is given back or gone."""
        inquiry = self._terminal_app.inquiry
        question = inquiry.question if inquiry is not None else None
        if question is not None:
            self._receiver = question.receiver
            typed, question.typed = question.typed, []
            self._hand_out(typed)
        self._receiver.patience.expect(*SYNCHRONISED, time.monotonic())
        sign_of_life = SignOfLife(self._receiver.patience)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                deadline = self._receiver.deadline
                wait = _TICK if deadline is None else min(_TICK, max(0.0, deadline - time.monotonic()))
                if selector.select(wait):
                    data = self._read()
                    if not data:
                        self._tell(self._terminal_app.terminal_gone)
                        break
                    self._hand_out(self._receiver.feed(data, time.monotonic()))
                    if sign_of_life.take(data, time.monotonic()):
                        self.write(LAST_QUESTION.decode())
                elif sign_of_life.is_missing(time.monotonic()):
                    self._tell(self._terminal_app.terminal_gone)
                    break
                else:
                    self._hand_out(self._receiver.expire(time.monotonic()))

    def _read(self) -> bytes:
        """Read bytes from the terminal; none if it is gone."""
        try:
            return os.read(self.fileno, _CHUNK)
        except OSError:
            return b""

    def _hand_out(self, events: Iterable[Event]) -> None:
        """Give keys, pastes and the mouse to the application, and answers to the inquiry."""
        for event in events:
            if isinstance(event, Answer):
                self._take_answer(event.data)
            for message in self._parser.read(event):
                self.process_message(message)

    def _take_answer(self, answer: bytes) -> None:
        """Keep an answer of the terminal; the last one may change how rows are written."""
        inquiry = self._terminal_app.inquiry
        question = inquiry.question if inquiry is not None else None
        if question is None or question.replies.complete:
            return
        question.replies.take(answer)
        if question.replies.complete:
            self._tell(self._terminal_app.terminal_answered)
