"""Palettes: commands, or the labels among them, by name, filtered while one types, run by Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.containers import Vertical

from hashiya.messages import Message
from hashiya.session.commands.command import LABELS
from hashiya.session.commands.key_names import Key
from hashiya.text.arabic_keyboard import typed_on_other_layout
from hashiya.text.folding import fold
from hashiya.tui.key_names import keys_of_other_layout, shown_keys
from hashiya.tui.palette import styles
from hashiya.tui.screens.base import Dialog
from hashiya.tui.strips import line_strip, said
from hashiya.tui.widgets.dialog_title import DialogTitle
from hashiya.tui.widgets.line_input import LineInput
from hashiya.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from hashiya.session.commands.command import Command
    from hashiya.tui.host import Host
    from hashiya.tui.palette import Palette
    from hashiya.tui.strips import Part


_COMMANDS, _COMMAND = Message("tui.all_commands"), Message("tui.command")
_OPENERS = ("app.palette", "annotation.label", "hits.label")
"""The commands that open a palette."""


class _Commands(RowList):
    """The commands whose names hold all words of the input."""

    def __init__(
        self, commands: Sequence[Command[Any]], palette: Palette, chosen: Callable[[int], object]
    ) -> None:
        super().__init__(palette, chosen, id="commands")
        self._words = {
            command: fold(f"{said(command.group)} {said(command.title)}")
            for command in commands
            if command.id not in _OPENERS
        }
        self.matching = list(self._words)

    def filter(self, text: str) -> None:
        """Keep the commands whose title or group holds every word of `text`, on either keyboard layout.

        Those in which each begins a word come first.
        """
        self.matching = self._holding(text) or self._holding(typed_on_other_layout(text))
        self.renew()

    def _holding(self, text: str) -> list[Command[Any]]:
        typed = fold(text).split()
        held = [command for command, words in self._words.items() if all(each in words for each in typed)]
        return sorted(held, key=lambda command: not _begin_words(typed, self._words[command]))

    @property
    def count(self) -> int:
        return len(self.matching)

    def draw(self, index: int, width: int, *, selected: bool) -> Strip:
        look = styles(self.palette)
        command = self.matching[index]
        style, faint = (look.row_selected, look.row_selected) if selected else (look.bar, look.bar_faint)
        leading: list[Part] = [
            (" ", faint),
            (Message("tui.group", group=command.group), faint),
            (" ", faint),
            (command.title, style),
        ]
        others = [
            part for key in keys_of_other_layout(command) for part in (("  ", faint), (said(key), faint))
        ]
        keys: list[Part] = [("  ", faint), (shown_keys(command.keys), faint), *others, (" ", faint)]
        return line_strip(leading, keys, width, style)


def _begin_words(typed: Sequence[str], words: str) -> bool:
    return all(f" {each}" in f" {words}" for each in typed)


class CommandPaletteScreen(Dialog):
    """Runs the command that is chosen."""

    DEFAULT_CSS = """
    CommandPaletteScreen { align: center top; }
    CommandPaletteScreen Vertical { height: 80%; margin-top: 1; }
    """

    def __init__(
        self,
        commands: Sequence[Command[Any]],
        host: Host,
        run: Callable[[Command[Any]], object],
        title: Message = _COMMANDS,
        prompt: Message = _COMMAND,
    ) -> None:
        """Make the palette.

        Args:
            commands: the commands to choose from.
            host: the application.
            run: called with the chosen command, after the palette has closed.
            title: of the dialog.
            prompt: names the line of input.
        """
        super().__init__()
        self._run = run
        way_out = Message("tui.way_out", key=Key("escape"))
        self._title = DialogTitle(host.palette, lambda: (title, way_out))
        self._list = _Commands(commands, host.palette, self._choose)
        self._input = LineInput(
            prompt,
            host,
            changed=self._list.filter,
            submitted=lambda _: self._list.key("enter"),
            dismissed=self.close,
        )

    @property
    def matching(self) -> Sequence[Command[Any]]:
        """The commands that are listed."""
        return self._list.matching

    def compose(self) -> ComposeResult:
        """Title, the line of input, and the list below it."""
        yield Vertical(self._title, self._input, self._list, classes="box")

    def on_mount(self) -> None:
        """Show the caret on the line."""
        self._input.focus()

    def take(self, event: events.Key) -> bool:
        """Give a key to the list if it moves there, else to the line of input."""
        if event.key in ("up", "down", "pageup", "pagedown"):
            return self._list.key(event.key)
        return self._input.take(event)

    def paste(self, text: str) -> None:
        """Paste into the line."""
        self._input.paste(text)

    def _choose(self, index: int) -> None:
        """Close, and run the command of a row."""
        self.close()
        self._run(self._list.matching[index])


def label_palette(
    commands: Sequence[Command[Any]], host: Host, run: Callable[[Command[Any]], object]
) -> CommandPaletteScreen:
    """Make the palette of the labels, found by name and title; a label needs no key for it.

    Args:
        commands: the commands of the screen, those of the labels among them.
        host: the application.
        run: called with the command of the chosen label, after the palette has closed.
    """
    labels = [
        command._replace(
            group=Message("tui.label_name", label=command.id.partition(".")[2]), title=command.short
        )
        for command in commands
        if command.group == LABELS
    ]
    return CommandPaletteScreen(labels, host, run, Message("tui.labels"), Message("tui.label"))
