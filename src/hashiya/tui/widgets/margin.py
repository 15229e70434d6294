"""The margin: the annotations in text order, each with its label's letter, its facts and its words."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from hashiya.tui.mirroring import mark, mirrored
from hashiya.tui.palette import label_letter_style, label_named, other_style, styles
from hashiya.tui.strips import beginning, line_strip, padded, shortened, width_of, width_of_parts
from hashiya.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hashiya.annotation.annotation import Annotation
    from hashiya.session.reader import Reader
    from hashiya.tui.palette import Palette
    from hashiya.tui.strips import Part

_SHORTEST = 4
"""Columns below which a part of a fact tells nothing."""
_ROOM_FOR_COLUMN = 32
"""Columns of the narrowest list that has a column for facts."""


class Margin(RowList, can_focus=False):
    """The annotations of the open article; the cursor is on the one that commands act on.

    The reader decides which annotation that is, and whether the list has the keys. A move in the list tells
    the reader, and the cursor follows the reader. Beside the page each annotation stands on the line of its
    row, or as near as there is room.

    Attributes:
        is_beside_page: whether the page is shown, too.
    """

    def __init__(self, reader: Reader, palette: Palette, chosen: Callable[[int], object]) -> None:
        super().__init__(palette, chosen, id="margin")
        self.reader = reader
        self.is_beside_page = True
        # the annotations of the page: the line of each one's row, and the annotation on each line
        self._placed_for: object = None
        self._line_of: Mapping[int, int] = {}
        self._lines_now: Mapping[int, int] = {}

    @property
    def count(self) -> int:
        """The number of annotations."""
        return len(self.reader.listed)

    # --- lines

    def index_at(self, line: int) -> int | None:
        """Return the index of the annotation on a line; None on an empty line."""
        return self._lines().get(line) if self.is_beside_page else super().index_at(line)

    def line_of(self, index: int) -> int | None:
        """Return the line of an annotation; None if it is out of sight."""
        if not self.is_beside_page:
            return super().line_of(index)
        return next((line for line, each in self._lines().items() if each == index), None)

    def _lines(self) -> Mapping[int, int]:
        """Find which annotations of the page stand on which lines, again only if the page or they changed."""
        reader, height = self.reader, self.size.height
        rows, annotations = reader.viewport.lines, reader.listed
        state = (tuple(rows[:1]), len(rows), height, reader.document, annotations, annotations.version)
        if state != self._placed_for:
            self._placed_for, self._line_of, self._lines_now = state, self._wanted(), {}
        if not self._line_of:
            return self._lines_now
        from hashiya.tui.alignment import aligned, window_around  # many pages have no annotation

        indices = sorted(self._line_of)
        if len(indices) > height:
            chosen = min(bisect_left(indices, self._index_in_sight), len(indices) - 1)
            if indices[chosen] not in self._lines_now.values():
                window = window_around(len(indices), chosen, height)
                self._lines_now = dict(enumerate(indices[window.start : window.stop]))
        elif len(self._lines_now) != len(indices):
            lines = aligned([self._line_of[each] for each in indices], height)
            self._lines_now = dict(zip(lines, indices, strict=True))
        return self._lines_now

    def _wanted(self) -> Mapping[int, int]:
        """Find the first line of each annotation of the page."""
        reader = self.reader
        line_of: dict[int, int] = {}
        for line, place in enumerate(reader.viewport.lines):
            if place is not None and (row := reader.viewport.row(place)).cells:
                for annotation in reader.listed.overlapping(row.start, row.end):
                    line_of.setdefault(reader.listed.position(annotation), line)
        return line_of

    @property
    def _index_in_sight(self) -> int:
        """The index of the annotation that must be in sight: that of the cursor, or the next to the caret."""
        caret, annotations = self.reader.caret, self.reader.listed
        if self.reader.meant is not None or caret is None:
            return self.cursor
        following = annotations.after(caret.start)
        return annotations.position(following) if following is not None else len(annotations) - 1

    # --- drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line, with an edge towards the page that is bright while the list has the keys."""
        look = styles(self.palette)
        width = max(0, self.size.width - 1)
        has_keys = self.reader.in_list
        edge = Segment("┃" if has_keys else "│", look.bar_accent if has_keys else look.bar_faint)
        index = self.index_at(y)
        line = (
            Strip.blank(width, self.blank_style)
            if index is None
            else self.draw(index, width, selected=index == self.cursor)
        )
        return Strip.join(mirrored([line, Strip([edge], 1)]))

    def draw(self, index: int, width: int, *, selected: bool) -> Strip:
        """Draw the letter, facts and words of an annotation; a pencil stands for a note.

        Those of others are faint, and begin with the name of their annotator.
        """
        look = styles(self.palette)
        annotation = self.reader.listed[index]
        label = label_named(self.reader.labels, annotation.label)
        is_meant = selected and annotation is self.reader.meant
        is_for_keys = is_meant and self.reader.in_list
        style, faint = (look.row_selected, look.row_selected) if is_for_keys else (look.bar, look.bar_faint)
        is_own = self.reader.annotations.get(annotation.id) is not None
        doubtful = is_own and self.reader.anchoring.is_doubtful(annotation)
        words = " ".join(annotation.text[: 4 * width].split())
        pencil = " ✎ " if annotation.note else " "
        leading: list[Part] = [
            (mark("▸") if is_meant else " ", style if is_for_keys else look.bar_accent),
            (label.letter, (label_letter_style if is_own else other_style)(label, self.palette)),
            ("?", look.bar_alarm) if doubtful else (" ", faint),
            (self._facts(annotation, width, words, pencil, is_own=is_own), faint),
            (pencil, faint),
        ]
        style = style if is_own else faint
        words = shortened(words, max(0, width - 1 - width_of_parts(leading)))
        begun, ended = beginning(words, style, style)
        return line_strip([*leading, *begun], ended, width, style)

    def _facts(self, annotation: Annotation, width: int, words: str, pencil: str, *, is_own: bool) -> str:
        """Say the facts about an annotation, in the room that its words leave.

        In a wide list they have a third of the line in any case, as a column; so they have beside words that
        do not fit anyway, such as those of a quotation, and where the name of another annotator comes first.
        """
        is_wide, third = self.size.width >= _ROOM_FOR_COLUMN, width // 3
        left = width - 4 - len(pencil) - width_of(words)
        room = max(third, left) if is_wide or left < 0 or not is_own else left
        if is_own and (
            room < _SHORTEST or not (annotation.attributes or self.reader.listed.related(annotation))
        ):
            return " " * (third * is_wide)
        from hashiya.tui.facts import facts_in_short  # many annotations have none

        facts = facts_in_short(self.reader, annotation, by="" if is_own else annotation.annotator)
        return padded(shortened(facts, room), third * is_wide)

    # --- moving

    def go(self, index: int) -> None:
        """Put the cursor on a row; while the list has the keys, commands then act on that row."""
        before = self._lines() if self.is_beside_page else {}
        super().go(index)
        if self.is_beside_page and self._lines() is not before:
            self.refresh()
        if self.reader.in_list:
            if self.count:
                self.reader.pick(self.reader.listed[self.cursor].id)
            else:
                self.reader.leave_list()

    def wheel(self, rows: int) -> None:
        """Scroll the page, or the list where it stands alone, and leave the cursor."""
        if self.is_beside_page:
            self.reader.scroll(rows)
        else:
            self.scroll_view(rows)

    def follow(self) -> None:
        """Put the cursor on the annotation that commands act on.

        If that annotation is gone while the list has the keys, the row in its place is taken.
        """
        meant = self.reader.meant
        if meant is not None:
            self.go(self.reader.listed.position(meant))
        elif self.reader.in_list or self.is_beside_page:
            self.go(self.cursor)

    def follow_page(self) -> None:
        """Paint again if other annotations stand beside the page, or on other lines."""
        before = self._lines_now
        if not self.is_beside_page or self._lines() is not before:
            self.refresh()

    def renew(self) -> None:
        """Paint all rows again after a change of the annotations."""
        self.follow()
        super().renew()
