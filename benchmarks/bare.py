"""The peer: a minimal Textual program that shows the same rows and moves a mark over them.

It gets rows already shaped and in visual order, one per line, and knows neither words nor offsets. It runs as
a separate program: ``python bare.py ROWS``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

_PLAIN, _MARKED = Style(), Style(reverse=True)


class Rows(Widget, can_focus=True):
    """Rows at the right edge, one of them marked."""

    DEFAULT_CSS = "Rows { width: 1fr; height: 1fr; }"

    def __init__(self, rows: list[str]) -> None:
        super().__init__()
        self.rows = rows
        self.top = 0
        self.marked = 0

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        index = self.top + y
        text = self.rows[index] if index < len(self.rows) else ""
        style = _MARKED if index == self.marked else _PLAIN
        return Strip([Segment(text.rjust(width), style)], width)

    def move(self, step: int) -> None:
        before = self.marked
        self.marked = min(max(before + step, 0), len(self.rows) - 1)
        height = self.size.height
        top = min(max(self.top, self.marked - height + 1), self.marked)
        if top != self.top:
            self.top = top
            self.refresh()
        else:
            self.refresh(*(Region(0, row - top, self.size.width, 1) for row in (before, self.marked)))

    def key_down(self) -> None:
        self.move(1)

    def key_up(self) -> None:
        self.move(-1)

    def key_left(self) -> None:
        self.move(1)

    def key_right(self) -> None:
        self.move(-1)

    def key_pagedown(self) -> None:
        self.move(self.size.height)


class Bare(App[None]):
    """The program: nothing but the rows."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, rows: list[str]) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        yield Rows(self._rows)


if __name__ == "__main__":
    Bare(Path(sys.argv[1]).read_text(encoding="utf-8").split("\n")).run()
