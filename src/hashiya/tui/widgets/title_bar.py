"""The line above the article: where one is, how many of each label, the date and the title."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from hashiya.article.heading import heading_of
from hashiya.files.current_folder import name_of
from hashiya.session.article_watch import FileState
from hashiya.tui.palette import label_letter_style, label_named, styles
from hashiya.tui.strips import shortened, width_of
from hashiya.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.style import Style

    from hashiya.session.reader import Reader
    from hashiya.tui.palette import Palette

_ROOM_FOR_NAME = 16
"""Columns that the article's name has in any case, if it needs them."""
_WINDOW_FOR_TITLE = 100
"""Columns of the window from which the title is looked for."""
_ROOM_FOR_TITLE = 16
"""Columns below which the title is not begun."""

Part = tuple[str, "Style"]


class TitleBar(Bar):
    """The article's name at the left; warnings, counts, status, date and title at the right.

    In a narrow window the last of these go first, and no part is cut but the name and the title.
    """

    def __init__(self, reader: Reader, palette: Palette) -> None:
        super().__init__(palette, id="title")
        self.reader = reader

    @cached_property
    def _heading(self) -> tuple[str, str]:
        """Title and date, looked for when there is room to show them."""
        heading = heading_of(self.reader.article)
        return heading.title, f" {heading.date}  " if heading.date else ""

    @cached_property
    def _folder(self) -> str:
        """The name of the article's folder, also of the current one."""
        return name_of(self.reader.article.path.parent)

    def parts(self, width: int) -> tuple[list[Part], list[Part]]:
        """What stands on the line."""
        look = styles(self.palette)
        path = self.reader.article.path
        room = width - 1 - min(width_of(path.stem), _ROOM_FOR_NAME)
        right: list[Part] = []
        for variants in (self._warnings(), self._counts(), self._status()):
            fitting = next((parts for parts in variants if _width(parts) <= room), [])
            right += fitting
            room -= _width(fitting)
        left = [(" ", look.bar), (shortened(path.stem, width - 1 - _width(right)), look.bar)]
        room = width - _width(left) - _width(right)
        before = [(" hashiya ", look.bar_accent), (f"{self._folder} ▸ ", look.bar_faint)]
        if _width(before) <= room:
            left[:1] = before
            room -= _width(before) - 1
        if width >= _WINDOW_FOR_TITLE and room >= _ROOM_FOR_TITLE:
            right += self._title(room)
        return left, right

    def _warnings(self) -> list[list[Part]]:
        """What must not be overlooked, with what to do about it or without."""
        look = styles(self.palette)
        other, state = self.reader.other_reading, self.reader.outside.file_state
        reading = [(f" read as {other.encoding} ", look.bar_alarm)] if other is not None else []
        said: list[str] = [state]
        if state is FileState.EDITED:
            said = [f"{state}: {self.reader.bindings.key('view.reload')} reads it again", state]
        return [[*reading, (f" {each} " if each else "", look.bar_alarm)] for each in said]

    def _counts(self) -> list[list[Part]]:
        """How many annotations each label has: all labels, or only those in use."""
        counts = self.reader.annotations.counts()
        every = dict.fromkeys((*self.reader.labels.names, *counts))
        used = [name for name in every if name in counts]
        return [self._counted(every, counts), self._counted(used, counts)]

    def _counted(self, names: Iterable[str], counts: Mapping[str, int]) -> list[Part]:
        look = styles(self.palette)
        parts: list[Part] = []
        for name in names:
            label = label_named(self.reader.labels, name)
            parts += [(" ", look.bar), (label.letter, label_letter_style(label, self.palette))]
            parts.append((f" {counts.get(name, 0)} ", look.bar))
        return parts

    def _status(self) -> list[list[Part]]:
        return [[(f" {self.reader.working_copy.status} ", styles(self.palette).bar_faint)]]

    def _title(self, room: int) -> list[Part]:
        """The date, if there is room for it beside the title, and the title."""
        look = styles(self.palette)
        title, date = self._heading
        if width_of(date) + _ROOM_FOR_TITLE > room:
            date = ""
        shown = shortened(title, room - width_of(date) - 4)
        return [(date, look.bar_faint), (shown, look.bar), (" ", look.bar)]


def _width(parts: Iterable[Part]) -> int:
    return sum(width_of(text) for text, _ in parts)
