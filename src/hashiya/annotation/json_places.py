"""Find the places of errors in a JSON text that the parser accepts or does not locate."""

from __future__ import annotations

import re

from hashiya.messages import Message

# possessive, since a loop that can go back keeps 125 bytes for each character of a string
_TOKEN = re.compile(
    r'(?P<string>"(?:[^"\\]|\\.)*+")(?P<key>\s*:)?|(?P<mark>[{}])|(?P<constant>NaN|-?Infinity)', re.DOTALL
)


def place_of(text: str, offset: int, *, is_line: bool = False) -> Message:
    """Name the line and column of a code point, both from 1; within one line, only the column."""
    column = offset - text.rfind("\n", 0, offset)
    if is_line:
        return Message("annotation.json_column", column=column)
    return Message("annotation.json_place", line=text.count("\n", 0, offset) + 1, column=column)


def first_constant(text: str) -> int:
    """Find the offset of the first NaN or Infinity outside strings; that of the end if there is none."""
    return next((token.start() for token in _TOKEN.finditer(text) if token["constant"]), len(text))


def first_repeated_key(text: str) -> int:
    """Find the offset of the first key that its object repeats; that of the end if there is none."""
    objects: list[set[str]] = []
    for token in _TOKEN.finditer(text):
        if token["mark"] == "{":
            objects.append(set())
        elif token["mark"] == "}" and objects:
            objects.pop()
        elif token["key"] and objects:
            if token["string"] in objects[-1]:
                return token.start()
            objects[-1].add(token["string"])
    return len(text)
