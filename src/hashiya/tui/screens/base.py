"""What every full screen has: keys from the registry, a notice, and the commands that work everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from hashiya.errors import HashiyaError
from hashiya.session.commands import Command, keymap
from hashiya.tui.key_names import name_of
from hashiya.tui.widgets.notice import Notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from hashiya.tui.host import Host


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
    def hashiya(self) -> Host:
        """The application, as far as a screen knows it."""
        return cast("Host", self.app)

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
