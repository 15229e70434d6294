"""The footer: the most needed commands with their keys; a click on one runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.session.commands.program import PROGRAM
from hashiya.tui.key_names import handy_key, shown_keys
from hashiya.tui.mirroring import mirrored_column
from hashiya.tui.palette import styles
from hashiya.tui.strips import shortened, width_of
from hashiya.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from hashiya.messages import Message
    from hashiya.session.commands.command import Command
    from hashiya.tui.palette import Palette
    from hashiya.tui.strips import Part
    from hashiya.tui.widgets.bar import Parts

_LONGEST_WORD = 18
"""Columns of the longest word beside a key; a longer one, such as a name to choose, is cut."""


class KeyBar(Bar):
    """The commands that have a short name, as many as fit, the most needed first."""

    def __init__(
        self, commands: Sequence[Command[Any]], palette: Palette, run: Callable[[Command[Any]], object]
    ) -> None:
        super().__init__(palette, id="keys")
        self._run = run
        self._instead: Message | None = None
        self._commands: Sequence[Command[Any]] = commands
        self._title: Message | str = ""

    def show_commands(self, commands: Sequence[Command[Any]], title: Message | str = "") -> None:
        """Show these commands from now on, behind a title if they have one."""
        if (commands, title) != (self._commands, self._title):
            self._commands, self._title = commands, title
            self.refresh()

    def show_instead(self, message: Message | None) -> None:
        """Show a message in place of the commands, about a line of input; None shows the commands."""
        self._instead = message
        self.refresh()

    def fitting(self, width: int) -> list[tuple[Command[Any], int, int]]:
        """Choose the commands that fit.

        Returns:
            Each command with its columns ``[from, to)``, counted from the leading edge; the program's own are
            at the trailing edge.
        """
        found = []
        end = width
        for command in reversed([each for each in self._commands if _is_of_program(each)]):
            end -= key_width(command) + 2
            if end > 0:
                found.append((command, end, end + key_width(command)))
        column = 1 + (width_of(self._title) + 2 if self._title else 0)
        for command in self._commands:
            if not _is_of_program(command) and column + key_width(command) < min(end, width):
                found.append((command, column, column + key_width(command)))
                column += key_width(command) + 2
        return sorted(found, key=lambda each: each[1])

    def room_for(self, commands: Sequence[Command[Any]], count: int, title: Message | str) -> int:
        """Count the first of ``commands[:count]`` that fit beside all others and a title."""
        others = sum(key_width(each) + 2 for each in commands[count:])
        room = self.size.width - 1 - width_of(title) - 2 - others
        for fitting, command in enumerate(commands[:count]):
            room -= key_width(command) + 2
            if room < 0:
                return fitting
        return count

    def parts(self, width: int) -> Parts:
        """Return the parts of the line."""
        look = styles(self.palette)
        leading: list[Part] = []
        if self._instead is not None:
            return [(" ", look.bar_faint), (self._instead, look.bar_faint)], []
        column = 0
        if self._title:
            leading = [(" ", look.bar), (self._title, look.bar)]
            column = 1 + width_of(self._title)
        for command, low, high in self.fitting(width):
            leading += [(" " * (low - column), look.bar), *key_parts(command, self.palette)]
            column = high
        return leading, []

    def on_click(self, event: events.Click) -> None:
        """Run the command under the pointer."""
        column = mirrored_column(event.x, self.size.width)
        for command, low, high in [] if self._instead else self.fitting(self.size.width):
            if low <= column < high:
                self._run(command)


def key_parts(command: Command[Any], palette: Palette) -> list[Part]:
    """Make the parts of a line that name a command: its first key and its short word."""
    look = styles(palette)
    return [
        (shown_keys(handy_key(command)), look.bar_accent),
        (" ", look.bar_faint),
        (shortened(command.short, _LONGEST_WORD), look.bar_faint),
    ]


def key_width(command: Command[Any]) -> int:
    """Return the columns that the key and the short word of a command take."""
    return width_of(shown_keys(handy_key(command))) + 1 + min(_LONGEST_WORD, width_of(command.short))


def _is_of_program(command: Command[Any]) -> bool:
    return command.group == PROGRAM
