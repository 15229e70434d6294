"""Search for Arabic words in any spelling, with the spans found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.text.folded_places import Place, place_of
from hashiya.text.folding import end_of_letter, fold
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 16_384


def search(text: str, query: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Find each span of ``text[start:end]`` that equals ``query`` when both are folded, in order.

    A space in the query matches any run of spaces within a line; spaces at its ends do not count. A hit
    includes the marks and tatweel after its last letter, and whole ligatures. The text is folded piece by
    piece as hits are requested.

    Args:
        text: the whole text.
        query: the words to find; an empty query, or one of marks only, is found nowhere.
        start: first offset to search, in code points.
        end: offset after the last; None for the end of the text.
    """
    words = fold(query).split()
    if not words:
        return
    pattern = re.compile(" +".join(map(re.escape, words)))
    end = len(text) if end is None else end
    while start < end:
        chunk = _end_of_chunk(text, start, end)
        folded = fold(text[start:chunk])
        place = Place(start, 0)
        for match in pattern.finditer(folded):
            first = place_of(match.start(), text, place)
            place = place_of(match.end() - 1, text, first)
            yield Span(first.offset, end_of_letter(text, place.offset, chunk))
        start = chunk


def _end_of_chunk(text: str, start: int, end: int) -> int:
    """Return the offset to fold up to: after a line feed, since no hit crosses one."""
    newline = text.find("\n", start + _CHUNK, end)
    return end if newline < 0 else newline + 1
