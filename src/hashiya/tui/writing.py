"""The last place before the terminal: what the compositor has made, written as the terminal wants its rows.

Textual repaints any part of a line, the middle of a word too, but in most modes a word can only be written
whole. So each line's last cells are kept, an update is laid over them, and every line that it touches is
written anew. In `visual` nothing of this runs.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from hashiya.terminal.rows import Weight, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from hashiya.terminal.mode import Mode


class RichInk:
    """What the modes ask of Rich's styles."""

    def one_blue_off(self, style: Style | None) -> Style | None:
        """The same style, its letters in a colour a unit of blue off; without a colour it stays."""
        return _one_blue_off(style) if style is not None else None

    def weight(self, style: Style | None) -> Weight:
        """Which cut of the font a style takes."""
        return Weight(bool(style.bold), bool(style.italic)) if style is not None else Weight()

    def with_weight(self, style: Style | None, weight: Weight) -> Style | None:
        """The same style in another cut of the font."""
        return _with_weight(style if style is not None else Style.null(), weight)


@lru_cache(maxsize=1024)
def _one_blue_off(style: Style) -> Style:
    if style.color is None or style.color.triplet is None:
        return style
    red, green, blue = style.color.triplet
    return style + Style(color=Color.from_rgb(red, green, blue ^ 1))


@lru_cache(maxsize=1024)
def _with_weight(style: Style, weight: Weight) -> Style:
    return style + Style(bold=weight.bold, italic=weight.italic)


_INK = RichInk()


class RowWriter:
    """Writes lines in a mode, and remembers what is on the screen for that.

    Attributes:
        mode: how the terminal wants its rows.
    """

    def __init__(self, mode: Mode) -> None:
        self.mode = mode
        self._lines: list[Strip] = []

    def rewrite(self, update: RenderableType) -> RenderableType:
        """The same update, written in the mode; what is on the screen is taken in only when it is written."""
        return _Rewritten(self, update) if isinstance(update, (LayoutUpdate, ChopsUpdate)) else update

    def take_in(self, update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
        """Lays an update over the lines.

        Yields:
            Column and line where something is to be written, and the cells, in visual order.
        """
        if isinstance(update, LayoutUpdate):
            self._lines = [Strip.join(strips) for strips in update.strips]
            for y, line in enumerate(self._lines):
                yield 0, y, line
            return
        touched: set[int] = set()
        for x, y, part in _parts(update):
            if y < len(self._lines):
                line = self._lines[y]
                end = x + part.cell_length
                self._lines[y] = Strip.join([line.crop(0, x), part, line.crop(end, line.cell_length)])
                touched.add(y)
            else:  # nothing has been shown there yet: the compositor has not painted the whole since
                yield x, y, part
        for y in sorted(touched):
            yield 0, y, self._lines[y]

    def write(self, line: Strip, console: Console) -> str:
        """A line in the mode, with the codes of its colours."""
        pieces = written([(text, style) for text, style, _ in line], self.mode, _INK)
        return Strip([Segment(text, style) for text, style in pieces], line.cell_length).render(console)


class _Rewritten(CompositorUpdate):
    """An update that is written by a `RowWriter`."""

    def __init__(self, writer: RowWriter, update: LayoutUpdate | ChopsUpdate) -> None:
        self._writer = writer
        self._update = update

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """What Rich would print: the update as it was."""
        yield from self._update.__rich_console__(console, options)

    def render_segments(self, console: Console) -> str:
        """What is sent to the terminal."""
        writer = self._writer
        return "".join(
            [
                f"\x1b[{y + 1};{x + 1}H{writer.write(line, console)}"
                for x, y, line in writer.take_in(self._update)
            ]
        )


def _parts(update: ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Column, line and cells of what an update changes, as `ChopsUpdate.render_segments` chooses them."""
    for y, first, last in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x > last or end <= first:
                continue
            yield x, y, strip if end <= last else strip.crop(0, last - x)
