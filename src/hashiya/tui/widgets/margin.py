"""The margin: the annotations in text order, each with its label's letter, its place and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.tui.palette import label_letter_style, label_named, styles
from hashiya.tui.strips import line_strip, shortened, width_of
from hashiya.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual.strip import Strip

    from hashiya.session.reader import Reader
    from hashiya.tui.palette import Palette

_ROOM_FOR_END = 34
"""Columns of the margin from which an annotation's end is shown beside its start."""


class Margin(RowList, can_focus=False):
    """The annotations of the open article, its cursor on the one that commands are about.

    The reader says which one that is, and whether the keys are for the list: moving in the list tells the
    reader, and the cursor follows the reader.
    """

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
        """Letter, offsets, words; a note is shown by a pencil."""
        look = styles(self.palette)
        annotation = self.reader.annotations[index]
        label = label_named(self.reader.labels, annotation.label)
        is_meant = selected and annotation is self.reader.subject
        is_for_keys = is_meant and self.reader.in_list
        style, faint = (look.row_selected, look.row_selected) if is_for_keys else (look.bar, look.bar_faint)
        doubtful = self.reader.anchoring.is_doubtful(annotation)
        place = f"{annotation.start:,}"
        if width >= _ROOM_FOR_END:
            place += f"–{annotation.end:,}"
        left = [
            ("▸" if is_meant else " ", style if is_for_keys else look.bar_accent),
            (label.letter, label_letter_style(label, self.palette)),
            *([("?", look.bar_alarm), (place, faint)] if doubtful else [(f" {place}", faint)]),
            (" ✎ " if annotation.note else " ", faint),
        ]
        words = " ".join(annotation.text[: 4 * width].split())
        room = width - 1 - sum(width_of(text) for text, _ in left)
        return line_strip(left, [(shortened(words, max(0, room)), style), (" ", style)], width, style)

    def go(self, index: int) -> None:
        """Put the cursor on a row; while the keys are for the list, commands are about that row then."""
        super().go(index)
        if self.reader.in_list:
            if self.count:
                self.reader.pick(self.reader.annotations[self.cursor].id)
            else:
                self.reader.leave_list()

    def wheel(self, rows: int) -> None:
        """Scroll, and leave the cursor on the annotation that commands are about."""
        self.scroll_view(rows)

    def follow(self) -> None:
        """Put the cursor on the annotation that commands are about.

        Where that one is gone while the keys are for the list, the row that took its place is meant.
        """
        subject = self.reader.subject
        if subject is not None:
            self.go(self.reader.annotations.position(subject))
        elif self.reader.in_list:
            self.go(self.cursor)

    def renew(self) -> None:
        """Paint all rows again, after the annotations changed."""
        self.follow()
        super().renew()
