"""The library's list: one article a row."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from hashiya.session.shelf import FolderRow
from hashiya.tui.palette import label_letter_style, label_named, styles
from hashiya.tui.strips import line_strip, shortened, width_of
from hashiya.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual.strip import Strip

    from hashiya.codebook.label import LabelSet
    from hashiya.session.book import Book
    from hashiya.session.shelf import Shelf
    from hashiya.tui.palette import Palette

_MARKS = {"unread": "○", "in progress": "◐", "done": "●"}
_ROOM_FOR_DATE, _ROOM_FOR_LENGTH, _ROOM_FOR_NAME = 64, 100, 110
_ROOM_OF_NAME = 24
"""Columns of a file's name where it is shown."""
_SHARE_OF_COUNTS = 3
"""The counts of all labels take a third of the row at most; else their sum stands for them."""
_COUNT = 6
"""Columns of one label's count."""


class BookList(RowList):
    """The articles: status, counts, length, date and name at the left, the title at the right."""

    def __init__(
        self, shelf: Shelf, labels: LabelSet, palette: Palette, chosen: Callable[[int], object]
    ) -> None:
        super().__init__(palette, chosen, id="books")
        self.shelf = shelf
        self.labels = labels

    @property
    def count(self) -> int:
        """How many rows there are: articles, and folders above them."""
        return self.shelf.row_count

    @property
    def in_sight(self) -> list[Book]:
        """The articles on the screen."""
        return [row for row in self.shelf.rows(self.lines_in_sight) if not isinstance(row, FolderRow)]

    def render_line(self, y: int) -> Strip:
        """One line of the list, or of why it is empty."""
        if self.shelf.notice and y > 0:
            width = self.size.width
            lines = [
                line for part in self.shelf.notice.splitlines() for line in wrap(part, max(1, width - 4))
            ]
            if y <= len(lines):
                look = styles(self.palette)
                return line_strip([(f"  {lines[y - 1]}", look.faint)], [], width, look.text)
        return super().render_line(y)

    def draw(self, index: int, width: int, *, selected: bool) -> Strip:
        """One article, or the line above those of a folder."""
        row = self.shelf.row(index)
        if isinstance(row, FolderRow):
            return self._draw_folder(row, width, selected=selected)
        return self._draw_book(row, width, selected=selected)

    def _draw_folder(self, row: FolderRow, width: int, *, selected: bool) -> Strip:
        look = styles(self.palette)
        style, faint = (look.row_selected, look.row_selected) if selected else (look.text, look.faint)
        mark = "▸" if row.is_closed else "▾"
        left = [
            ("▌" if selected else " ", look.accent if not selected else style),
            (f" {mark} ", faint),
            (shortened(row.name, max(1, width - 12)), style),
            (f"  {row.articles:,}", faint),
        ]
        return line_strip(left, [], width, style)

    def _draw_book(self, book: Book, width: int, *, selected: bool) -> Strip:
        look = styles(self.palette)
        style, faint = (look.row_selected, look.row_selected) if selected else (look.text, look.faint)
        left: list[tuple[str, Style]] = [("▌" if selected else " ", look.accent if not selected else style)]
        left.append((f" {_MARKS[book.status]} ", faint))
        left += self._counts(book, width, style, faint)
        if width >= _ROOM_FOR_LENGTH:
            left.append((f"{book.length:>9,}" if book.length is not None else " " * 9, faint))
        if width >= _ROOM_FOR_DATE:
            left.append((f"  {book.date[:10]:<10}", faint))
        if width >= _ROOM_FOR_NAME:
            name = shortened(book.path.name, _ROOM_OF_NAME)
            left += [("  ", faint), (name, faint), (" " * (_ROOM_OF_NAME - width_of(name)), faint)]
        left.append(("  ", style))
        room = max(0, width - sum(width_of(text) for text, _ in left) - 2)
        problem = book.problem.replace(str(book.path), book.path.name)
        text, shade = (problem, look.alarm) if problem else (book.title, style)
        return line_strip(left, [(shortened(text, room), shade), (" ", style)], width, style)

    def _counts(self, book: Book, width: int, style: Style, faint: Style) -> list[tuple[str, Style]]:
        """How many annotations each label has, or all have where there are too many labels."""
        names = dict.fromkeys((*self.labels.names, *book.counts))
        if _COUNT * len(names) > max(width // _SHARE_OF_COUNTS, _COUNT * 3):
            total = sum(book.counts.values())
            return [(f"{total or '·':<{_COUNT}}", style if total else faint)]
        parts: list[tuple[str, Style]] = []
        for name in names:
            label = label_named(self.labels, name)
            count = book.counts.get(name, 0)
            parts += [
                (label.letter, label_letter_style(label, self.palette) if count else faint),
                (f" {count or '·':<{_COUNT - 2}}", style if count else faint),
            ]
        return parts
