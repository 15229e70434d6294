"""Leaves out of each update the rows of widgets that the terminal shows already.

Textual repaints whatever a widget marks, also where nothing looks different, and the whole screen three times
at the start. Over a slow line every byte delays the next key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._compositor import ChopsUpdate, LayoutUpdate

from hashiya.terminal.mode import Mode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType
    from textual.strip import Strip


class ShownRows:
    """Remembers the strips on the screen; for the mode `visual`, in which each can be written alone."""

    mode = Mode.VISUAL

    def __init__(self) -> None:
        """Know nothing of the screen yet."""
        # the strip at each column of each line
        self._lines: list[dict[int, Strip]] = []

    def forget(self) -> None:
        """Expect nothing on the screen, which the terminal may have cleared."""
        self._lines = []

    def rewrite(self, update: RenderableType) -> RenderableType | None:
        """Return the part of an update that the terminal does not show; None if it shows all of it.

        An update of the whole screen is returned unchanged if the screen is not known.
        """
        if isinstance(update, ChopsUpdate):
            return self._unknown(parts(update), len(update.chops))
        if not isinstance(update, LayoutUpdate):
            return update
        lines = [by_column(strips) for strips in update.strips]
        if len(lines) == len(self._lines):
            return self._unknown(((x, y, line[x]) for y, line in enumerate(lines) for x in line), len(lines))
        self._lines = lines
        return update

    def _unknown(self, updated: Iterable[tuple[int, int, Strip]], height: int) -> ChopsUpdate | None:
        """Take in strips by column and line, and return those that are new."""
        chops: list[dict[int, Strip | None]] = [{} for _ in range(height)]
        ends: list[list[int]] = [[] for _ in range(height)]
        spans: list[tuple[int, int, int]] = []
        for x, y, strip in updated:
            shown = self._lines[y] if y < len(self._lines) else {}
            if shown.get(x) == strip:
                continue
            end = x + strip.cell_length
            for column in [each for each in shown if each < end and each + shown[each].cell_length > x]:
                del shown[column]
            shown[x] = chops[y][x] = strip
            ends[y].append(end)
            spans.append((y, x, end))
        return ChopsUpdate(chops, spans, ends) if spans else None


def by_column(strips: Iterable[Strip]) -> dict[int, Strip]:
    """Map the first column of each of neighbouring strips to the strip."""
    line: dict[int, Strip] = {}
    column = 0
    for strip in strips:
        line[column] = strip
        column += strip.cell_length
    return line


def parts(update: ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Yield column, line and cells of each change of an update, as `ChopsUpdate.render_segments` does."""
    for y, first, last in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x >= last or end <= first:
                continue
            yield x, y, strip if end <= last else strip.crop(0, last - x)
