"""The clipboard: the visitor's in a browser, else the desktop's, tmux's, or the terminal's by OSC 52.

A program that copies may hang or fail. So it runs in a thread with a time limit, and its outcome is shown.
"""

from __future__ import annotations

import json
import os
import shlex
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.programs import isolated, run
from hashiya.session.supervised_thread import SupervisedThread, told_of
from hashiya.terminal.environment import multiplexer
from hashiya.text.cleaning import clean
from hashiya.tui.clipboard_child import COPIED, NO_CLIPBOARD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hashiya.text.spans import Span

SECONDS = 2.0
"""The time limit of a program that copies."""
_COPIED, _SENT_TO_BROWSER = Message("tui.copied"), Message("tui.sent_to_browser")
_PASTE = "]"
"""The key that pastes in tmux, after its prefix."""
_ALLOW = "set", "-s", "set-clipboard", "external"
_ANNOUNCE = "set", "-as", "terminal-features", ",*:clipboard"
"""Commands that let tmux send its buffers to the terminal, and declare the terminal able to receive them."""
_LONGEST_CAUSE = 200
"""Code points of the longest cause that is shown."""
_CHILD = Path(__file__).with_name("clipboard_child.py")


class Outcome(NamedTuple):
    """The outcome of a copy.

    Attributes:
        message: for the analyst.
        hint: advice, if the copy did not reach every clipboard; else empty.
    """

    message: Message
    hint: Message | None = None

    @property
    def is_plain(self) -> bool:
        """Whether the copy reached its clipboard as far as can be known, so that no explanation is needed."""
        return self.message in (_COPIED, _SENT_TO_BROWSER)


def copied_text(path: Path, text: str, span: Span) -> str:
    """Return the text of a copy: the words, then their source and offsets (code points, half-open)."""
    words = "\n".join(span.cut(text).splitlines())
    return f"{words}\n[{clean(path.name)} {span.start}–{span.end}]"


class Clipboard:
    """Copies texts in turn, outside of the thread of the keys; only the newest counts."""

    def __init__(
        self,
        to_terminal: Callable[[str], object],
        *,
        in_browser: bool = False,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        """Make the clipboard.

        Args:
            to_terminal: sends a text to the terminal's clipboard (OSC 52), from any thread.
            in_browser: whether the terminal is a visitor's browser, whose clipboard is then the only one.
            environment: of the process.
        """
        self._to_terminal = to_terminal
        self._in_browser = in_browser
        self._environment = environment
        self._one_at_a_time = threading.Lock()
        self._newest = 0

    def copy(self, text: str, told: Callable[[Outcome], object]) -> None:
        """Copy a text, cleaned except for its tabs and newlines; return at once.

        Args:
            text: the text.
            told: called with the outcome, from any thread, unless a newer copy has begun.
        """
        cleaned = clean(text, bidi="keep", breaks="keep")
        self._newest += 1
        number = self._newest

        def tell(outcome: Outcome) -> None:
            if number == self._newest:
                told(outcome)

        if self._in_browser:
            self._to_terminal(cleaned)
            tell(Outcome(_SENT_TO_BROWSER))
            return

        def work() -> None:
            with self._one_at_a_time:
                if number == self._newest:
                    tell(self._copied(cleaned))

        def died(error: BaseException) -> None:
            tell(Outcome(Message("tui.not_copied", cause=told_of(error))))

        try:
            SupervisedThread(work, died, name="hashiya-clipboard").start()
        except HashiyaError as error:
            tell(Outcome(Message("tui.not_copied", cause=error.told), error.advice))

    def _copied(self, text: str) -> Outcome:
        trouble = _to_desktop(text)
        if trouble is None:
            return Outcome(_COPIED)
        if multiplexer(self._environment) == "tmux":
            outcome = _to_tmux(text)
        else:
            self._to_terminal(text)
            outcome = Outcome(Message("tui.sent_to_terminal_clipboard"))
            if self._environment.get("TERM", "").startswith(("tmux", "screen")):
                outcome = Outcome(Message("tui.sent_to_terminal"), Message("tui.tmux_passes_on"))
        if not trouble:
            return outcome
        return outcome._replace(message=Message("tui.desktop_failed", cause=trouble, outcome=outcome.message))


def _to_desktop(text: str) -> Message | str | None:
    """Put a text on the desktop's clipboard.

    Returns:
        None if it is there; else the cause, which is empty if there is no clipboard.
    """
    try:
        ended = run(isolated(_CHILD), SECONDS, text.encode("utf-8", "replace"))
    except HashiyaError as error:
        return error.told
    if ended is None:
        return Message("tui.no_answer_within", count=round(SECONDS))
    if ended.status == COPIED:
        return None
    if ended.status == NO_CLIPBOARD:
        return ""
    lines = clean(ended.complaints.decode("utf-8", "replace"), breaks="keep").split("\n")
    said = [line.strip()[:_LONGEST_CAUSE] for line in lines if line.strip()]
    try:
        program, status = json.loads(said[-1])
    except (IndexError, TypeError, ValueError):  # the child itself failed
        return said[-1] if said else Message("tui.ended_with", program=_CHILD.name, status=ended.status)
    failure = Message("tui.ended_with", program=program, status=status)
    if status < 0:
        failure = Message("tui.ended_by", program=program, signal=-status)
    return Message("tui.failure", failure=failure, words=said[-2]) if len(said) > 1 else failure


def _to_tmux(text: str) -> Outcome:
    """Put a text into tmux's newest buffer, which tmux sends on to the terminal's clipboard if it may.

    By default tmux accepts a buffer from a program inside it, but no OSC 52 (set-clipboard external).
    """
    data = text.encode("utf-8", "replace")
    try:
        ended = run(["tmux", "load-buffer", "-w", "-"], SECONDS, data)
        if ended is not None and ended.status:  # -w came with tmux 3.2
            ended = run(["tmux", "load-buffer", "-"], SECONDS, data)
        if ended is None or ended.status:
            raise HashiyaError(Message("tui.tmux_silent") if ended is None else Message("tui.tmux_refused"))
        asked = run(["tmux", "display-message", "-p", "#{set-clipboard} #{client_termfeatures}"], SECONDS)
    except HashiyaError as error:
        return Outcome(Message("tui.tmux_failed", cause=error.told), Message("tui.tmux_lets_programs"))
    mode, _, features = (asked.output.decode("utf-8", "replace") if asked else "").partition(" ")
    if mode != "off" and "clipboard" in features:
        return Outcome(Message("tui.copied_to_tmux", key=_PASTE))
    setting = shlex.join(_ALLOW if mode == "off" else _ANNOUNCE)
    return Outcome(
        Message("tui.copied_to_tmux_only", key=_PASTE), Message("tui.tmux_setting", setting=setting)
    )
