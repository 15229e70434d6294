"""The visual order of a row: rules L1 and L2 of UAX #9."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from hashiya.layout import _bidi_classes as classes
from hashiya.text.ranges import character_class, expand_ranges

_SEGMENT_SEPARATORS = "\t\x0b\x1f"
_ISOLATES_AND_EMBEDDINGS = "2066-2069 202A-202E"
_SAME_LEVEL = re.compile(rb"(.)\1*", re.DOTALL)


class LevelRun(NamedTuple):
    """Adjacent code points of one level.

    Attributes:
        start: index of the first code point in the row.
        end: index after the last.
        level: odd is right-to-left.
    """

    start: int
    end: int
    level: int


def row_levels(text: str, levels: bytes, base_level: int) -> bytes:
    """Give blanks at the end of a row and before each tab the level of the paragraph (L1).

    Explicit controls and boundary neutrals among the blanks count as blanks (UAX #9 5.2).

    Args:
        text: the row's code points.
        levels: a level for each, as resolved on the paragraph.
        base_level: of the paragraph.
    """
    if any(separator in text for separator in _SEGMENT_SEPARATORS):
        return _reset_before_separators(text, levels, base_level)
    blanks = _blanks()
    end = len(text)
    while end and text[end - 1] in blanks:
        end -= 1
    return levels[:end] + bytes([base_level]) * (len(text) - end)


def visual_runs(levels: bytes) -> list[LevelRun]:
    """Return the runs of one level in visual order (L2); a run of an odd level is itself reversed."""
    runs = [
        LevelRun(match.start(), match.end(), levels[match.start()]) for match in _SAME_LEVEL.finditer(levels)
    ]
    if len(runs) < 2:
        return runs
    lowest_odd = min(levels) | 1
    for level in range(max(levels), lowest_odd - 1, -1):
        _reverse_from(runs, level)
    return runs


def _reverse_from(runs: list[LevelRun], level: int) -> None:
    """Reverse each sequence of runs at this level or higher."""
    index = 0
    while index < len(runs):
        if runs[index].level < level:
            index += 1
            continue
        end = index
        while end < len(runs) and runs[end].level >= level:
            end += 1
        runs[index:end] = runs[index:end][::-1]
        index = end


def _reset_before_separators(text: str, levels: bytes, base_level: int) -> bytes:
    reset = bytearray(levels)
    for match in _blanks_and_separators().finditer(text):
        start, end = match.span()
        if end < len(text):
            end = start + 1 + max(match[0].rfind(separator) for separator in _SEGMENT_SEPARATORS)
        reset[start:end] = bytes([base_level]) * (end - start)
    return bytes(reset)


@cache
def _blanks() -> frozenset[str]:
    ranges = (classes.WHITE_SPACE, classes.BOUNDARY_NEUTRAL, _ISOLATES_AND_EMBEDDINGS)
    return frozenset(map(chr, expand_ranges(" ".join(ranges))))


@cache
def _blanks_and_separators() -> re.Pattern[str]:
    ranges = character_class(classes.WHITE_SPACE, classes.BOUNDARY_NEUTRAL, _ISOLATES_AND_EMBEDDINGS)
    return re.compile(f"[{ranges}{re.escape(_SEGMENT_SEPARATORS)}]+")
