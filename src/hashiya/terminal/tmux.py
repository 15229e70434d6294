"""Ask tmux for the terminal around it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.programs import Program
from hashiya.terminal.environment import Evidence, read_environment, read_environment_of_start
from hashiya.terminal.replies import Replies, read_replies

if TYPE_CHECKING:
    from collections.abc import Mapping

PATIENCE = 0.2
"""Seconds that a printing command waits for tmux."""
_FORMAT = "#{client_termtype}\t#{client_termname}\t#{client_pid}"


class TmuxQuestion:
    """A question to the tmux server, which answers while the program loads."""

    def __init__(self) -> None:
        self._program: Program | None = None
        with suppress(HashiyaError):
            self._program = Program(["tmux", "display-message", "-p", _FORMAT])

    def answer(self, seconds: float) -> str:
        """Return the answer of tmux; empty if it did not come in time.

        Args:
            seconds: the longest wait.
        """
        ended = self._program.finish(seconds) if self._program is not None else None
        return ended.output.decode("utf-8", "replace") if ended is not None else ""


def read_tmux(answer: str, environment: Mapping[str, str]) -> Evidence:
    """Recognise the terminal around tmux.

    The type reported by the terminal to tmux goes first, then the environment of the client of tmux, then the
    environment at the start of the server.

    Args:
        answer: to `TmuxQuestion`.
        environment: of this process, inherited from the start of the server.
    """
    kind, _, rest = answer.strip("\n").partition("\t")
    name, _, process = rest.partition("\t")
    told = read_replies(Replies(version=kind)) if kind else Evidence("", Message("terminal.no_answer"))
    if told.key:
        return Evidence(told.key, Message("terminal.client_of_tmux", client=kind))
    theirs = read_environment({**_environment_of(process), **({"TERM": name} if name else {})})
    if theirs.key:
        return Evidence(theirs.key, Message("terminal.client_of_tmux", client=theirs.says))
    if not answer.strip():
        return read_environment_of_start(environment)
    return Evidence("", Message("terminal.tmux_unknown", answer=kind or name or process))


def _environment_of(process: str) -> dict[str, str]:
    """Read the environment in which a process was started, if the system shows it."""
    if not process.isdigit():
        return {}
    try:
        raw = Path(f"/proc/{process}/environ").read_bytes()
    except OSError:
        return {}
    pairs = (pair.partition("=") for pair in raw.decode("utf-8", "replace").split("\0"))
    return {name: value for name, equals, value in pairs if equals}
