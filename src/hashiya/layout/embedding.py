"""Embedding levels as computed by python-bidi.

No function returns the levels, but the debug dump holds one for each UTF-8 byte, before rule L1. A dump is
not a stable interface. So the version is pinned, the first call is compared with a known result, and each
call is checked for the number of levels; any difference is an error.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import compress
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.layout._bidi_classes import UNASSIGNED_BOUNDARY_NEUTRAL
from hashiya.messages import Message
from hashiya.text.ranges import Classes

if TYPE_CHECKING:
    from collections.abc import Callable

_KNOWN_TEXT = "\u0627(\u0628) 12a\u2067b\u2069"
_KNOWN_LEVELS = bytes([1, 1, 1, 1, 1, 2, 2, 2, 1, 4, 1])
_ADVICE = Message("layout.install_bidi")
# UTF-8 byte → whether a code point begins there
_BEGINS = bytes(byte & 0xC0 != 0x80 for byte in range(256))
_NUMBER = re.compile("[0-9]+")
# nearly all characters of Arabic text come before it
_FIRST_UNACCEPTABLE = "\u2065"
_PRIVATE_USE = "\ue000"  # class L
_ZERO_WIDTH_SPACE = "\u200b"  # class BN


def python_bidi_levels(text: str, base_level: int) -> bytes:
    """Return the embedding level of each code point of one paragraph by UAX #9 X1–I2, before L1.

    The levels of some brackets after an isolate are wrong; ``isolates.paragraph_levels`` corrects them.

    Args:
        text: not empty, without class B separators; lone surrogates count as class L.
        base_level: 0 or 1.

    Raises:
        HashiyaError: the result cannot be read.
    """
    return _checked_dump()(_acceptable(text), base_level)


def python_bidi_base_level(text: str, default: int = 1) -> int:
    """Return the level of the first strong character by P2 and P3; ``default`` if there is none."""
    from bidi import get_base_level

    # a letter after the end decides if no other does; every isolate is closed before it
    isolates = text.count("\u2066") + text.count("\u2067") + text.count("\u2068")
    level: int = get_base_level(_acceptable(text) + "\u2069" * isolates + "a\u05d0"[default])
    return level


def _acceptable(text: str) -> str:
    """Replace characters that python-bidi refuses or misclassifies by others of the right class.

    Lone surrogates have no UTF-8 form; noncharacters and other unassigned code points that are boundary
    neutral by default (DerivedBidiClass.txt) are not in its tables.
    """
    if max(text, default="") < _FIRST_UNACCEPTABLE:
        return text
    return text.translate(_stand_ins())


@cache
def _stand_ins() -> Classes:
    return Classes({_PRIVATE_USE: "D800-DFFF", _ZERO_WIDTH_SPACE: UNASSIGNED_BOUNDARY_NEUTRAL}, None)


@cache
def _checked_dump() -> Callable[[str, int], bytes]:
    if _read_dump(_KNOWN_TEXT, 1) != _KNOWN_LEVELS:
        raise HashiyaError(Message("layout.wrong_levels"), _ADVICE)
    return _read_dump


def _read_dump(text: str, base_level: int) -> bytes:
    from bidi import get_display

    return levels_in(get_display(text, base_dir="R" if base_level else "L", debug=True), text)


def levels_in(dump: str, text: str) -> bytes:
    """Return the level of each code point of a text from python-bidi's debug dump.

    Raises:
        HashiyaError: the dump does not hold one level for each byte of the text.
    """
    # a line feed in the text would be escaped in the dump, so this line is not text
    start = dump.rfind("\n    levels: [")
    end = dump.find("\n    ],", start)
    encoded = text.encode()
    try:
        levels = bytes(map(int, _NUMBER.findall(dump, start, end))) if 0 < start < end else b""
    except ValueError as error:
        raise HashiyaError(Message("layout.no_levels"), _ADVICE) from error
    if len(levels) != len(encoded):
        told = Message("layout.levels_missing", levels=len(levels), bytes=len(encoded))
        raise HashiyaError(told, _ADVICE)
    return bytes(compress(levels, encoded.translate(_BEGINS)))
