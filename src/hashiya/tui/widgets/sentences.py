"""Text of any length, wrapped to the width there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.strip import Strip
from textual.widget import Widget

from hashiya.layout import Document
from hashiya.text.cleaning import clean
from hashiya.tui.palette import styles
from hashiya.tui.strips import ELLIPSIS, row_strip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

    from hashiya.layout import Direction, Row
    from hashiya.tui.palette import Palette


class Sentences(Widget):
    """Text laid out like everything else that is drawn, and as high as it has rows.

    Attributes:
        base: direction of the text: of sentences of ours left to right, whichever names are in them; None for
            text from outside, whose direction its letters tell.
        most: rows that are shown at most, the last of them with an ellipsis where there are more.
        sides: empty columns at the left and at the right of the rows.
    """

    DEFAULT_CSS = "Sentences { height: auto; width: 1fr; }"

    def __init__(
        self,
        palette: Palette,
        text: str = "",
        *,
        base: Direction | None = "ltr",
        sides: tuple[int, int] = (1, 1),
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self.palette = palette
        self.base = base
        self.most = 1_000
        self.sides = sides
        self._text = clean(text, breaks="keep")
        self._laid_out: tuple[tuple[str, int, int], Sequence[Row]] | None = None

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._text = clean(text, breaks="keep")
        self.refresh(layout=True)

    @property
    def look(self) -> Style:
        """The style of the text and of what is around it."""
        return styles(self.palette).bar

    def rows(self, width: int) -> Sequence[Row]:
        """The rows of the text in a widget of `width` columns."""
        wanted = (self._text, width, self.most)
        if self._laid_out is None or self._laid_out[0] != wanted:
            columns = max(1, width - sum(self.sides))
            rows = self._wrapped(self._text, columns)
            if len(rows) > self.most > 0:
                end = rows[self.most - 1].end
                while len(rows) > self.most:
                    rows = self._wrapped(self._text[:end].rstrip() + ELLIPSIS, columns)
                    end -= 1
            self._laid_out = wanted, rows
        return self._laid_out[1]

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """The rows that the text takes; none where there is no text."""
        return len(self.rows(width)) if self._text else 0

    def render_line(self, y: int) -> Strip:
        """One row."""
        width, look = self.size.width, self.look
        rows = self.rows(width)
        if y >= len(rows):
            return Strip.blank(width, look)
        row = rows[y]
        before, after = self.sides
        indent = before if row.base == "ltr" else max(0, width - after - row.width)
        return row_strip(row, [look] * len(row.cells), indent, width, look)

    def _wrapped(self, text: str, columns: int) -> Sequence[Row]:
        base = self.base
        document = Document(text, columns, base_of=None if base is None else lambda _: base)
        return tuple(document.iter_rows())
