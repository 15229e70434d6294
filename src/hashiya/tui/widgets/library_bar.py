"""The line above the library: the folder, the number of articles shown, and their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.arranging import ALL, FILTER_NAMES, ORDER_NAMES
from hashiya.tui.palette import styles
from hashiya.tui.strips import shortened, squeezed, width_of_parts
from hashiya.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from hashiya.session.library import Library
    from hashiya.tui.palette import Palette
    from hashiya.tui.strips import Part
    from hashiya.tui.widgets.bar import Parts


class LibraryBar(Bar):
    """Folder and count at the leading edge; filter, status and order at the trailing edge."""

    def __init__(self, library: Library, name: Message | str, palette: Palette) -> None:
        super().__init__(palette, id="title")
        self.library = library
        self.folder_name = name
        self.reading: Message | str = ""

    def parts(self, width: int) -> Parts:
        """Return the parts of the line."""
        look = styles(self.palette)
        library, wanted = self.library, self.library.wanted
        counted = Message("tui.articles", count=len(library))
        if library.count != len(library):
            counted = Message("tui.articles_of", shown=library.count, count=len(library))
        trailing: list[Part] = []
        if self.reading:
            trailing += [(" ", look.bar_accent), (self.reading, look.bar_accent), (" ", look.bar_accent)]
        if wanted.query:
            trailing += [
                (" ", look.bar_faint),
                (Message("tui.filter"), look.bar_faint),
                (" ", look.bar_faint),
            ]
            trailing.append((shortened(wanted.query, width // 4), look.bar))
        if wanted.folder:
            name = wanted.folder.rpartition("/")[2]
            trailing += [("  ", look.bar_accent), (shortened(name, width // 4), look.bar_accent)]
        if wanted.status != ALL:
            status = FILTER_NAMES[wanted.status]
            trailing += [("  ", look.bar_accent), (status, look.bar_accent), (" ", look.bar_accent)]
        if wanted.once:
            trailing += [("  ", look.bar_accent), (Message("tui.once"), look.bar_accent)]
        order = Message(
            "tui.sorted_by", order=ORDER_NAMES[wanted.order], arrow="↓" if wanted.reverse else "↑"
        )
        trailing += [("  ", look.bar_faint), (order, look.bar_faint), (" ", look.bar_faint)]
        leading: list[Part] = [(" ", look.bar), (self.folder_name, look.bar)]
        leading += [("  ", look.bar_faint), (counted, look.bar_faint), (" ", look.bar_faint)]
        program: list[Part] = [(" ", look.bar), ("hashiya", look.bar_accent)]
        room = width - width_of_parts(trailing)
        if width_of_parts([*program, *leading]) <= room:
            return [*program, *leading], trailing
        return squeezed(leading, 1, room), trailing
