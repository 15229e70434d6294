"""Read a file of lines one by one, within bounds on the memory that a stranger's file may take."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from typing import TYPE_CHECKING

from hashiya.exchange.incoming import Refusal
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashiya.exchange.incoming import Read

_LINE = re.compile(rb"\S[^\n]*")
"""A line from its first character that is not white space."""
_MOST_RECORDS = 1_000_000
_MOST_REFUSALS = 100_000


def numbered_lines(source: bytes, found: Read) -> Iterator[tuple[int, bytes]]:
    """Generate the lines that are not blank, with their numbers from 1.

    A line after too many records, or after too many that were refused, is refused with all that follow.

    Args:
        source: the file; a byte-order mark is left out.
        found: what was read of the lines before.
    """
    at, number = len(BOM_UTF8) if source.startswith(BOM_UTF8) else 0, 1
    for match in _LINE.finditer(source, at):
        number += source.count(b"\n", at, match.start())
        at = match.start()
        if refusal := too_many(found):
            found.refusals.append(Refusal(number, refusal))
            return
        yield number, match[0].rstrip()


def decoded(source: bytes, found: Read) -> str:
    """Decode a file without its byte-order mark; if a line is not UTF-8, refuse it and return no text."""
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = len(source) - len(error.object) + error.start  # the codec does not count the mark
        line = source.count(b"\n", 0, byte) + 1
        found.refusals.append(Refusal(line, Message("exchange.not_utf8_in_file", byte=byte)))
        return ""


def numbered_text_lines(text: str, found: Read) -> Iterator[tuple[int, str]]:
    """Generate all lines of a decoded file, with their numbers from 1; as `numbered_lines` otherwise."""
    begin, number = 0, 0
    while begin < len(text):
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        number += 1
        if refusal := too_many(found):
            found.refusals.append(Refusal(number, refusal))
            return
        yield number, text[begin:end]
        begin = end + 1


def too_many(found: Read) -> Message | None:
    """Return the reason why no more is read of a file; None if more may be read."""
    if len(found.incoming) >= _MOST_RECORDS:
        return Message("exchange.too_many_records", count=_MOST_RECORDS)
    if len(found.refusals) >= _MOST_REFUSALS:
        return Message("exchange.too_many_refusals", count=_MOST_REFUSALS)
    return None
