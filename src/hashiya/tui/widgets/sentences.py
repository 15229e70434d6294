"""Text of any length, wrapped to the width of its widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.strip import Strip
from textual.widget import Widget

from hashiya.tui.mirroring import mirrored
from hashiya.tui.palette import styles
from hashiya.tui.strips import ELLIPSIS, made_ready, row_strip, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

    from hashiya.layout import Row
    from hashiya.messages import Message
    from hashiya.tui.palette import Palette


class Sentences(Widget):
    """Text laid out in rows; the widget is as high as the text has rows.

    Attributes:
        most: the largest number of rows; the last one ends in an ellipsis if there are more.
    """

    DEFAULT_CSS = "Sentences { height: auto; width: 1fr; }"

    def __init__(
        self,
        palette: Palette,
        text: Message | str = "",
        *,
        sides: tuple[int, int] = (1, 1),
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        """Make the widget.

        Args:
            palette: the colours.
            text: a message or a `Sentence` of ours, or text from outside.
            sides: empty columns at the leading and at the trailing edge of the rows.
            id: as of any widget.
        """
        super().__init__(id=id)
        self.palette = palette
        self.most = 1_000
        self._sides = sides
        self._text = made_ready(text)
        self._laid_out: tuple[tuple[str, int, int], Sequence[Row]] | None = None

    @property
    def text(self) -> str:
        """The text that is shown."""
        return self._text

    def show_text(self, text: Message | str) -> None:
        """Show another text."""
        self._text = made_ready(text)
        self.refresh(layout=True)

    @property
    def look(self) -> Style:
        """The style of the text and of the columns around it."""
        return styles(self.palette).bar

    def rows(self, width: int) -> Sequence[Row]:
        """Lay the text out for a widget of `width` columns."""
        wanted = (self._text, width, self.most)
        if self._laid_out is None or self._laid_out[0] != wanted:
            columns = max(1, width - sum(self._sides))
            rows = wrapped(self._text, columns)
            if len(rows) > self.most > 0:
                end = rows[self.most - 1].end
                while len(rows) > self.most:
                    beginning = self._text[:end].rstrip() + ELLIPSIS
                    rows = wrapped(type(self._text)(beginning), columns)
                    end -= 1
            self._laid_out = wanted, rows
        return self._laid_out[1]

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the number of rows, 0 without text."""
        return len(self.rows(width)) if self._text else 0

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width, look = self.size.width, self.look
        rows = self.rows(width)
        if y >= len(rows):
            return Strip.blank(width, look)
        row = rows[y]
        left, right = mirrored(self._sides)
        indent = left if row.base == "ltr" else max(0, width - right - row.width)
        return row_strip(row, [look] * len(row.cells), indent, width, look)
