"""Messages of the page, of which only well-formed ones count: a visitor may send anything."""

from __future__ import annotations

import json
from typing import NamedTuple, TypeAlias

MOST_BYTES = 1 << 20
"""Bytes of a message; a longer one ends the visit."""
_MOST_CELLS = 1000
_LONGEST_PING = 40


class Typed(NamedTuple):
    """Keys, clicks or a paste, as a terminal sends them."""

    data: bytes


class Resized(NamedTuple):
    """The new size of the page, in cells."""

    width: int
    height: int


class Ping(NamedTuple):
    """The question how long an answer takes."""

    text: str


class Focus(NamedTuple):
    """The page has got or lost the keyboard."""

    is_there: bool


Incoming: TypeAlias = Typed | Resized | Ping | Focus


def read_incoming(text: str) -> Incoming:
    """Read a message of the page.

    Raises:
        ValueError: the message is none of those that the page sends.
    """
    try:
        message = json.loads(text)
    except RecursionError as error:
        raise ValueError from error
    match message:
        case ["stdin", str(data)]:
            return Typed(data.encode("utf-8", "replace"))
        case ["resize", {"width": int(width), "height": int(height)}]:
            return Resized(cells(width), cells(height))
        case ["ping", str(sent)] if len(sent) <= _LONGEST_PING:
            return Ping(sent)
        case ["focus" | "blur" as name]:
            return Focus(name == "focus")
    raise ValueError


def cells(number: int) -> int:
    """Bring a number of columns or lines into the range that is laid out."""
    return min(max(number, 1), _MOST_CELLS)


def cells_of(word: str, default: int) -> int:
    """Read a number of columns or lines; a default if there is none."""
    return cells(int(word)) if word.isascii() and word.isdigit() and len(word) <= _LONGEST_PING else default
