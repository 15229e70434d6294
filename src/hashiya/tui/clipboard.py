"""The clipboard: the visitor's in a browser, else the desktop's, tmux's, or the terminal's by OSC 52.

A program that copies may hang or fail: it runs in a thread, with a limit of time, and its outcome is told.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hashiya.errors import HashiyaError
from hashiya.programs import run
from hashiya.session.supervised_thread import SupervisedThread, sentence_of
from hashiya.terminal.environment import multiplexer
from hashiya.text.cleaning import clean
from hashiya.tui.clipboard_child import COPIED, NO_CLIPBOARD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hashiya.text.spans import Span

SECONDS = 2.0
"""How long a program that copies may take."""
_COPIED, _SENT_TO_BROWSER = "Copied.", "Sent to the browser's clipboard."
_CHILD = Path(__file__).with_name("clipboard_child.py")


class Outcome(NamedTuple):
    """What became of a copy.

    Attributes:
        message: for the analyst.
        hint: what can be done, if it did not reach every clipboard.
    """

    message: str
    hint: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether the text is where it was to go, as far as can be known, and nothing is to be explained."""
        return self.message in (_COPIED, _SENT_TO_BROWSER)


def copied_text(path: Path, text: str, span: Span) -> str:
    """What a copy of a span says: the words, then their source and offsets (code points, half-open)."""
    words = "\n".join(span.cut(text).splitlines())
    return f"{words}\n[{clean(path.name)} {span.start}–{span.end}]"


class Clipboard:
    """Copies one text after the other, off the thread of the keys; the newest counts."""

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
            in_browser: whether a visitor sees the terminal, whose clipboard is then the only one.
            environment: of the process.
        """
        self._to_terminal = to_terminal
        self._in_browser = in_browser
        self._environment = environment
        self._one_at_a_time = threading.Lock()
        self._newest = 0

    def copy(self, text: str, told: Callable[[Outcome], object]) -> None:
        """Copy a text, cleaned but for its tabs and newlines; returns at once.

        Args:
            text: what to copy.
            told: called with the outcome, from any thread; not if a newer copy is under way.
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
            tell(Outcome(f"Not copied: {sentence_of(error)}."))

        try:
            SupervisedThread(work, died, name="hashiya-clipboard").start()
        except HashiyaError as error:
            tell(Outcome(f"Not copied: {error.message}.", error.hint))

    def _copied(self, text: str) -> Outcome:
        trouble = _to_desktop(text)
        if trouble is None:
            return Outcome(_COPIED)
        prefix = f"The desktop's clipboard failed ({trouble}). " if trouble else ""
        if multiplexer(self._environment) == "tmux":
            outcome = _to_tmux(text)
        else:
            self._to_terminal(text)
            outcome = Outcome("Sent to the terminal's clipboard; whether it took it cannot be told.", "")
            if self._environment.get("TERM", "").startswith(("tmux", "screen")):
                outcome = Outcome(
                    "Sent to the terminal; whether anything was copied cannot be told.",
                    "tmux passes it on only with: set -s set-clipboard on; GNU screen never does",
                )
        return outcome._replace(message=prefix + outcome.message)


def _to_desktop(text: str) -> str | None:
    """Put a text on the desktop's clipboard; None if it is there, else why not: empty if there is none."""
    words = [sys.executable, "-I", "-S", str(_CHILD), json.dumps([place for place in sys.path if place])]
    try:
        ended = run(words, SECONDS, text.encode("utf-8", "replace"))
    except HashiyaError as error:
        return error.message
    if ended is None:
        return f"it did not answer within {SECONDS:g} seconds"
    if ended.status == COPIED:
        return None
    if ended.status == NO_CLIPBOARD:
        return ""
    lines = clean(ended.complaints.decode("utf-8", "replace"), breaks="keep").split("\n")
    said = [line.strip() for line in lines if line.strip()]
    return ": ".join(reversed(said[-2:]))[:200] or f"status {ended.status}"


def _to_tmux(text: str) -> Outcome:
    """Put a text into tmux's newest buffer; tmux sends it on to the terminal's clipboard where it may.

    By default tmux takes no OSC 52 from a program inside it (set-clipboard external), but takes a buffer.
    """
    data = text.encode("utf-8", "replace")
    try:
        ended = run(["tmux", "load-buffer", "-w", "-"], SECONDS, data)
        if ended is not None and ended.status:  # -w came with tmux 3.2
            ended = run(["tmux", "load-buffer", "-"], SECONDS, data)
        if ended is None or ended.status:
            raise HashiyaError("it did not take it" if ended is not None else "it did not answer")
        asked = run(["tmux", "display-message", "-p", "#{set-clipboard} #{client_termfeatures}"], SECONDS)
    except HashiyaError as error:
        return Outcome(
            f"Not copied: tmux failed ({error.message}).",
            "with `set -s set-clipboard on` tmux lets programs copy by themselves",
        )
    mode, _, features = (asked.output.decode("utf-8", "replace") if asked else "").partition(" ")
    if mode != "off" and "clipboard" in features:
        return Outcome("Copied to tmux (prefix ] pastes it) and sent to the terminal's clipboard.")
    setting = "set -s set-clipboard external" if mode == "off" else "set -as terminal-features ',*:clipboard'"
    return Outcome(
        "Copied to tmux only (prefix ] pastes it).", f"For the terminal's clipboard too: {setting}"
    )
