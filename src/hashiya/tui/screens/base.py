"""What every full screen has: keys from the registry, a notice, and the commands that work everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar, cast, runtime_checkable

from textual.binding import Binding
from textual.screen import ModalScreen, Screen

from hashiya.errors import HashiyaError
from hashiya.session.commands import Command, keymap
from hashiya.tui.key_names import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from hashiya.tui.host import Host
    from hashiya.tui.widgets.notice import Notice
    from hashiya.tui.widgets.prompt import Prompt

Result = TypeVar("Result")


@runtime_checkable
class TakesKeys(Protocol):
    """A screen that can be given a key that was typed when another was still shown."""

    def take(self, event: events.Key) -> object:
        """Does what a key says."""


class Dialog(ModalScreen[Result]):
    """A screen over another; what quits the program or suspends it does so from here too."""

    ALLOW_SELECT = False
    BINDINGS = [  # noqa: RUF012 - Textual's form
        Binding("ctrl+q,f10", "app.leave", "quit", show=False),
        Binding("ctrl+z,f9", "app.suspend_process", "suspend", show=False),
    ]


class CommandScreen(Screen[None]):
    """A screen whose keys run commands of the registry.

    Attributes:
        commands: the commands of this screen.
        prompt: the line that may open at the foot of the screen.
        notice: where it is said what went wrong.
    """

    ALLOW_SELECT = False
    CSS = "CommandScreen { layers: base notice; }"

    prompt: Prompt
    notice: Notice

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
        self.notice.hide()
        try:
            if not self.perform(command):
                self.hashiya.perform(command)
        except HashiyaError as error:
            self.say(error.message, error.hint)

    def say(self, message: str, hint: str = "") -> None:
        """Shows a notice."""
        self.notice.say(message, hint)

    def on_key(self, event: events.Key) -> None:
        """Runs the command of a key.

        Keys typed fast may come here although a key before them has opened a line or another screen: what is
        open now has them.
        """
        event.stop()
        event.prevent_default()
        top = self.app.screen
        if top is not self and isinstance(top, TakesKeys):
            top.take(event)
        elif not (self.prompt.display and self.prompt.take(event)):
            self.take(event)

    def take(self, event: events.Key) -> None:
        """Runs the command of a key, if it has one."""
        command = self._keymap.get(name_of(event)) or self._keymap.get(event.key)
        if command is not None:
            self.run_command(command)
