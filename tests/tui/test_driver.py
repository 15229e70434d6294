"""Keys as they come from a terminal's bytes, in whatever pieces these come."""

from __future__ import annotations

import os
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from textual.events import Key, Paste

from hashiya.terminal.replies import ReplyFilter
from hashiya.tui import driver as driver_room
from hashiya.tui.driver import KeyParser, TerminalDriver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.message import Message


class Terminal(TerminalDriver):
    """A driver that reads a pipe and takes note of what it makes of it; ``asked`` has not been answered."""

    def __init__(self, *, asked: bool) -> None:
        self.fileno, self.keyboard = os.pipe()
        self.exit_event = threading.Event()
        self._debug = False
        question = SimpleNamespace(filter=ReplyFilter(), typed=b"") if asked else None
        app: Any = SimpleNamespace(inquiry=question and SimpleNamespace(question=question))
        app.terminal_gone = app.terminal_answered = lambda: None
        self._app = app
        self._loop: Any = SimpleNamespace(call_soon_threadsafe=lambda call: call())
        self.heard: list[str] = []
        self.changed = threading.Condition()
        self.reader = threading.Thread(target=self.run_input_thread, daemon=True)

    def process_message(self, message: Message) -> None:
        with self.changed:
            if isinstance(message, Key):
                self.heard.append(message.key)
            elif isinstance(message, Paste):
                self.heard.append(f"pasted {message.text}")
            self.changed.notify_all()

    def wait_for(self, *keys: str) -> None:
        with self.changed:
            self.changed.wait_for(lambda: len(self.heard) >= len(keys), 10)
            assert self.heard == list(keys)


@pytest.fixture(params=[False, True], ids=["answered", "never answered"])
def terminal(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    monkeypatch.setattr(driver_room, "_ESCAPE", 1.0)  # so that a busy machine cuts no sequence in two
    monkeypatch.delenv("ESCDELAY", raising=False)
    terminal = Terminal(asked=request.param)
    terminal.reader.start()
    yield terminal
    os.close(terminal.keyboard)
    terminal.reader.join(10)
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


def test_the_silence_after_an_escape_is_waited_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ESCDELAY", raising=False)
    waited: list[float] = []
    terminal = Terminal(asked=True)
    select = driver_room.selectors.SelectSelector.select

    def note(self: Any, timeout: float) -> Any:
        if waited or threading.current_thread() is terminal.reader:
            waited.append(timeout)
        if "escape" in terminal.heard:
            terminal.exit_event.set()
        return select(self, timeout)

    monkeypatch.setattr(driver_room.selectors.SelectSelector, "select", note)
    os.write(terminal.keyboard, b"\x1b")
    terminal.reader.start()
    terminal.reader.join(10)
    assert terminal.heard == ["escape"]
    assert waited[1:] == [0.05, 0.1]  # silence, then the key is out


def test_a_paste_is_no_key_however_it_is_cut(terminal: Terminal) -> None:
    for piece in (b"\x1b[20", b"0~a\x1b[A", b"b\x1b[201", b"~c"):
        os.write(terminal.keyboard, piece)
    terminal.wait_for("pasted a\x1b[Ab", "c")


def test_what_began_a_sequence_and_was_none_is_given_back_as_keys() -> None:
    parser = KeyParser()
    assert list(parser.feed("\x1b[")) == []
    assert [event.key for event in parser.conclude() if isinstance(event, Key)] != []
    assert list(parser.conclude()) == []
