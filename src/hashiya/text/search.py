"""Search that finds an Arabic word however it is spelled, and says where it stands in the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hashiya.text.folding import end_of_letter, fold, is_left_out
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 16_384


def search(text: str, query: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Find each span of ``text[start:end]`` that equals ``query`` when both are folded, in order.

    A space in the query stands for any run of spaces, within a line; spaces around it do not count. A hit
    takes in the marks and the tatweel that follow its last letter, and a ligature whole. The text is folded
    bit by bit, as the hits are asked for.

    Args:
        text: the whole text.
        query: what is looked for; an empty one, or one of marks only, is found nowhere.
        start: first offset to look at, in code points.
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
        place = _Place(start, 0)
        for match in pattern.finditer(folded):
            first = _place_of(match.start(), text, place)
            place = _place_of(match.end() - 1, text, first)
            yield Span(first.offset, end_of_letter(text, place.offset, chunk))
        start = chunk


def _end_of_chunk(text: str, start: int, end: int) -> int:
    """Where to stop folding: after a line feed, which no hit reaches over."""
    newline = text.find("\n", start + _CHUNK, end)
    return end if newline < 0 else newline + 1


class _Place(NamedTuple):
    """A code point and where what it folds to begins, counted from the start of the folded chunk."""

    offset: int
    folded: int


def _place_of(target: int, text: str, place: _Place) -> _Place:
    """The code point that folds to the one at ``target``, looked for from ``place`` on.

    A stretch as long as what is still missing is folded and stepped over; as most of it folds one to one,
    few stretches are needed. A ligature can fold to more than is missing: then the stretch is halved.
    """
    offset, folded = place
    step = target - folded
    while folded < target:
        length = len(fold(text[offset : offset + step]))
        if folded + length <= target:
            offset, folded = offset + step, folded + length
            step = target - folded
        elif step > 1:
            step //= 2
        else:
            return _Place(offset, folded)
    while is_left_out(text[offset]):
        offset += 1
    return _Place(offset, folded)
