"""The footer: the keys one needs most, and a click on one runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.messages import sentence
from hashiya.session.commands.key_names import shown
from hashiya.session.commands.program import PROGRAM
from hashiya.tui.palette import styles
from hashiya.tui.strips import width_of
from hashiya.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style
    from textual import events

    from hashiya.session.commands.command import Command
    from hashiya.tui.palette import Palette


class KeyBar(Bar):
    """The commands that have a short name, as many as fit, the most needed first."""

    def __init__(
        self, commands: Sequence[Command[Any]], palette: Palette, run: Callable[[Command[Any]], object]
    ) -> None:
        super().__init__(palette, id="keys")
        self._run = run
        self._words = ""
        self.show_commands(commands)

    def show_commands(self, commands: Sequence[Command[Any]]) -> None:
        """Name these commands from now on."""
        self._commands = commands
        self.refresh()

    def show_words(self, words: str) -> None:
        """Show words instead of commands while keys are typed into a line; empty words take them away."""
        self._words = words
        self.refresh()

    def fitting(self, width: int) -> list[tuple[Command[Any], int, int]]:
        """The commands shown, each with its columns ``[from, to)``; the program's own at the right."""
        found = []
        right = width
        for command in reversed([command for command in self._commands if command.group == PROGRAM]):
            right -= _size(command) + 2
            if right > 0:
                found.append((command, right, right + _size(command)))
        column = 1
        for command in self._commands:
            if command.group != PROGRAM and column + _size(command) < min(right, width):
                found.append((command, column, column + _size(command)))
                column += _size(command) + 2
        return sorted(found, key=lambda shown_command: shown_command[1])

    def parts(self, width: int) -> tuple[list[tuple[str, Style]], list[tuple[str, Style]]]:
        """Key and name, key and name."""
        look = styles(self.palette)
        if self._words:
            return [(f" {self._words}", look.bar_faint)], []
        left: list[tuple[str, Style]] = []
        column = 0
        for command, low, high in self.fitting(width):
            left += [
                (" " * (low - column), look.bar),
                (shown(command.keys[0]), look.bar_accent),
                (f" {sentence(command.short)}", look.bar_faint),
            ]
            column = high
        return left, []

    def on_click(self, event: events.Click) -> None:
        """Runs the command under the pointer."""
        for command, low, high in [] if self._words else self.fitting(self.size.width):
            if low <= event.x < high:
                self._run(command)


def _size(command: Command[Any]) -> int:
    return width_of(f"{shown(command.keys[0])} {sentence(command.short)}")
