"""A notice: one sentence, and what to do about it, over the last lines of the page for a few seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.strip import Strip
from textual.widget import Widget

from hashiya.layout import Document
from hashiya.session.motions import row_indent
from hashiya.text.cleaning import clean
from hashiya.tui.palette import styles
from hashiya.tui.strips import row_strip

if TYPE_CHECKING:
    from textual.timer import Timer

    from hashiya.layout import Row
    from hashiya.tui.palette import Palette

_SECONDS = 8.0
_SECONDS_A_LINE = 2.0
"""How much longer a notice stays for each line after the first."""
_MOST_LINES = 7


class Notice(Widget):
    """Laid out like everything else; hidden until something is to be said, gone at the next key."""

    DEFAULT_CSS = """
    Notice { layer: notice; dock: bottom; height: 1; width: 1fr; margin-bottom: 2; display: none; }
    """

    def __init__(self, palette: Palette) -> None:
        super().__init__(id="notice")
        self.palette = palette
        self._rows: list[Row] = []
        self._document: Document | None = None
        self._timer: Timer | None = None

    def say(self, message: str, hint: str = "") -> None:
        """Shows a sentence and its hint."""
        text = clean(f"{message} {hint}".strip())
        self._document = Document(text, max(1, self.app.size.width - 4))
        self._rows = list(self._document.iter_rows())[:_MOST_LINES]
        self.styles.height = len(self._rows)
        self.display = True
        self.refresh()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_SECONDS + _SECONDS_A_LINE * (len(self._rows) - 1), self.hide)

    def hide(self) -> None:
        """Takes the notice away."""
        if self.display:
            self.display = False

    def render_line(self, y: int) -> Strip:
        """One row of the sentence."""
        look = styles(self.palette)
        width = self.size.width
        if self._document is None or y >= len(self._rows):
            return Strip.blank(width, look.bar_alarm)
        row = self._rows[y]
        indent = row_indent(self._document, row) + 2
        return row_strip(row, [look.bar_alarm] * len(row.cells), indent, width, look.bar_alarm)
