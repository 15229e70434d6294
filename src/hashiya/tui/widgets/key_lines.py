"""The keys of a dialog and their short words, on as many lines as they need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from hashiya.tui.mirroring import mirrored_column
from hashiya.tui.palette import styles
from hashiya.tui.strips import line_strip
from hashiya.tui.widgets.key_bar import key_parts, key_width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.strip import Strip

    from hashiya.session.commands.command import Command
    from hashiya.tui.palette import Palette
    from hashiya.tui.strips import Part

_GAP = 2
"""Columns between two keys."""


class KeyLines(Widget):
    """All commands of a dialog, each with its first key and its short word; a click on one runs it."""

    DEFAULT_CSS = "KeyLines { height: auto; width: 1fr; }"

    def __init__(
        self, commands: Sequence[Command[Any]], palette: Palette, run: Callable[[Command[Any]], object]
    ) -> None:
        """Make the lines.

        Args:
            commands: the commands to show.
            palette: the colours.
            run: called with the command that is clicked.
        """
        super().__init__()
        self.palette = palette
        self._commands = commands
        self._run = run

    def show_commands(self, commands: Sequence[Command[Any]]) -> None:
        """Show these commands from now on."""
        if commands != self._commands:
            self._commands = commands
            self.refresh(layout=True)

    def lines(self, width: int) -> list[list[tuple[int, Command[Any]]]]:
        """Return the commands of each line, each with its first column, counted from the leading edge."""
        lines: list[list[tuple[int, Command[Any]]]] = [[]]
        column = 1
        for command in self._commands:
            if lines[-1] and column + key_width(command) > width - 1:
                lines.append([])
                column = 1
            lines[-1].append((column, command))
            column += key_width(command) + _GAP
        return lines

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the number of lines."""
        return len(self.lines(width))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        blank, width = styles(self.palette).bar, self.size.width
        lines = self.lines(width)
        parts: list[Part] = []
        for _, command in lines[y] if y < len(lines) else ():
            parts += [(" " * (_GAP if parts else 1), blank), *key_parts(command, self.palette)]
        return line_strip(parts, [], width, blank)

    def on_click(self, event: events.Click) -> None:
        """Run the command under the pointer."""
        clicked = mirrored_column(event.x, self.size.width)
        lines = self.lines(self.size.width)
        for column, command in lines[event.y] if event.y < len(lines) else ():
            if column <= clicked < column + key_width(command):
                self._run(command)
