"""Recognise the terminal while the program loads, so that the first row does not wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.terminal.environment import multiplexer
from hashiya.terminal.recognition import needs_asking, recognise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hashiya.terminal.asking import TerminalQuestion
    from hashiya.terminal.kept_answers import KeptAnswers
    from hashiya.terminal.recognition import Terminal
    from hashiya.terminal.tmux import TmuxQuestion

PATIENCE = 0.03
"""Seconds that the first frame may wait for an answer; later answers are taken when they come."""


class Inquiry:
    """The recognition of the terminal, which asks tmux or the terminal if the environment is not enough.

    Attributes:
        environment: of the process.
        option: the mode named on the command line.
        kept: the choices of people in earlier runs.
        question: to the terminal, whose answers may come after `finish`; None if it was not asked.
    """

    def __init__(
        self,
        environment: Mapping[str, str],
        kept: KeptAnswers,
        option: str | None = None,
        descriptors: tuple[int, int] | None = None,
    ) -> None:
        """Ask tmux or the terminal if needed.

        Args:
            environment: of the process.
            kept: the choices of people in earlier runs.
            option: the mode named on the command line.
            descriptors: of the terminal for reading and writing; None does not ask the terminal.

        Raises:
            HashiyaError: the requested mode does not exist.
        """
        self.environment = environment
        self.option = option
        self.kept = kept
        self.question: TerminalQuestion | None = None
        self._tmux: TmuxQuestion | None = None
        self._tmux_answer = ""
        if needs_asking(environment, option) and descriptors is not None:
            from hashiya.terminal.asking import TerminalQuestion

            try:
                self.question = TerminalQuestion(*descriptors)
            except OSError:
                return
        elif multiplexer(environment) == "tmux":
            self.ask_tmux()

    def ask_tmux(self) -> None:
        """Ask tmux, to which a client in another terminal may have attached."""
        from hashiya.terminal.tmux import TmuxQuestion

        self._tmux = TmuxQuestion()

    def finish(self, seconds: float = PATIENCE) -> Terminal:
        """Wait for the answers and recognise the terminal.

        Args:
            seconds: the longest wait for an answer, counted from the question.
        """
        if self.question is not None:
            self.question.finish(seconds)
        if self._tmux is not None:
            self._tmux_answer = self._tmux.answer(seconds)
            self._tmux = None
        return self.recognise()

    def recognise(self) -> Terminal:
        """Recognise the terminal by the answers so far."""
        return recognise(
            self.environment,
            self.kept,
            option=self.option,
            tmux_answer=self._tmux_answer,
            replies=self.question.replies if self.question is not None else None,
        )

    def close(self) -> None:
        """Restore the attributes of the terminal."""
        if self.question is not None:
            self.question.restore()
