"""Ask the terminal for its identity while the program loads."""

from __future__ import annotations

import os
import select
import termios
import time
from typing import TYPE_CHECKING, Any

from hashiya.terminal.input.events import Answer, Characters, Pasted
from hashiya.terminal.input.patience import Patience, escape_wait
from hashiya.terminal.input.receiver import Receiver
from hashiya.terminal.replies import LAST_BEGINS, LAST_ENDS, QUESTIONS, Replies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hashiya.terminal.input.events import Event

_LINE_ENDS, _BACKSPACES = "\r\n\x04", "\x7f\b"
_INPUT_MODES, _LOCAL_MODES, _CONTROL = 0, 3, 6


class QuietTerminal:
    """A terminal without echo and line buffering until `restore`.

    Attributes:
        receiver: separates keys from answers; it may hold bytes back for the next reader.
        before: the original attributes of the terminal, as of `termios`.
    """

    def __init__(self, descriptor: int, receiver: Receiver | None = None) -> None:
        """Switch off echo and line buffering.

        Args:
            descriptor: to read from.
            receiver: that has read from it before.

        Raises:
            OSError: the descriptor is not a terminal, or the terminal is gone.
        """
        self.receiver = receiver or Receiver(Patience(escape_wait(os.environ)))
        self._descriptor = descriptor
        try:
            self.before: list[Any] = termios.tcgetattr(descriptor)
            quiet = [*self.before[:_CONTROL], list(self.before[_CONTROL])]
            quiet[_LOCAL_MODES] &= ~(termios.ECHO | termios.ICANON)
            quiet[_INPUT_MODES] &= ~termios.ICRNL
            quiet[_CONTROL][termios.VMIN] = 1
            quiet[_CONTROL][termios.VTIME] = 0
            termios.tcsetattr(descriptor, termios.TCSANOW, quiet)
        except termios.error as error:
            raise OSError(*error.args) from error

    def read(self, until: float | None = None) -> list[Event] | None:
        """Wait for the next events.

        Args:
            until: end of the wait by `time.monotonic`; None waits for ever.

        Returns:
            The events, perhaps none yet; None at the end of the wait or of the input.
        """
        deadlines = [each for each in (until, self.receiver.deadline) if each is not None]
        wait = max(0.0, min(deadlines) - time.monotonic()) if deadlines else None
        if select.select([self._descriptor], [], [], wait)[0]:
            data = os.read(self._descriptor, 4096)
            return self.receiver.feed(data, time.monotonic()) if data else None
        now = time.monotonic()
        return None if until is not None and now >= until else self.receiver.expire(now)

    def read_line(self, show: Callable[[str], object], typed: Iterable[Event] = ()) -> str:
        """Read a line that a person types, without answers of the terminal.

        Args:
            show: echoes the typed characters, since the terminal does not.
            typed: events that came before.
        """
        line = ""
        events: Iterable[Event] | None = typed
        while events is not None:
            for event in events:
                for character in event.text if isinstance(event, Characters | Pasted) else "":
                    if character in _LINE_ENDS:
                        show("\n")
                        return line
                    if character in _BACKSPACES and line:
                        line = line[:-1]
                        show("\b \b")
                    elif character.isprintable():
                        line += character
                        show(character)
            events = self.read()
        return line

    def restore(self) -> None:
        """Restore the original attributes of the terminal."""
        try:
            termios.tcsetattr(self._descriptor, termios.TCSANOW, self.before)
        except termios.error:  # the terminal is gone
            return


class TerminalQuestion(QuietTerminal):
    """Questions sent to the terminal, with echo off so that no answer is shown.

    Attributes:
        replies: the answers so far.
        typed: all other events, in their order.
    """

    def __init__(self, input_descriptor: int, output_descriptor: int) -> None:
        """Send the questions.

        Raises:
            OSError: the descriptor is not a terminal, or the terminal is gone.
        """
        super().__init__(input_descriptor)
        self.replies = Replies()
        self.typed: list[Event] = []
        self._output = output_descriptor
        os.write(output_descriptor, QUESTIONS)
        self._asked = time.monotonic()
        self.receiver.patience.expect(LAST_BEGINS, LAST_ENDS, self._asked)

    def finish(self, seconds: float) -> None:
        """Read the answers.

        Args:
            seconds: the longest wait for the last answer, counted from the questions.
        """
        while not self.replies.complete:
            events = self.read(self._asked + seconds)
            if events is None:
                break
            for event in events:
                if isinstance(event, Answer):
                    self.replies.take(event.data)
                else:
                    self.typed.append(event)
        # QTerminal shows the final "p" of the question about mode 8
        os.write(self._output, b"\r\x1b[K")
