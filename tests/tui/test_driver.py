"""Keys as they come from a terminal's bytes, in whatever pieces these come."""

from __future__ import annotations

import os
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from textual.events import Key, Paste
from textual.messages import TerminalSupportsSynchronizedOutput

from hashiya.terminal.input.patience import Patience
from hashiya.terminal.input.receiver import Receiver
from hashiya.terminal.replies import Replies
from hashiya.tui.driver import TerminalDriver
from hashiya.tui.key_parser import KeyParser
from tests.shares import sampled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.message import Message

pytestmark = sampled(2)

PATIENCE = 30.0


class Terminal(TerminalDriver):
    """A driver that reads a pipe and takes note of what it makes of it; ``asked`` has not been answered."""

    def __init__(self, *, asked: bool) -> None:
        self.fileno, self.keyboard = os.pipe()
        self.exit_event = threading.Event()
        # so that a busy machine cuts no sequence in two
        self._receiver = Receiver(Patience(1.0))
        self._parser = KeyParser()
        self.replies = Replies()
        question = SimpleNamespace(receiver=self._receiver, replies=self.replies, typed=[]) if asked else None
        app: Any = SimpleNamespace(inquiry=question and SimpleNamespace(question=question))
        app.terminal_gone = lambda: None
        app.terminal_answered = lambda: self._hear("answered")
        self._app = app
        self._loop: Any = SimpleNamespace(call_soon_threadsafe=lambda call: call())
        self.heard: list[str] = []
        self.changed = threading.Condition()
        self.reader = threading.Thread(target=self.run_input_thread, daemon=True)

    def process_message(self, message: Message) -> None:
        if isinstance(message, Key):
            self._hear(message.key)
        elif isinstance(message, Paste):
            self._hear(f"pasted {message.text}")
        elif isinstance(message, TerminalSupportsSynchronizedOutput):
            self._hear("synchronised")

    def _hear(self, what: str) -> None:
        with self.changed:
            self.heard.append(what)
            self.changed.notify_all()

    def wait_for(self, *keys: str) -> None:
        with self.changed:
            self.changed.wait_for(lambda: len(self.heard) >= len(keys), PATIENCE)
            assert self.heard == list(keys)


@pytest.fixture(params=[False, True], ids=["not asked", "asked"])
def terminal(request: pytest.FixtureRequest) -> Iterator[Terminal]:
    terminal = Terminal(asked=request.param)
    terminal.reader.start()
    yield terminal
    os.close(terminal.keyboard)
    terminal.reader.join(PATIENCE)
    os.close(terminal.fileno)


def test_an_escape_that_nothing_follows_is_a_key(terminal: Terminal) -> None:
    os.write(terminal.keyboard, b"\x1b")
    terminal.wait_for("escape")
    os.write(terminal.keyboard, b"a")
    terminal.wait_for("escape", "a")


def test_a_sequence_in_pieces_is_one_key(terminal: Terminal) -> None:
    for piece in (b"\x1b", b"[", b"A", b"\x1b[", b"6~\x1b"):
        os.write(terminal.keyboard, piece)
    terminal.wait_for("up", "pagedown", "escape")


def test_a_paste_is_no_key_however_it_is_cut(terminal: Terminal) -> None:
    for piece in (b"\x1b[20", b"0~a\x1b[A", b"b\x1b[201", b"~c"):
        os.write(terminal.keyboard, piece)
    terminal.wait_for("pasted a\x1b[Ab", "c")


def test_textual_hears_the_answer_to_its_own_question_alone(terminal: Terminal) -> None:
    os.write(terminal.keyboard, b"\x1b[?2026;2$y\x1b[?2026;0$y\x1b[?2048;2$y\x1b[?25u\x1b[12;40Rq")
    terminal.wait_for("synchronised", "q")


def test_the_last_answer_is_told_once() -> None:
    terminal = Terminal(asked=True)
    terminal.reader.start()
    os.write(terminal.keyboard, 2 * b"a\x1bP>|kitty(0.26.5)\x1b\\\x1b[>1;4000;26c\x1b[?62;c")
    terminal.wait_for("a", "answered", "a")
    assert terminal.replies.version == "kitty(0.26.5)"
    os.close(terminal.keyboard)
    terminal.reader.join(PATIENCE)
    os.close(terminal.fileno)
