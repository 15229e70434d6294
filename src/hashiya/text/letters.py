"""Letters with their marks: the smallest step by which a selection grows or shrinks."""

from __future__ import annotations

import unicodedata

_ATTACHED = frozenset(("Mn", "Me", "Mc", "Cf"))


def _is_attached(character: str) -> bool:
    """Whether a code point belongs to the letter before it: a mark, a joiner, a bidi control."""
    return unicodedata.category(character) in _ATTACHED


def next_letter(text: str, offset: int) -> int:
    """The offset behind the letter at `offset`, marks and format characters included."""
    offset = min(offset + 1, len(text))
    while offset < len(text) and _is_attached(text[offset]):
        offset += 1
    return offset


def previous_letter(text: str, offset: int) -> int:
    """The offset at which the letter before `offset` begins."""
    offset = max(offset - 1, 0)
    while offset > 0 and _is_attached(text[offset]):
        offset -= 1
    return offset


def count_letters(text: str, start: int, end: int) -> int:
    """How many letters, signs and spaces ``[start, end)`` holds; what is attached to one is not counted."""
    return sum(not _is_attached(character) for character in text[start:end])
