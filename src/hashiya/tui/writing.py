"""The last step before the terminal: updates of the compositor, written in the terminal's mode.

Textual repaints any part of a line, even the middle of a word. In most modes a word can only be written
whole. So the last cells of each line are kept, an update is laid over them, and the lines that it touches are
written again. In the mode `visual` none of this runs.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.console import COLOR_SYSTEMS
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from hashiya.terminal.ink import Weight
from hashiya.terminal.rows import written_rows
from hashiya.terminal.sgr import faint_twins
from hashiya.tui.shown_rows import by_column, parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.color import ColorSystem
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from hashiya.terminal.mode import Mode


class RichInk:
    """The operations on Rich's styles that the modes need."""

    def twins(self, style: Style | None) -> tuple[str, str]:
        """Return the colour of a style's letters, and one that differs in one unit of blue."""
        return _twins(style)

    def weight(self, style: Style | None) -> Weight:
        """Return the weight of the font in a style."""
        return Weight(bool(style.bold), bool(style.italic)) if style is not None else Weight()

    def with_weight(self, style: Style | None, weight: Weight) -> Style | None:
        """Return a style in another weight of the font."""
        return _with_weight(style if style is not None else Style.null(), weight)


@lru_cache(maxsize=1024)
def _twins(style: Style | None) -> tuple[str, str]:
    color = style.color.triplet if style is not None and style.color is not None else None
    if color is None:
        return faint_twins(bold=style is not None and bool(style.bold))
    codes = f"\x1b[38;2;{color.red};{color.green};"
    return f"{codes}{color.blue}m", f"{codes}{color.blue ^ 1}m"


@lru_cache(maxsize=1024)
def _with_weight(style: Style, weight: Weight) -> Style:
    return style + Style(bold=weight.bold, italic=weight.italic)


_INK = RichInk()


class RowWriter:
    """Writes lines in a mode, and keeps the cells on the screen for that.

    Attributes:
        mode: the terminal's way of writing rows.
    """

    def __init__(self, mode: Mode) -> None:
        self.mode = mode
        self._lines: list[dict[int, Strip]] = []

    def forget(self) -> None:
        """Expect nothing on the screen, which the terminal may have cleared."""
        self._lines = []

    def rewrite(self, update: RenderableType) -> RenderableType:
        """Wrap an update so that it is written in the mode; the kept cells change when it is written."""
        return _Rewritten(self, update) if isinstance(update, (LayoutUpdate, ChopsUpdate)) else update

    def take_in(self, update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Iterable[Strip]]]:
        """Lay an update over the lines.

        Yields:
            Column and line of each changed stretch, with its strips from left to right; a stretch can be
            written without its neighbours.
        """
        if isinstance(update, LayoutUpdate):
            before, self._lines = self._lines, [by_column(strips) for strips in update.strips]
            for y, line in enumerate(self._lines):
                if len(before) != len(self._lines) or line != before[y]:
                    yield 0, y, line.values()
            return
        touched: dict[int, set[int]] = {}
        for x, y, part in parts(update):
            if y >= len(self._lines):  # the compositor has not painted the whole screen yet
                yield x, y, [part]
                continue
            line = self._lines[y]
            replaced = line.get(x)
            if replaced == part:
                continue
            if replaced is not None and replaced.cell_length == part.cell_length:
                line[x] = part
                touched.setdefault(y, set()).add(x)
            else:
                self._lines[y] = line = _laid_over(line, x, part)
                touched[y] = set(line)
        for y in sorted(touched):
            line = self._lines[y]
            if len(line) == 1:
                yield 0, y, line.values()
            else:
                for x, strips in _stretches(line, touched[y]):
                    yield x, y, strips

    def write(
        self, stretches: Iterable[tuple[int, int, Iterable[Strip]]], color_system: ColorSystem
    ) -> Iterator[str]:
        """Write the stretches that `take_in` yields in the mode, as text for the terminal."""
        rows, places = [], []
        for x, y, strips in stretches:
            places.append(f"\x1b[{y + 1};{x + 1}H")
            rows.append([(text, style) for strip in strips for text, style, _ in strip if text])
        sent = Strip.render_style
        for place, row in zip(places, written_rows(rows, self.mode, _INK), strict=True):
            yield place
            for text, style in row:
                yield sent(style, text, color_system) if style is not None else _sent_plain(text)


class _Rewritten(CompositorUpdate):
    """An update that is written by a `RowWriter`."""

    def __init__(self, writer: RowWriter, update: LayoutUpdate | ChopsUpdate) -> None:
        self._writer = writer
        self._update = update

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Print the original update, for Rich."""
        yield from self._update.__rich_console__(console, options)

    def render_segments(self, console: Console) -> str:
        """Return the text for the terminal."""
        color_system = COLOR_SYSTEMS[console.color_system or "truecolor"]
        return "".join(self._writer.write(self._writer.take_in(self._update), color_system))


def _sent_plain(text: str) -> str:
    return f"{text}\x1b[0m" if "\x1b" in text else text


def _laid_over(line: dict[int, Strip], column: int, part: Strip) -> dict[int, Strip]:
    """Replace a part of a line that may begin and end within its strips."""
    whole = Strip.join(line.values())
    end = column + part.cell_length
    return by_column([whole.crop(0, column), part, whole.crop(end, whole.cell_length)])


def _stretches(line: dict[int, Strip], changed: set[int]) -> Iterator[tuple[int, list[Strip]]]:
    """Yield the stretches of a line that hold a changed column; a stretch must be written whole."""
    start, stretch, is_changed = 0, list[Strip](), False
    for column, strip in line.items():
        if stretch and _is_border(stretch[-1], strip):
            if is_changed:
                yield start, stretch
            start, stretch, is_changed = column, [], False
        stretch.append(strip)
        is_changed = is_changed or column in changed
    if is_changed:
        yield start, stretch


def _is_border(left: Strip, right: Strip) -> bool:
    """Tell whether neighbouring strips can be written separately: after a blank and a change of colours."""
    before, after = next(reversed(left), None), next(iter(right), None)
    return (
        before is not None
        and after is not None
        and before.text[-1:] == " "
        and _are_told_apart(before.style, after.style)
    )


def _are_told_apart(one: Style | None, other: Style | None) -> bool:
    """Tell whether two styles differ on every terminal, however few its colours."""
    if one is other:
        return False
    backgrounds = [style.bgcolor if style is not None else None for style in (one, other)]
    return backgrounds[0] != backgrounds[1] or _twins(one) != _twins(other)
