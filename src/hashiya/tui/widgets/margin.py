"""The margin: the annotations in text order, each with its label's letter, its place and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.tui.palette import label_letter_style, label_named, styles
from hashiya.tui.strips import line_strip, shortened
from hashiya.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual.strip import Strip

    from hashiya.session.reader import Reader
    from hashiya.tui.palette import Palette


class Margin(RowList):
    """The annotations of the open article; Enter goes to one."""

    def __init__(self, reader: Reader, palette: Palette, chosen: Callable[[int], object]) -> None:
        super().__init__(palette, chosen, id="margin")
        self.reader = reader

    @property
    def count(self) -> int:
        """How many annotations there are."""
        return len(self.reader.annotations)

    @property
    def blank_style(self) -> Style:
        """The margin is a shade apart from the page."""
        return styles(self.palette).bar

    def draw(self, index: int, width: int, *, selected: bool) -> Strip:
        """Letter, offset, words; a note is shown by a pencil."""
        look = styles(self.palette)
        annotation = self.reader.annotations[index]
        label = label_named(self.reader.labels, annotation.label)
        style, faint = (look.row_selected, look.row_selected) if selected else (look.bar, look.bar_faint)
        left = [
            (" ", style),
            (label.letter, label_letter_style(label, self.palette)),
            (f" {annotation.start:>7,}{' ✎' if annotation.note else '  '} ", faint),
        ]
        words = " ".join(annotation.text[: 4 * width].split())
        room = max(0, width - 14)
        return line_strip(left, [(shortened(words, room), style), (" ", style)], width, style)

    def follow(self) -> None:
        """Puts the cursor on the annotation that the caret stands on, unless the list itself is in use."""
        subject = self.reader.subject
        if subject is not None and not self.has_focus:
            self.go(self.reader.annotations.position(subject))
