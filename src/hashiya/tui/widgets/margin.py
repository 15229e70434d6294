"""The margin: the annotations in text order, each with its label's letter, its offsets and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.text.spans import Span
from hashiya.tui.mirroring import mark
from hashiya.tui.palette import label_letter_style, label_named, styles
from hashiya.tui.strips import beginning, line_strip, padded, shortened, width_of, width_of_parts
from hashiya.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.strip import Strip

    from hashiya.session.reader import Reader
    from hashiya.tui.palette import Palette
    from hashiya.tui.strips import Part

_ROOM_FOR_END = 34
"""Columns of the narrowest margin that shows an annotation's end beside its start."""


class Margin(RowList, can_focus=False):
    """The annotations of the open article; the cursor is on the one that commands act on.

    The reader decides which annotation that is, and whether the list has the keys. A move in the list tells
    the reader, and the cursor follows the reader.
    """

    def __init__(self, reader: Reader, palette: Palette, chosen: Callable[[int], object]) -> None:
        super().__init__(palette, chosen, id="margin")
        self.reader = reader

    @property
    def count(self) -> int:
        """The number of annotations."""
        return len(self.reader.annotations)

    def draw(self, index: int, width: int, *, selected: bool) -> Strip:
        """Draw the letter, offsets and words of an annotation; a pencil marks a note."""
        look = styles(self.palette)
        annotation = self.reader.annotations[index]
        label = label_named(self.reader.labels, annotation.label)
        is_meant = selected and annotation is self.reader.subject
        is_for_keys = is_meant and self.reader.in_list
        style, faint = (look.row_selected, look.row_selected) if is_for_keys else (look.bar, look.bar_faint)
        doubtful = self.reader.anchoring.is_doubtful(annotation)
        leading: list[Part] = [
            (mark("▸") if is_meant else " ", style if is_for_keys else look.bar_accent),
            (label.letter, label_letter_style(label, self.palette)),
            ("?", look.bar_alarm) if doubtful else (" ", faint),
            (padded(self._offsets(annotation.span, width), self._widest_offsets(width)), faint),
            (" ✎ " if annotation.note else " ", faint),
        ]
        words = " ".join(annotation.text[: 4 * width].split())
        words = shortened(words, max(0, width - 1 - width_of_parts(leading)))
        begun, ended = beginning(words, style, style)
        return line_strip([*leading, *begun], ended, width, style)

    def _offsets(self, span: Span, width: int) -> Message | str:
        if width < _ROOM_FOR_END:
            return f"{span.start:,}"
        return Message("tui.span", start=span.start, end=span.end)

    def _widest_offsets(self, width: int) -> int:
        end = len(self.reader.text)
        return width_of(self._offsets(Span(end, end), width))

    def go(self, index: int) -> None:
        """Put the cursor on a row; while the list has the keys, commands then act on that row."""
        super().go(index)
        if self.reader.in_list:
            if self.count:
                self.reader.pick(self.reader.annotations[self.cursor].id)
            else:
                self.reader.leave_list()

    def wheel(self, rows: int) -> None:
        """Scroll, and leave the cursor on the annotation that commands act on."""
        self.scroll_view(rows)

    def follow(self) -> None:
        """Put the cursor on the annotation that commands act on.

        If that annotation is gone while the list has the keys, the row in its place is taken.
        """
        subject = self.reader.subject
        if subject is not None:
            self.go(self.reader.annotations.position(subject))
        elif self.reader.in_list:
            self.go(self.cursor)

    def renew(self) -> None:
        """Paint all rows again after a change of the annotations."""
        self.follow()
        super().renew()
