"""Embedding levels of a paragraph with isolates, each isolate resolved separately.

The content of an isolate does not affect the text outside, nor the reverse (UAX #9 X5a to X5c). python-bidi
resolves both at once and errs for a bracket after an isolate: instead of the last strong letter before the
bracket (N0 c) it takes the first. So it is called for each isolate alone and never sees one with content.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from hashiya.layout.embedding import python_bidi_base_level, python_bidi_levels

_LRI, _RLI, _FSI, _PDI = "\u2066\u2067\u2068\u2069"
_PDF = "\u202c"
_RIGHT_TO_LEFT = "\u202b\u202e\u2067"
_DEEPEST = 125  # BD2
_INITIATOR = re.compile(f"[{_LRI}{_RLI}{_FSI}]")
_OF_ISOLATES = re.compile(f"[{_LRI}{_RLI}{_FSI}{_PDI}]")
_EXPLICIT = re.compile(f"[\u202a-\u202e{_LRI}{_RLI}{_FSI}]")


class _Isolate(NamedTuple):
    """Code points ``[start, end)`` between an initiator and what closes it, or a whole paragraph."""

    start: int
    end: int
    level: int


def paragraph_levels(text: str, base_level: int) -> bytes:
    """Return the embedding level of each code point of one paragraph by UAX #9 X1–I2, before L1.

    Args:
        text: not empty, without class B separators; lone surrogates count as class L.
        base_level: 0 or 1.

    Raises:
        HashiyaError: the result of python-bidi cannot be read.
    """
    if not _INITIATOR.search(text):
        return python_bidi_levels(text, base_level)
    levels = bytearray(len(text))
    closings = _closings(text)
    waiting = [_Isolate(0, len(text), base_level)]
    while waiting:
        isolate = waiting.pop()
        inner = _isolates_in(isolate, text, closings)
        waiting += inner
        pieces = _pieces_around(inner, isolate)
        own = "".join(text[start:end] for start, end in pieces)
        if not own:
            continue
        found = _levels_at(isolate.level, own)
        done = 0
        for start, end in pieces:
            levels[start:end] = found[done : done + end - start]
            done += end - start
    return bytes(levels)


def _levels_at(level: int, text: str) -> bytes:
    """Return the levels of a text on its own at a base level, reached through so many open isolates."""
    above = (_RLI if level % 2 else _LRI) * (level // 2)
    found = python_bidi_levels(above + text, level % 2)[len(above) :]
    # removed characters have the level of the one before, which for the first of them is outside
    return found.translate(_at_least(level))


@cache
def _at_least(level: int) -> bytes:
    """Return a table that raises each level to at least this one."""
    return bytes(max(own, level) for own in range(256))


def _closings(text: str) -> dict[int, int]:
    """Map each isolate initiator to its matching PDI, or to the length of the text (BD9)."""
    closings: dict[int, int] = {}
    opened: list[int] = []
    for match in _OF_ISOLATES.finditer(text):
        if match[0] != _PDI:
            opened.append(match.start())
        elif opened:
            closings[opened.pop()] = match.start()
    return closings | dict.fromkeys(opened, len(text))


def _isolates_in(outer: _Isolate, text: str, closings: dict[int, int]) -> list[_Isolate]:
    """Find the isolates directly inside another one, in order, without those beyond the depth limit.

    The levels of embeddings and overrides between them are counted by X1 to X8.
    """
    found = []
    levels = [outer.level]
    overflow = 0
    at = outer.start
    while match := _EXPLICIT.search(text, at, outer.end):
        control, at = match[0], match.end()
        if control == _PDF:
            if overflow:
                overflow -= 1
            elif len(levels) > 1:
                levels.pop()
            continue
        right_to_left = control in _RIGHT_TO_LEFT
        if control == _FSI:
            right_to_left = _begins_right_to_left(at, closings[at - 1], text, closings)
        level = levels[-1] + 1
        level += level % 2 != right_to_left
        fits = level <= _DEEPEST and not overflow
        if at - 1 in closings:
            if fits:
                found.append(_Isolate(at, closings[at - 1], level))
            at = closings[at - 1]
        elif fits:
            levels.append(level)
        else:
            overflow += 1
    return found


def _begins_right_to_left(start: int, end: int, text: str, closings: dict[int, int]) -> bool:
    """Tell whether the first strong letter outside of further isolates is right-to-left (X5c)."""
    pieces = []
    while match := _INITIATOR.search(text, start, end):
        pieces.append(text[start : match.start()])
        start = closings[match.start()]
    return python_bidi_base_level("".join(pieces) + text[start:end], default=0) == 1


def _pieces_around(inner: list[_Isolate], outer: _Isolate) -> list[tuple[int, int]]:
    """Return the parts of an isolate outside of its inner isolates, with the controls around these."""
    starts = [outer.start, *(isolate.end for isolate in inner)]
    ends = [*(isolate.start for isolate in inner), outer.end]
    return list(zip(starts, ends, strict=True))
