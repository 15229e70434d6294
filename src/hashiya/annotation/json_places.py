"""Find the places of errors in a JSON text that the parser accepts or does not locate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r'["{}]|NaN|-?Infinity')
_QUOTE_OR_ESCAPE = re.compile(r'["\\]')
_COLON = re.compile(r"\s*:")


def place_of(text: str, offset: int, *, is_line: bool = False) -> Message:
    """Name the line and column of a code point, both from 1; within one line, only the column."""
    column = offset - text.rfind("\n", 0, offset)
    if is_line:
        return Message("annotation.json_column", column=column)
    return Message("annotation.json_place", line=text.count("\n", 0, offset) + 1, column=column)


def first_constant(text: str) -> int:
    """Find the offset of the first NaN or Infinity outside strings; that of the end if there is none."""
    return next((start for start, found in _tokens(text) if found[0] not in '"{}'), len(text))


def first_repeated_key(text: str) -> int:
    """Find the offset of the first key that its object repeats; that of the end if there is none."""
    objects: list[set[str]] = []
    for start, found in _tokens(text):
        if found == "{":
            objects.append(set())
        elif found == "}" and objects:
            objects.pop()
        elif found[0] == '"' and objects and _COLON.match(text, start + len(found)):
            if found in objects[-1]:
                return start
            objects[-1].add(found)
    return len(text)


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    """Generate the strings, braces and constants of a JSON text, with their offsets.

    One pattern for a whole string would keep 125 bytes for each escape.
    """
    at = 0
    while found := _TOKEN.search(text, at):
        at = found.end()
        if found[0] == '"':
            while (stop := _QUOTE_OR_ESCAPE.search(text, at)) and stop[0] == "\\":
                at = stop.end() + 1
            at = stop.end() if stop else len(text)
        yield found.start(), text[found.start() : at]
