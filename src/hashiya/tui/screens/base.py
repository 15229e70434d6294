"""What every full screen has: keys from the registry, a notice, and the commands that work everywhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.screen import ModalScreen, Screen

from hashiya.errors import HashiyaError
from hashiya.services.other_reading import OtherReadingError
from hashiya.session.commands import Command, keymap
from hashiya.tui.key_names import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from hashiya.tui.host import Host
    from hashiya.tui.widgets.notice import Notice
    from hashiya.tui.widgets.prompt import Prompt


class Dialog(ModalScreen[None]):
    """A screen over another, which has the keys until it is closed.

    The box of its widgets is of the class ``box``: an edge parts it from a margin of the same colour.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = "Dialog .box { border-left: wide $primary; border-right: wide $primary; }"
    EDGES = 2
    """Columns that the edges of the box take."""

    def take(self, event: events.Key) -> bool:
        """Do what a key says; whether the key has a meaning here."""
        raise NotImplementedError

    def paste(self, text: str) -> None:
        """Take a pasted text; a dialog without a line of input drops it."""

    def close(self) -> None:
        """Give the keys back to the screen below; nothing if this dialog is closed already, or covered."""
        if self.app.screen_stack[-1:] == [self]:
            self.app.pop_screen()


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
        """Run a command, and show what went wrong as a notice; what must be agreed to is asked first."""
        self.notice.hide()
        try:
            if not self.perform(command):
                self.hashiya.perform(command)
        except OtherReadingError as error:
            self.hashiya.ask_about_encoding(error, partial(self.run_command, command))
        except HashiyaError as error:
            self.say(error.message, error.hint)
        except OSError as error:  # such as no file left to open
            self.say(f"That cannot be done now: {error.strerror or error}.")

    def say(self, message: str, hint: str = "") -> None:
        """Shows a notice."""
        self.notice.say(message, hint)

    def take(self, event: events.Key) -> bool:
        """Give a key to the line that is open, or run its command; whether the key has a meaning here."""
        if self.prompt.display and self.prompt.take(event):
            return True
        command = self._keymap.get(name_of(event)) or self._keymap.get(event.key)
        if command is None:
            return False
        self.run_command(command)
        return True

    def paste(self, text: str) -> None:
        """Paste into the line that is open; else nowhere."""
        if self.prompt.display:
            self.prompt.paste(text)
