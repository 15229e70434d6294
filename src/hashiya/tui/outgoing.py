"""The last check of the compositor's updates, so that no control character reaches the terminal.

hashiya's own widgets draw clean text through `hashiya.tui.strips`. Text of other widgets, such as Textual's,
is cleaned here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

from hashiya.text.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType


def cleaned(update: RenderableType) -> RenderableType:
    """Return an update if its text is clean; else a copy with clean text in the same columns."""
    if isinstance(update, LayoutUpdate):
        if _is_clean([strip for line in update.strips for strip in line]):
            return update
        return LayoutUpdate([[_cleaned(strip) for strip in line] for line in update.strips], update.region)
    if isinstance(update, ChopsUpdate):
        lines = {y: update.chops[y] for y, _, _ in update.spans}
        if _is_clean([strip for line in lines.values() for strip in line.values() if strip is not None]):
            return update
        chops = [
            {x: strip and _cleaned(strip) for x, strip in line.items()} if y in lines else line
            for y, line in enumerate(update.chops)
        ]
        return ChopsUpdate(chops, update.spans, update.chop_ends)
    return update


def _is_clean(strips: Iterable[Strip]) -> bool:
    text = "".join([segment[0] for strip in strips for segment in strip])
    return clean(text) is text


def _cleaned(strip: Strip) -> Strip:
    segments = [Segment(clean(text), style) for text, style, control in strip if not control]
    return Strip(segments).adjust_cell_length(strip.cell_length)
