"""The keys of a dialog with what each does, on as many lines as they need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from hashiya.messages import sentence
from hashiya.session.commands.key_names import shown
from hashiya.tui.palette import styles
from hashiya.tui.strips import line_strip, width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style
    from textual import events
    from textual.strip import Strip

    from hashiya.session.commands.command import Command
    from hashiya.tui.palette import Palette

_GAP = 2
"""Columns between two keys."""


class KeyLines(Widget):
    """Every command with its first key and its short word; a click on one runs it."""

    DEFAULT_CSS = "KeyLines { height: auto; width: 1fr; }"

    def __init__(
        self, commands: Sequence[Command[Any]], palette: Palette, run: Callable[[Command[Any]], object]
    ) -> None:
        """Make the lines.

        Args:
            commands: what is named.
            palette: the colours.
            run: told the command that is clicked.
        """
        super().__init__()
        self.palette = palette
        self._commands = commands
        self._run = run

    def show_commands(self, commands: Sequence[Command[Any]]) -> None:
        """Name these commands from now on."""
        if commands != self._commands:
            self._commands = commands
            self.refresh(layout=True)

    def lines(self, width: int) -> list[list[tuple[int, Command[Any]]]]:
        """The commands on each line, with the column at which each begins."""
        lines: list[list[tuple[int, Command[Any]]]] = [[]]
        column = 1
        for command in self._commands:
            if lines[-1] and column + _size(command) > width - 1:
                lines.append([])
                column = 1
            lines[-1].append((column, command))
            column += _size(command) + _GAP
        return lines

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """The lines that the commands take."""
        return len(self.lines(width))

    def render_line(self, y: int) -> Strip:
        """One line."""
        look, width = styles(self.palette), self.size.width
        lines = self.lines(width)
        parts: list[tuple[str, Style]] = [(" ", look.bar)]
        for _, command in lines[y] if y < len(lines) else ():
            parts += [
                (shown(command.keys[0]), look.bar_accent),
                (f" {sentence(command.short)}", look.bar_faint),
            ]
            parts.append((" " * _GAP, look.bar))
        return line_strip(parts[:-1], [], width, look.bar)

    def on_click(self, event: events.Click) -> None:
        """Runs the command under the pointer."""
        lines = self.lines(self.size.width)
        for column, command in lines[event.y] if event.y < len(lines) else ():
            if column <= event.x < column + _size(command):
                self._run(command)


def _size(command: Command[Any]) -> int:
    return width_of(f"{shown(command.keys[0])} {sentence(command.short)}")
