"""The footer: the keys one needs most, and a click on one runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.tui.key_names import shown
from hashiya.tui.palette import styles
from hashiya.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style
    from textual import events

    from hashiya.session.commands import Command
    from hashiya.tui.palette import Palette


class KeyBar(Bar):
    """The commands that have a short name, as many as fit, the most needed first."""

    def __init__(
        self, commands: Sequence[Command], palette: Palette, run: Callable[[Command], object]
    ) -> None:
        super().__init__(palette, id="keys")
        self._commands = [command for command in commands if command.short]
        self._run = run

    def fitting(self, width: int) -> list[tuple[Command, int, int]]:
        """The commands shown in a width, each with its columns ``[from, to)``."""
        found = []
        column = 1
        for command in self._commands:
            size = len(shown(command.keys[0])) + len(command.short) + 1
            if column + size <= width:
                found.append((command, column, column + size))
                column += size + 2
        return found

    def parts(self, width: int) -> tuple[list[tuple[str, Style]], list[tuple[str, Style]]]:
        """Key and name, key and name."""
        look = styles(self.palette)
        left = [(" ", look.bar)]
        for command, _, _ in self.fitting(width):
            left += [(shown(command.keys[0]), look.bar_accent), (f" {command.short}  ", look.bar_faint)]
        return left, []

    def on_click(self, event: events.Click) -> None:
        """Runs the command under the pointer."""
        for command, low, high in self.fitting(self.size.width):
            if low <= event.x < high:
                self._run(command)
