"""The paragraphs at the beginning of a text, found without reading the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# paragraphs end at characters of bidi class B (UAX #9, P1)
_PARAGRAPH = re.compile("[^\n\r\x1c-\x1e\x85\u2029]+")


def paragraphs_with_text(text: str, start: int = 0) -> Iterator[Span]:
    """Find the paragraphs with more than white space, without their separators.

    Args:
        text: the whole text.
        start: the offset at which the search begins, in code points.
    """
    for match in _PARAGRAPH.finditer(text, start):
        if not match.group().isspace():
            yield Span(*match.span())
