"""Sentences of any length, wrapped to the width there is."""

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
    from rich.style import Style

    from hashiya.layout import Row
    from hashiya.tui.palette import Palette

_SIDE = 1
"""Empty columns at each side of the rows."""


class Sentences(Widget):
    """Text laid out like everything else that is drawn; as high as it has rows."""

    DEFAULT_CSS = "Sentences { height: auto; width: 1fr; }"

    def __init__(self, palette: Palette, text: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.palette = palette
        self._text = clean(text, breaks="keep")
        self._laid_out: tuple[int, Document, list[Row]] | None = None

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._text = clean(text, breaks="keep")
        self._laid_out = None
        self.refresh(layout=True)

    @property
    def look(self) -> Style:
        """The style of the text and of what is around it."""
        return styles(self.palette).bar

    def rows(self, width: int) -> list[Row]:
        """The rows of the text in a widget of `width` columns."""
        if self._laid_out is None or self._laid_out[0] != width:
            document = Document(self._text, max(1, width - 2 * _SIDE))
            self._laid_out = width, document, list(document.iter_rows())
        return self._laid_out[2]

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """The rows that the text takes."""
        return max(1, len(self.rows(width)))

    def render_line(self, y: int) -> Strip:
        """One row."""
        width, look = self.size.width, self.look
        rows = self.rows(width)
        if y >= len(rows) or self._laid_out is None:
            return Strip.blank(width, look)
        row = rows[y]
        indent = row_indent(self._laid_out[1], row) + _SIDE
        return row_strip(row, [look] * len(row.cells), indent, width, look)
