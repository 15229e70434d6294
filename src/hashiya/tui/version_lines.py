"""Rows that show the bounds of the versions of an annotation: the same words of the text for each."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hashiya.layout import Document
from hashiya.text.cleaning import clean
from hashiya.text.spans import Span
from hashiya.tui.strips import ELLIPSIS, line_direction, row_strip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.style import Style
    from textual.strip import Strip

_GAP = f" {ELLIPSIS} "
_MOST_AROUND = 40
"""Code points before and after an edge that are shown at most."""


def windows(text: str, edges: Iterable[int], width: int) -> list[Span]:
    """Choose the parts of a text that show all edges of spans, with as many whole words around as fit.

    Args:
        text: the text.
        edges: offsets at which spans begin or end.
        width: columns for all parts; a code point takes one.
    """
    places = sorted(set(edges))
    found: list[Span] = []
    if (left := width - places[-1] + places[0]) > 1:  # all in one part
        around = min(left // 2, _MOST_AROUND)
        found = [Span(max(0, places[0] - around), min(len(text), places[-1] + around))]
    for around in range(1, 0 if found else _MOST_AROUND + 1):
        wider = _around(places, around, len(text))
        if found and sum(end - start for start, end in wider) + len(_GAP) * (len(wider) - 1) > width:
            break
        found = wider
    return [
        _whole_words(text, part, [place for place in places if part.start <= place <= part.end])
        for part in found
    ]


def _whole_words(text: str, part: Span, places: Sequence[int]) -> Span:
    """Leave the pieces of words at both ends of a part out, but nothing between the places."""
    start, end = part
    if start > 0 and not text[start - 1].isspace():
        start = next((each + 1 for each in range(start, places[0]) if text[each].isspace()), start)
    if end < len(text) and not text[end].isspace():
        end = next((each - 1 for each in range(end, places[-1], -1) if text[each - 1].isspace()), end)
    return Span(start, end)


def _around(places: Sequence[int], around: int, length: int) -> list[Span]:
    """Take code points around each place; parts between which a gap would save nothing are joined."""
    found: list[Span] = []
    for place in places:
        part = Span(max(0, place - around), min(length, place + around))
        if found and part.start <= found[-1].end + len(_GAP):
            part = Span(found.pop().start, part.end)
        found.append(part)
    return found


def version_strips(
    text: str, parts: Sequence[Span], marks: Sequence[tuple[Span, Style]], width: int, around: Style
) -> list[Strip]:
    """Draw parts of a text in rows, in one layout, so that letters stay joined.

    Args:
        text: the whole text.
        parts: the parts that are shown, in their order.
        marks: spans with the style of their words; later ones lie over earlier ones.
        width: columns of the rows.
        around: style of all other words, and of the empty columns.
    """
    pieces: list[tuple[str, Style]] = []
    for number, part in enumerate(parts):
        if number:
            pieces.append((_GAP, around))
        edges = {part.start, part.end}
        edges.update(edge for span, _ in marks for edge in span if part.start < edge < part.end)
        for start, end in pairwise(sorted(edges)):
            covering = [style for span, style in marks if span.start <= start and end <= span.end]
            pieces.append((clean(text[start:end]), covering[-1] if covering else around))
    line = "".join(piece for piece, _ in pieces)
    styles = [style for piece, style in pieces for _ in piece]
    direction = line_direction(line)
    rows = Document(line, max(1, width), base_of=lambda _: direction).iter_rows()
    return [
        row_strip(
            row,
            [styles[cell.start] for cell in row.cells],
            0 if row.base == "ltr" else max(0, width - row.width),
            width,
            around,
        )
        for row in rows
    ]
