"""All keys under their headings, with the character of each on the other keyboard layout."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.containers import Vertical

from hashiya.messages import Message
from hashiya.session.commands.key_names import Key
from hashiya.tui.key_names import keys_of_other_layout, names_of, shown_keys
from hashiya.tui.palette import styles
from hashiya.tui.screens.base import Dialog
from hashiya.tui.strips import Sentence, line_strip, said, width_of, wrapped
from hashiya.tui.widgets.dialog_title import DialogTitle
from hashiya.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from hashiya.session.commands.bindings import KeyTable
    from hashiya.session.commands.command import Command
    from hashiya.tui.palette import Palette
    from hashiya.tui.strips import Text

_NARROWEST = 24
"""Columns of the narrowest list; in a narrower window its lines are cut."""


class _Line(NamedTuple):
    """One line of the list.

    Attributes:
        keys: the keys as people read them; in the first line of a group its name.
        others: the characters of the keys on the other keyboard layout.
        title: what the keys do.
        is_heading: whether the line is the name of a group.
    """

    keys: Text
    others: Text = ""
    title: Text = ""
    is_heading: bool = False


class _KeyList(RowList):
    """Headings and commands, each on as many lines as it needs; the keys scroll it, for it has no cursor."""

    def __init__(
        self, commands: Sequence[Command[Any]], palette: Palette, chosen: Callable[[int], object]
    ) -> None:
        super().__init__(palette, chosen, id="key-list")
        self._commands = commands
        self._laid_out: tuple[int, list[_Line]] = (0, [])

    @property
    def count(self) -> int:
        return len(self._lines())

    def _lines(self) -> list[_Line]:
        """Make the lines for the width of the list, less the scroll mark."""
        width = max(_NARROWEST, self.size.width - 1)
        if self._laid_out[0] != width:
            self._laid_out = width, _lines(self._commands, width)
        return self._laid_out[1]

    def draw(self, index: int, width: int, *, selected: bool) -> Strip:
        look = styles(self.palette)
        line = self._lines()[index]
        if line.is_heading:
            return line_strip([(" ", look.bar), (line.keys, look.bar_accent)], [], width, look.bar)
        keys, others, _ = _columns(self._commands, self._laid_out[0])
        parts = [
            (" " * 3, look.bar),
            (line.keys, look.bar),
            (" " * (keys - width_of(line.keys) + 2), look.bar),
            (line.others, look.bar_faint),
            (" " * (others - width_of(line.others) + 2), look.bar),
            (line.title, look.bar),
        ]
        return line_strip(parts, [], width, look.bar)

    def key(self, name: str) -> bool:
        """Scroll by a key; whether the key was one that scrolls."""
        page = max(1, self.size.height - 1)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page}
        steps |= {"home": -self.count, "end": self.count}
        if name not in steps:
            return False
        self.scroll_view(steps[name])
        return True

    def wheel(self, rows: int) -> None:
        """Scroll by a turn of the mouse's wheel."""
        self.scroll_view(rows)


def _columns(commands: Sequence[Command[Any]], width: int) -> tuple[int, int, int]:
    """Count the columns of keys, of the other layout and of titles, in a list of `width` columns."""
    keys = max((width_of(_keys(command)) for command in commands), default=0)
    others = max((width_of(_others(command)) for command in commands), default=0)
    keys = min(keys, width // 3)
    return keys, others, max(1, width - keys - others - 8)


def _lines(commands: Sequence[Command[Any]], width: int) -> list[_Line]:
    """Make the lines of the commands under the names of their groups."""
    keys, _, titles = _columns(commands, width)
    groups = dict.fromkeys(command.group for command in commands)
    lines = []
    for group in groups:
        lines.append(_Line(group, is_heading=True))
        for command in commands:
            if command.group == group:
                columns = (
                    wrapped(_keys(command), keys),
                    [_others(command)],
                    wrapped(said(command.title), titles),
                )
                lines += [_Line(*parts) for parts in zip_longest(*columns, fillvalue="")]
    return lines


def _keys(command: Command[Any]) -> Sentence:
    return shown_keys(command.keys)


def _others(command: Command[Any]) -> Sentence:
    return Sentence("  ".join(map(said, keys_of_other_layout(command))))


class KeysScreen(Dialog):
    """A list of all keys; every key that does not scroll it closes it."""

    DEFAULT_CSS = "KeysScreen Vertical { height: 90%; }"

    def __init__(self, commands: Sequence[Command[Any]], palette: Palette, left: KeyTable[object]) -> None:
        """Make the list.

        Args:
            commands: the commands to list.
            palette: the colours.
            left: the keys left to the program, such as those that quit.
        """
        super().__init__()
        self._left = left
        way_out = Message("tui.way_out", key=Key("escape"))
        self._title = DialogTitle(palette, lambda: (Message("tui.all_keys"), way_out))
        self._list = _KeyList(commands, palette, lambda _: self.close())

    def compose(self) -> ComposeResult:
        """Title and list."""
        yield Vertical(self._title, self._list, classes="box")

    def take(self, event: events.Key) -> bool:
        """Move in the list, or close; whether the key was not left to the program."""
        if any(self._left.at(name) for name in names_of(event)):
            return False
        if not self._list.key(event.key):
            self.close()
        return True
