"""The line above the article: its name, the count of each label, the date and the title."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from hashiya.article.heading import heading_of
from hashiya.files.current_folder import name_of
from hashiya.messages import Message
from hashiya.session.working_copy import STATUS_NAMES
from hashiya.tui.mirroring import mark
from hashiya.tui.palette import label_letter_style, label_named, styles
from hashiya.tui.strips import shortened, width_of, width_of_parts
from hashiya.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hashiya.session.reader import Reader
    from hashiya.tui.palette import Palette
    from hashiya.tui.strips import Part
    from hashiya.tui.widgets.bar import Parts

_ROOM_FOR_NAME = 16
"""Columns reserved for the article's name, if it needs them."""
_WINDOW_FOR_TITLE = 100
"""Columns of the narrowest window that shows the title."""
_ROOM_FOR_TITLE = 16
"""Columns of the shortest title that is shown."""


class TitleBar(Bar):
    """The article's name at the leading edge; warnings, counts, status, date and title at the trailing edge.

    In a narrow window the last of these go first. Only the name and the title are shortened.
    """

    def __init__(self, reader: Reader, palette: Palette) -> None:
        super().__init__(palette, id="title")
        self.reader = reader

    @cached_property
    def _heading(self) -> tuple[str, str]:
        """The title and date, read only when there is room for them."""
        heading = heading_of(self.reader.article)
        return heading.title, heading.date

    @cached_property
    def _folder(self) -> str:
        """The name of the article's folder, which may be the current folder."""
        return name_of(self.reader.article.path.parent)

    def parts(self, width: int) -> Parts:
        """Return the parts of the line."""
        look = styles(self.palette)
        path = self.reader.article.path
        room = width - 1 - min(width_of(path.stem), _ROOM_FOR_NAME)
        trailing: list[Part] = []
        for variants in (self._warnings(), self._counts(), self._others(), self._status()):
            fitting = next((parts for parts in variants if width_of_parts(parts) <= room), [])
            trailing += fitting
            room -= width_of_parts(fitting)
        name = shortened(path.stem, width - 1 - width_of_parts(trailing))
        leading: list[Part] = [(" ", look.bar), (name, look.bar)]
        room = width - width_of_parts([*leading, *trailing])
        before: list[Part] = [(" ", look.bar), ("hashiya", look.bar_accent), (" ", look.bar)]
        before += [(self._folder, look.bar_faint), (mark(" ▸ "), look.bar_faint)]
        if width_of_parts(before) <= room:
            leading[:1] = before
            room -= width_of_parts(before) - 1
        if width >= _WINDOW_FOR_TITLE and room >= _ROOM_FOR_TITLE:
            trailing += self._title(room)
        return leading, trailing

    def _warnings(self) -> list[list[Part]]:
        """Make the warnings, with advice and without."""
        look = styles(self.palette)
        other = self.reader.other_reading
        reading = [] if other is None else [Message("tui.read_as", encoding=other.encoding)]
        variants = [[*reading, each] for each in self.reader.outside.file_warnings] or [reading]
        space = (" ", look.bar_alarm)
        return [
            [part for each in said for part in (space, (each, look.bar_alarm), space)] for said in variants
        ]

    def _counts(self) -> list[list[Part]]:
        """Make the count of annotations of each label: for all labels, and for the labels in use."""
        counts = self.reader.annotations.counts()
        every = dict.fromkeys((*self.reader.labels.names, *counts))
        used = [name for name in every if name in counts]
        return [self._counted(every, counts), self._counted(used, counts)]

    def _others(self) -> list[list[Part]]:
        """Make the count of the annotations of others, while they are shown."""
        others = self.reader.others
        if others is None or others.count is None:
            return []
        faint = styles(self.palette).bar_faint
        return [[(" ", faint), (Message("tui.others", number=others.count), faint), (" ", faint)]]

    def _counted(self, names: Iterable[str], counts: Mapping[str, int]) -> list[Part]:
        look = styles(self.palette)
        parts: list[Part] = []
        for name in names:
            label = label_named(self.reader.labels, name)
            parts += [(" ", look.bar), (label.letter, label_letter_style(label, self.palette))]
            parts.append((f" {counts.get(name, 0)} ", look.bar))
        return parts

    def _status(self) -> list[list[Part]]:
        faint = styles(self.palette).bar_faint
        return [[(" ", faint), (STATUS_NAMES[self.reader.working_copy.status], faint), (" ", faint)]]

    def _title(self, room: int) -> list[Part]:
        """Make the title, with the date if there is room for both."""
        look = styles(self.palette)
        title, date = self._heading
        parts: list[Part] = [(" ", look.bar), (date, look.bar_faint), ("  ", look.bar)] if date else []
        if width_of_parts(parts) + _ROOM_FOR_TITLE > room:
            parts = []
        shown = shortened(title, room - width_of_parts(parts) - 4)
        return [*parts, (shown, look.bar), (" ", look.bar)]
