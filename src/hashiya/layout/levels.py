"""Embedding levels of a paragraph, found on a shorter text that must have the same ones.

A run of Arabic words without digits, brackets, Latin or explicit controls has one level throughout: each
character between two of its letters resolves to right-to-left (UAX #9 W1, W4–W6, N1). Such a run counts for
no more than one of its letters does, so one stands for it: the last, because W2 looks back at it. Latin runs
and numbers likewise.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hashiya.layout import _bidi_classes as classes
from hashiya.layout.embedding import python_bidi_base_level, python_bidi_levels
from hashiya.text.ranges import character_class, expand_ranges

if TYPE_CHECKING:
    from hashiya.layout.cells import Direction

LEVEL: dict[Direction, int] = {"ltr": 0, "rtl": 1}
_SHORT = 256
_SEGMENT_SEPARATORS = "\t\x0b\x1f"
_EUROPEAN, _ARABIC_INDIC = "0-9", "\u0660-\u0669"


def base_direction(text: str) -> Direction:
    """Direction of a paragraph: of its first strong letter (P2, P3); right-to-left if there is none."""
    first = _not_neutral().search(text)
    if first is None:
        return "rtl"
    character = ord(first[0])
    if character in _right_to_left():
        return "rtl"
    if character in _left_to_right():
        return "ltr"
    return "rtl" if python_bidi_base_level(text[first.start() :]) else "ltr"


def is_level_throughout(text: str, base: Direction) -> bool:
    """Whether every code point is sure to have the base level, in a paragraph or any part of one.

    True if all of a paragraph's parts are so; False says nothing.
    """
    plain = _plain_right_to_left() if base == "rtl" else _plain_left_to_right()
    return plain.fullmatch(text) is not None


def embedding_levels(text: str, base_level: int) -> bytes:
    """Level of each code point of one paragraph by X1–I2, before L1.

    Raises:
        HashiyaError: if python-bidi's answer cannot be read.
    """
    if not text:
        return b""
    runs: list[tuple[int, int]] = []

    def stand_in(match: re.Match[str]) -> str:
        start, end = match.span()
        runs.append((start, end))
        if match.lastgroup == "rtl":
            return "\u05d0" if ord(text[end - 1]) in _hebrew() else "\u0627"
        return {"ltr": "a", "european": "1", "arabic": "\u0661"}[match.lastgroup or ""]

    short = _runs().sub(stand_in, text)
    find = _remembered_levels if len(short) < _SHORT else python_bidi_levels
    levels = find(short, base_level)
    pieces = []
    read = done = 0
    for start, end in runs:
        gap = start - done
        pieces.append(levels[read : read + gap])
        read += gap
        pieces.append(levels[read : read + 1] * (end - start))
        read += 1
        done = end
    pieces.append(levels[read:])
    return b"".join(pieces)


@lru_cache(maxsize=4096)
def _remembered_levels(short: str, base_level: int) -> bytes:
    return python_bidi_levels(short, base_level)


@cache
def _hebrew() -> frozenset[int]:
    return expand_ranges(classes.RIGHT_TO_LEFT)


@cache
def _right_to_left() -> frozenset[int]:
    return expand_ranges(classes.ARABIC_LETTER) | _hebrew()


@cache
def _left_to_right() -> frozenset[int]:
    return expand_ranges(classes.LEFT_TO_RIGHT)


def _neutral_class() -> str:
    return character_class(classes.NEUTRAL, classes.NONSPACING_MARK)


def _weak_class() -> str:
    """What is neither strong nor explicit: of the base level unless a number or other letters are near."""
    separators = re.escape(_SEGMENT_SEPARATORS)
    return _neutral_class() + character_class(classes.BRACKET, classes.BOUNDARY_NEUTRAL) + separators


@cache
def _not_neutral() -> re.Pattern[str]:
    return re.compile(f"[^{_weak_class()}{_EUROPEAN}{_ARABIC_INDIC}]")


@cache
def _plain_right_to_left() -> re.Pattern[str]:
    return re.compile(f"[{character_class(classes.ARABIC_LETTER, classes.RIGHT_TO_LEFT)}{_weak_class()}]*")


@cache
def _plain_left_to_right() -> re.Pattern[str]:
    # European numbers are left-to-right where no right-to-left letter is near (W7)
    return re.compile(f"[{character_class(classes.LEFT_TO_RIGHT)}{_weak_class()}{_EUROPEAN}]*")


@cache
def _runs() -> re.Pattern[str]:
    neutral = _neutral_class()
    rtl = character_class(classes.ARABIC_LETTER, classes.RIGHT_TO_LEFT)
    ltr = character_class(classes.LEFT_TO_RIGHT)
    return re.compile(
        f"(?P<rtl>[{rtl}](?:[{rtl}{neutral}]*[{rtl}])?)"
        f"|(?P<ltr>[{ltr}](?:[{ltr}{neutral}]*[{ltr}])?)"
        f"|(?P<european>[{_EUROPEAN}]+)|(?P<arabic>[{_ARABIC_INDIC}]+)"
    )
