"""The line above the library: the folder, how many articles are shown, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.tui.palette import styles
from hashiya.tui.strips import shortened, squeezed, width_of
from hashiya.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from rich.style import Style

    from hashiya.session.shelf import Shelf
    from hashiya.tui.palette import Palette

_PROGRAM = "hashiya"


class LibraryBar(Bar):
    """Folder and count at the left; order, status and filter at the right."""

    def __init__(self, shelf: Shelf, name: str, palette: Palette) -> None:
        super().__init__(palette, id="title")
        self.shelf = shelf
        self.folder_name = name
        self.reading = ""

    def parts(self, width: int) -> tuple[list[tuple[str, Style]], list[tuple[str, Style]]]:
        """What stands on the line."""
        look = styles(self.palette)
        shelf = self.shelf
        shown = shelf.count
        count = f"{shown:,} of {len(shelf):,}" if shown != len(shelf) else f"{shown:,}"
        noun = "article" if len(shelf) == 1 else "articles"
        right: list[tuple[str, Style]] = []
        if self.reading:
            right.append((f" {self.reading} ", look.bar_accent))
        if shelf.query:
            right += [(" filter ", look.bar_faint), (shortened(shelf.query, width // 4), look.bar)]
        if shelf.status != "all":
            right.append((f"  {shelf.status} ", look.bar_accent))
        right.append((f"  by {shelf.order} {'↓' if shelf.reverse else '↑'} ", look.bar_faint))
        left = [(" ", look.bar), (self.folder_name, look.bar), (f"  {count} {noun} ", look.bar_faint)]
        room = width - sum(width_of(text) for text, _ in right)
        if sum(width_of(text) for text, _ in left) + len(_PROGRAM) <= room:
            return [(f" {_PROGRAM}", look.bar_accent), *left], right
        return squeezed(left, 1, room), right
