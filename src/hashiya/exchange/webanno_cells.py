"""Escape and split the cells of WebAnno TSV."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTHING = "_"
"""The cell of a token without an annotation."""
EMPTY = "*"
"""The cell of an annotation without a value."""
STACKED, SLOTTED = "|", ";"
"""The separators of the annotations of a cell, and of the slots of an annotation."""
_IN_VALUE = re.compile(r"->|[\\\[\]|_;*\t\n]")
_ESCAPED_IN_VALUE = re.compile(r"\\(->|[\\\[\]|_;*tn])")
_IN_TEXT = re.compile(r"[\\\x00-\x0a\x0c-\x1f]")
_ESCAPED_IN_TEXT = re.compile(r"\\([\\tnfrb\x00-\x07\x0e-\x1f])")
_LETTERS = {"\t": "t", "\n": "n", "\f": "f", "\r": "r", "\b": "b"}
_CHARACTERS = {letter: character for character, letter in _LETTERS.items()}


def escaped(value: str) -> str:
    """Return a value as it stands in a cell."""
    return _IN_VALUE.sub(lambda found: "\\" + _LETTERS.get(found[0], found[0]), value)


def unescaped(cell: str) -> str:
    """Return the value of a cell."""
    return _ESCAPED_IN_VALUE.sub(lambda found: _CHARACTERS.get(found[1], found[1]), cell)


def escaped_text(line: str) -> str:
    """Return a line of the article as it stands behind ``#Text=``."""
    return _IN_TEXT.sub(lambda found: "\\" + _LETTERS.get(found[0], found[0]), line)


def unescaped_text(line: str) -> str:
    """Return a line of the article."""
    return _ESCAPED_IN_TEXT.sub(lambda found: _CHARACTERS.get(found[1], found[1]), line)


def divided(cell: str, separator: str) -> Iterator[str]:
    """Generate the parts of a cell between separators that are not escaped."""
    start = 0
    for found in re.finditer(rf"\\.|({re.escape(separator)})", cell):
        if found[1]:
            yield cell[start : found.start()]
            start = found.end()
    yield cell[start:]


def split_ending(cell: str, ending: re.Pattern[str]) -> tuple[str, re.Match[str] | None]:
    """Split the last ``[…]`` or ``->…`` off a cell, unless it is escaped.

    The ending is looked for from behind, since a pattern that walks through a value needs a hundred times its
    memory.

    Args:
        cell: the cell.
        ending: matches the ending with the mark at which it begins.

    Returns:
        What stands before the ending, and the match; the whole cell and None if there is none.
    """
    at = max(cell.rfind("["), cell.rfind("->"))
    match = ending.fullmatch(cell, at) if at >= 0 else None
    value = cell[:at]
    if match is None or (at - len(value.rstrip("\\"))) % 2:
        return cell, None
    return value, match
