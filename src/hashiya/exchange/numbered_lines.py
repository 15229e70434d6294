"""Read a file of lines one by one, within bounds on the memory that a stranger's file may take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.exchange.incoming import Refusal
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashiya.exchange.incoming import Read

_LINE = re.compile(rb"\S[^\n]*")
"""A line from its first character that is not white space."""
_BOM = b"\xef\xbb\xbf"
_MOST_RECORDS = 1_000_000
_MOST_REFUSALS = 100_000


def numbered_lines(source: bytes, found: Read) -> Iterator[tuple[int, bytes]]:
    """Generate the lines that are not blank, with their numbers from 1.

    A line after too many records, or after too many that were refused, is refused with all that follow.

    Args:
        source: the file; a byte-order mark is left out.
        found: what was read of the lines before.
    """
    at, number = len(_BOM) if source.startswith(_BOM) else 0, 1
    for match in _LINE.finditer(source, at):
        number += source.count(b"\n", at, match.start())
        at = match.start()
        if refusal := too_many(found):
            found.refusals.append(Refusal(number, refusal))
            return
        yield number, match[0].rstrip()


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
