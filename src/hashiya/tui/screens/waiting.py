"""A dialog that is shown while an errand takes longer than a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from hashiya.messages import Message
from hashiya.session.commands.key_names import Key
from hashiya.tui.key_names import names_of
from hashiya.tui.screens.base import Dialog
from hashiya.tui.widgets.dialog_title import DialogTitle
from hashiya.tui.widgets.sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from hashiya.tui.errand import Text
    from hashiya.tui.host import Host

_EVERY = 0.1
"""Seconds between two looks at the progress."""


class WaitingScreen(Dialog):
    """Keeps the keys that are typed ahead for the next screen.

    Attributes:
        typed: the keys, in their order.
    """

    def __init__(self, title: Message, text: Text, host: Host, given_up: Callable[[], object]) -> None:
        """Make the dialog.

        Args:
            title: the errand, in a word.
            text: the errand and the keys that work, in sentences; called now and then if it changes.
            host: the application.
            given_up: called when the analyst stops waiting, once the dialog is closed.
        """
        super().__init__()
        self.typed: list[events.Key] = []
        self._leaving = host.bindings.other_dialog
        self._given_up = given_up
        way_out = Message("tui.way_out", key=Key("escape"))
        self._title = DialogTitle(host.palette, lambda: (title, way_out))
        self._made = text if callable(text) else lambda: text
        self._changes = callable(text)
        self._text = Sentences(host.palette, self._made())

    def compose(self) -> ComposeResult:
        """Yield title and text."""
        yield Vertical(self._title, self._text, classes="box")

    def on_mount(self) -> None:
        """Show the progress from now on."""
        if self._changes:
            self.set_interval(_EVERY, lambda: self._text.show_text(self._made()))

    def take(self, event: events.Key) -> bool:
        """Stop waiting, or keep a key for the next screen; False for a key that quits the program."""
        if event.key == "escape":
            self.close()
            self._given_up()
        elif any(self._leaving.at(name) for name in names_of(event)):
            return False
        else:
            self.typed.append(event)
        return True
