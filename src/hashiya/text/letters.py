"""Letters with their marks: the smallest step of a selection."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from hashiya.text.widths import character_width

_ZERO_WIDTH_JOINER = "\u200d"


def next_letter(text: str, offset: int) -> int:
    """Find the end of the letter at `offset`, after its marks and format characters."""
    offset = min(offset + 1, len(text))
    while offset < len(text) and not _begins(text, offset):
        offset += 1
    return offset


def previous_letter(text: str, offset: int) -> int:
    """Find the start of the letter before `offset`."""
    offset = max(offset - 1, 0)
    while offset > 0 and not _begins(text, offset):
        offset -= 1
    return offset


def count_letters(text: str, start: int, end: int) -> int:
    """Count the letters, signs and spaces in ``[start, end)``, without the code points attached to them.

    The parts of an emoji sequence count one each.
    """
    return text[start:end].translate(_PARTS).count(_LETTER)


class _Parts(dict[int, str]):
    """Code point → whether it is a letter or attached to one, for ``str.translate``."""

    def __missing__(self, code_point: int) -> str:
        self[code_point] = "-" if _is_attached(chr(code_point)) else _LETTER
        return self[code_point]


_LETTER = "."
_PARTS = _Parts()


def _begins(text: str, offset: int) -> bool:
    """Tell whether a letter begins at an offset above 0, instead of a mark or a later part of an emoji."""
    character, before = text[offset], text[offset - 1]
    if _is_attached(character):
        return False
    if before == _ZERO_WIDTH_JOINER and _is_symbol(character):
        return not _is_symbol(text[_base(text, offset - 1)])
    if _is_regional(character) and _is_regional(before):
        # two regional indicators are a flag
        first = offset
        while first > 0 and _is_regional(text[first - 1]):
            first -= 1
        return (offset - first) % 2 == 0
    return True


@lru_cache(maxsize=4096)
def _is_attached(character: str) -> bool:
    """Tell whether a code point belongs to the letter before it: a mark, a joiner, a bidi control.

    Attached code points take no column; signs such as U+06DD are visible although they are format characters.
    """
    return character_width(ord(character)) == 0


def _base(text: str, offset: int) -> int:
    while offset > 0 and _is_attached(text[offset]):
        offset -= 1
    return offset


def _is_symbol(character: str) -> bool:
    return unicodedata.category(character) == "So"


def _is_regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
