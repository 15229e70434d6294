"""All keys, under their headings, with what each sends on the Arabic keyboard layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.text.arabic_keyboard import arabic_key
from hashiya.tui.key_names import shown
from hashiya.tui.palette import styles
from hashiya.tui.screens.base import Dialog
from hashiya.tui.strips import line_strip
from hashiya.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from hashiya.session.commands import Command
    from hashiya.tui.palette import Palette


class _KeyList(RowList):
    """Headings and commands, one a row."""

    def __init__(
        self, commands: Sequence[Command], palette: Palette, chosen: Callable[[int], object]
    ) -> None:
        super().__init__(palette, chosen, id="key-list")
        self._rows: list[Command | str] = []
        for command in commands:
            if not self._rows or command.group != self._last_group():
                self._rows.append(command.group)
            self._rows.append(command)

    def _last_group(self) -> str:
        last = self._rows[-1]
        return last if isinstance(last, str) else last.group

    @property
    def count(self) -> int:
        return len(self._rows)

    def draw(self, index: int, width: int, *, selected: bool) -> Strip:
        look = styles(self.palette)
        row = self._rows[index]
        blank = look.row_selected if selected else look.bar
        if isinstance(row, str):
            return line_strip([(f" {row}", look.bar_accent)], [], width, look.bar)
        keys = "  ".join(shown(key) for key in row.keys)
        arabic = "  ".join(letter for key in row.keys if (letter := arabic_key(key)))
        left = [(f"   {keys:<18}", blank), (arabic, blank)]
        pad = max(0, 6 - len(arabic))
        return line_strip([*left, (" " * pad, blank), (row.title, blank)], [], width, blank)


class KeysScreen(Dialog):
    """A list of all keys; any key that does not move in it closes it."""

    CSS = """
    KeysScreen { align: center middle; }
    #key-list { width: 76; max-width: 100%; height: 90%; background: $panel; }
    """

    def __init__(self, commands: Sequence[Command], palette: Palette) -> None:
        super().__init__()
        self._list = _KeyList(commands, palette, lambda _: self.close())

    def compose(self) -> ComposeResult:
        """The list."""
        yield self._list

    def take(self, event: events.Key) -> bool:
        """Move in the list, or close; the keys that quit are left to do so."""
        if event.key in ("ctrl+q", "f10"):
            return False
        if not self._list.key(event.key):
            self.close()
        return True
