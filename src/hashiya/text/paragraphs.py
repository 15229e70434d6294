"""The bounds of the paragraphs of a text."""

from __future__ import annotations

import re
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hashiya.text.spans import Span

_CONTEXT = 120
"""Code points that are shown at most on each side of a place."""

# Bidi class B, UAX #9 P1; carriage return and line feed together are one separator
SEPARATORS = "\n\r\x1c\x1d\x1e\x85\u2029"
_SEPARATOR = re.compile(f"\r\n|[{SEPARATORS}]")


class Paragraph(NamedTuple):
    """The offsets of a paragraph, in code points.

    Attributes:
        start: offset of its first code point.
        end: offset after its last code point, before the separator.
        next: offset after the separator: the start of the following paragraph.
    """

    start: int
    end: int
    next: int


class ParagraphBounds(NamedTuple):
    """The paragraphs of a text as flat arrays of 64-bit offsets: a million paragraphs take 16 MB.

    Attributes:
        starts: the start of each paragraph, and the length of the text as the last item.
        ends: the end of each paragraph, before its separator.
    """

    starts: array[int]
    ends: array[int]


def find_paragraphs(text: str) -> ParagraphBounds:
    """Split a text after each separator; a final separator opens no empty paragraph.

    Ten million code points take milliseconds, so paragraphs can be found before anything else is done.
    """
    starts = array("q", [0])
    if any(separator in text for separator in SEPARATORS[1:]):
        ends = array("q")
        for match in _SEPARATOR.finditer(text):
            ends.append(match.start())
            starts.append(match.end())
    else:
        starts.extend(accumulate(len(line) + 1 for line in text.split("\n")))
        starts.pop()
        ends = array("q", [start - 1 for start in starts[1:]])
    if starts[-1] < len(text):
        ends.append(len(text))
        starts.append(len(text))
    return ParagraphBounds(starts, ends)


def context_of(text: str, place: Span) -> tuple[str, str]:
    """Return the text before and behind a place, in its paragraph, for showing the place."""
    before = text[max(0, place.start - _CONTEXT) : place.start]
    return last_paragraph(before), first_paragraph(text[place.end : place.end + _CONTEXT])


def last_paragraph(text: str) -> str:
    """Return the text behind the last separator, for showing only the paragraph of a place."""
    return text[max(map(text.rfind, SEPARATORS)) + 1 :]


def first_paragraph(text: str) -> str:
    """Return the text before the first separator, as `last_paragraph` does on the other side."""
    return _SEPARATOR.split(text, maxsplit=1)[0]
