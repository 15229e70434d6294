"""The list of the library: one article a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.library import FolderRow
from hashiya.store.repository.reading import DONE, IN_PROGRESS, UNREAD
from hashiya.tui.mirroring import mark
from hashiya.tui.palette import label_letter_style, label_named, styles
from hashiya.tui.strips import (
    Sentence,
    beginning,
    line_strip,
    padded,
    said,
    shortened,
    width_of_parts,
    wrapped,
)
from hashiya.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual.strip import Strip

    from hashiya.codebook.label import LabelSet
    from hashiya.session.article_entry import ArticleEntry
    from hashiya.session.library import Library
    from hashiya.tui.palette import Palette
    from hashiya.tui.strips import Part

_MARKS = {UNREAD: "○", IN_PROGRESS: "◐", DONE: "●"}
_ROOM_FOR_DATE, _ROOM_FOR_LENGTH, _ROOM_FOR_NAME = 64, 100, 110
_ROOM_OF_NAME = 24
"""Columns of a file's name."""
_SHARE_OF_COUNTS = 3
"""The counts of the labels take at most a third of the row; a longer list is replaced by its sum."""
_COUNT = 6
"""Columns of the count of one label."""


class ArticleList(RowList):
    """The articles: status, counts, length, date and name in columns, then the title."""

    def __init__(
        self,
        library: Library,
        labels: LabelSet,
        palette: Palette,
        chosen: Callable[[int], object],
        moved: Callable[[], object],
    ) -> None:
        """Make the list.

        Args:
            library: the articles.
            labels: the labels in use.
            palette: the colours.
            chosen: called with the row that is chosen.
            moved: called when other rows may be in sight.
        """
        super().__init__(palette, chosen, id="articles")
        self.library = library
        self.labels = labels
        self._moved = moved
        self._painted: object = None

    def renew(self) -> None:
        """Paint the rows again if they changed; a folder of a million has news thirty times a second."""
        self.go(self.cursor)
        rows, marks = self.library.rows(self.lines_in_sight), map(self._scroll_mark, range(self.size.height))
        shown = (
            rows,
            self.library.notices,
            set(self.library.labels),
            self.count > self.size.height and list(marks),
        )
        if shown != self._painted:
            self._painted = shown
            self.refresh()

    def go(self, index: int) -> None:
        """Put the cursor on a row."""
        super().go(index)
        self._moved()

    @property
    def count(self) -> int:
        """The number of rows: articles and their folders."""
        return self.library.row_count

    @property
    def blank_style(self) -> Style:
        """The style of the page, which the library takes the place of."""
        return styles(self.palette).text

    @property
    def in_sight(self) -> list[ArticleEntry]:
        """The articles on the screen."""
        return [row for row in self.library.rows(self.lines_in_sight) if not isinstance(row, FolderRow)]

    def render_line(self, y: int) -> Strip:
        """Draw one line of the list, or of the reason why it is empty."""
        if (notices := self.library.notices) and y > 0:
            look, width = styles(self.palette), self.size.width
            rows = [row for each in notices for row in wrapped(each, max(1, width - 4))]
            if y <= len(rows):
                return line_strip([("  ", look.faint), (rows[y - 1], look.faint)], [], width, look.text)
        return super().render_line(y)

    def draw(self, index: int, width: int, *, selected: bool) -> Strip:
        """Draw an article or a folder."""
        row = self.library.row(index)
        if isinstance(row, FolderRow):
            return self._draw_folder(row, width, selected=selected)
        return self._draw_article(row, width, selected=selected)

    def _draw_folder(self, row: FolderRow, width: int, *, selected: bool) -> Strip:
        look = styles(self.palette)
        style, faint = (look.row_selected, look.row_selected) if selected else (look.text, look.faint)
        leading: list[Part] = [
            (mark("▌") if selected else " ", style if selected else look.accent),
            (mark(" ▸ ") if row.is_closed else " ▾ ", faint),
            (shortened(row.name, max(1, width - 12)), style),
            (f"  {row.articles:,}", faint),
        ]
        return line_strip(leading, [], width, style)

    def _draw_article(self, entry: ArticleEntry, width: int, *, selected: bool) -> Strip:
        look = styles(self.palette)
        style, faint = (look.row_selected, look.row_selected) if selected else (look.text, look.faint)
        leading: list[Part] = [
            (mark("▌") if selected else " ", style if selected else look.accent),
            (f" {_MARKS[entry.status]} ", faint),
            *self._counts(entry, width, style, faint),
        ]
        if width >= _ROOM_FOR_LENGTH:
            leading.append((f"{entry.length:>9,}" if entry.length is not None else " " * 9, faint))
        if width >= _ROOM_FOR_DATE:
            leading.append((f"  {entry.date[:10]:<10}", faint))
        if width >= _ROOM_FOR_NAME:
            name = padded(shortened(entry.path.name, _ROOM_OF_NAME), _ROOM_OF_NAME)
            leading += [("  ", faint), (name, faint)]
        leading.append(("  ", style))
        leading += self._of_story(entry, look.row_selected if selected else look.accent, faint)
        if entry.remark is not None:
            remark = shortened(Sentence(said(entry.remark)), max(1, (width - width_of_parts(leading)) // 2))
            leading += [(remark, style if selected else look.accent), ("  ", style)]
        problem = Sentence(said(entry.problem or "").replace(str(entry.path), entry.path.name))
        text, shade = (problem, look.alarm) if problem else (entry.title, style)
        text = shortened(text, max(0, width - width_of_parts(leading) - 2))
        begun, ended = beginning(text, shade, style)
        return line_strip([*leading, *begun], ended, width, style)

    def _of_story(self, entry: ArticleEntry, style: Style, faint: Style) -> list[Part]:
        """Make the number of articles with the story of the row, or the folder of a copy below that row."""
        story = entry.story
        if story is None:
            return []
        if story.is_copy:
            folder = shortened(self.library.folder_name(entry), _ROOM_OF_NAME)
            return [("  ", faint), (folder, faint), ("  ", faint)]
        sign = "▾ " if story.is_unfolded else mark("▸ ")
        parts: list[Part] = [(sign, faint), (f"×{story.articles:,}", style), ("  ", faint)]
        if story.annotated:
            parts += [(Message("tui.annotated_articles", count=story.annotated), faint), ("  ", faint)]
        return parts

    def _counts(self, entry: ArticleEntry, width: int, style: Style, faint: Style) -> list[Part]:
        """Make the count of each label, or the count of all annotations if there are too many labels."""
        names = [*self.labels.names, *sorted(self.library.labels.difference(self.labels.names))]
        if _COUNT * len(names) > max(width // _SHARE_OF_COUNTS, _COUNT * 3):
            total = sum(entry.counts.values())
            return [(f"{total or '·':<{_COUNT}}", style if total else faint)]
        parts: list[Part] = []
        for name in names:
            label = label_named(self.labels, name)
            count = entry.counts.get(name, 0)
            parts += [
                (label.letter, label_letter_style(label, self.palette) if count else faint),
                (f" {count or '·':<{_COUNT - 2}}", style if count else faint),
            ]
        return parts
