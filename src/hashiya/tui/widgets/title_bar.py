"""The line above the article: where one is, how many of each label, the date and the title."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from hashiya.article.heading import heading_of
from hashiya.tui.palette import label_letter_style, label_named, styles
from hashiya.tui.strips import shortened, width_of
from hashiya.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from rich.style import Style

    from hashiya.session.reader import Reader
    from hashiya.tui.palette import Palette

_ROOM_FOR_FOLDER, _ROOM_FOR_TITLE = 72, 100


class TitleBar(Bar):
    """The article's name, counts and status at the left, date and title at the right."""

    def __init__(self, reader: Reader, palette: Palette) -> None:
        super().__init__(palette, id="title")
        self.reader = reader

    @cached_property
    def _heading(self) -> tuple[str, str]:
        """Title and date, looked for when there is room to show them."""
        heading = heading_of(self.reader.article)
        return heading.title, f" {heading.date}  " if heading.date else ""

    def parts(self, width: int) -> tuple[list[tuple[str, Style]], list[tuple[str, Style]]]:
        """What stands on the line; the title needs a wide window."""
        look = styles(self.palette)
        path = self.reader.article.path
        left = [(" ", look.bar), (path.stem, look.bar)]
        if width >= _ROOM_FOR_FOLDER:
            left[:1] = [(" hashiya ", look.bar_accent), (f"{path.parent.name} ▸ ", look.bar_faint)]
        right: list[tuple[str, Style]] = []
        counts = self.reader.annotations.counts()
        for name in dict.fromkeys((*self.reader.labels.names, *counts)):
            label = label_named(self.reader.labels, name)
            right += [(" ", look.bar), (label.letter, label_letter_style(label, self.palette))]
            right.append((f" {counts.get(name, 0)} ", look.bar))
        right.append((f" {self.reader.notebook.status} ", look.bar_faint))
        if width >= _ROOM_FOR_TITLE:
            title, date = self._heading
            right.append((date, look.bar_faint))
            room = width - sum(width_of(text) for text, _ in (*left, *right)) - 4
            right += [(shortened(title, room), look.bar), (" ", look.bar)]
        return left, right
