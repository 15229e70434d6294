"""What every full screen has: keys from the registry, a notice, and the commands that work everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from hashiya.errors import HashiyaError
from hashiya.session.commands import Command, keymap
from hashiya.tui.key_names import name_of
from hashiya.tui.widgets.notice import Notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from hashiya.tui.app import HashiyaApp


class CommandScreen(Screen[None]):
    """A screen whose keys run commands of the registry.

    Attributes:
        commands: the commands of this screen.
    """

    ALLOW_SELECT = False
    CSS = "CommandScreen { layers: base notice; }"

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self.commands = tuple(commands)
        self._keymap = keymap(self.commands)

    @property
    def hashiya(self) -> HashiyaApp:
        """The app, by its own type."""
        from hashiya.tui.app import HashiyaApp

        assert isinstance(self.app, HashiyaApp)  # noqa: S101 - narrows the type, nothing is checked for
        return self.app

    def perform(self, command: Command) -> bool:
        """Does what a command says; whether this screen knows it."""
        raise NotImplementedError

    def run_command(self, command: Command) -> None:
        """Runs a command, and shows what went wrong as a notice."""
        self.query_one(Notice).hide()
        try:
            if not self.perform(command):
                self.hashiya.perform(command)
        except HashiyaError as error:
            self.say(error.message, error.hint)

    def say(self, message: str, hint: str = "") -> None:
        """Shows a notice."""
        self.query_one(Notice).say(message, hint)

    def on_key(self, event: events.Key) -> None:
        """Runs the command of a key."""
        command = self._keymap.get(name_of(event)) or self._keymap.get(event.key)
        if command is not None:
            event.stop()
            event.prevent_default()
            self.run_command(command)
