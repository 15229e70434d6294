"""Asks the terminal what it is, while the program goes on loading."""

from __future__ import annotations

import os
import select
import termios
import time
from typing import Any

from hashiya.terminal.replies import QUESTIONS, ReplyFilter

_INPUT_MODES, _LOCAL_MODES, _CONTROL = 0, 3, 6


class TerminalQuestion:
    """Questions that were sent; until `restore` the terminal echoes nothing, so that no answer is seen.

    Attributes:
        filter: takes the answers out of what is read, also of what comes after the deadline.
        typed: what was typed meanwhile.
        before: the terminal's attributes before, as `termios` has them.
    """

    def __init__(self, input_descriptor: int, output_descriptor: int) -> None:
        """Sends the questions.

        Raises:
            OSError: this is no terminal, or it is gone.
        """
        self.filter = ReplyFilter()
        self.typed = b""
        self._input = input_descriptor
        self._output = output_descriptor
        try:
            self.before: list[Any] = termios.tcgetattr(input_descriptor)
            quiet = [*self.before[:_CONTROL], list(self.before[_CONTROL])]
            quiet[_LOCAL_MODES] &= ~(termios.ECHO | termios.ICANON)
            quiet[_INPUT_MODES] &= ~termios.ICRNL
            quiet[_CONTROL][termios.VMIN] = 1
            quiet[_CONTROL][termios.VTIME] = 0
            termios.tcsetattr(input_descriptor, termios.TCSANOW, quiet)
        except termios.error as error:
            raise OSError(*error.args) from error
        os.write(output_descriptor, QUESTIONS)
        self._asked = time.monotonic()

    def finish(self, seconds: float) -> None:
        """Reads the answers.

        Args:
            seconds: how long the last of them may take, from when the questions were sent.
        """
        deadline = self._asked + seconds
        while not self.filter.replies.complete:
            left = deadline - time.monotonic()
            if not select.select([self._input], [], [], max(0.0, left))[0]:
                break
            data = os.read(self._input, 4096)
            if not data:
                break
            self.typed += self.filter.feed(data)
        # QTerminal shows a "p" of the question after mode 8
        os.write(self._output, b"\r\x1b[K")

    def restore(self) -> None:
        """Makes the terminal as it was before the questions."""
        try:
            termios.tcsetattr(self._input, termios.TCSANOW, self.before)
        except termios.error:  # the terminal is gone
            return
