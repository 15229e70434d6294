"""Finding out what the terminal is while the program loads, so that the first row need not wait for it."""

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
"""Seconds that the first frame may wait for an answer; what comes later is taken when it comes."""


class Inquiry:
    """A question on its way, to tmux or to the terminal, if the environment does not tell.

    Attributes:
        environment: in which the question was asked.
        option: the mode named on the command line.
        kept: what people chose before.
        question: what the terminal was asked, whose answers may come after `finish`.
    """

    def __init__(
        self,
        environment: Mapping[str, str],
        kept: KeptAnswers,
        option: str | None = None,
        descriptors: tuple[int, int] | None = None,
    ) -> None:
        """Asks.

        Args:
            environment: of the process.
            kept: what people chose before.
            option: the mode named on the command line.
            descriptors: of the terminal, to read from and to write to; without it the terminal is not asked.

        Raises:
            HashiyaError: the mode that was named is none.
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
        """Asks tmux, of which a client of another terminal may have attached."""
        from hashiya.terminal.tmux import TmuxQuestion

        self._tmux = TmuxQuestion()

    def finish(self, seconds: float = PATIENCE) -> Terminal:
        """What is known by now.

        Args:
            seconds: how long an answer may take at most, from when it was asked for.
        """
        if self.question is not None:
            self.question.finish(seconds)
        if self._tmux is not None:
            self._tmux_answer = self._tmux.answer(seconds)
            self._tmux = None
        return self.recognise()

    def recognise(self) -> Terminal:
        """What is known, with the answers that have come."""
        return recognise(
            self.environment,
            self.kept,
            option=self.option,
            tmux_answer=self._tmux_answer,
            replies=self.question.replies if self.question is not None else None,
        )

    def close(self) -> None:
        """Makes the terminal as it was before it was asked."""
        if self.question is not None:
            self.question.restore()
