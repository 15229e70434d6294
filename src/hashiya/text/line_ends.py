"""Offsets in two texts that differ in the ends of their lines alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_RETURN = re.compile(r"\r(?=\n)")


@lru_cache(maxsize=1)
def carried_offsets(text: str, other: str) -> Callable[[int], int] | None:
    """Return a function from the offsets of a text to those of another; None if more than line ends differ.

    Args:
        text: a text whose lines end in LF or CR LF.
        other: the other text.
    """
    if text == other or _RETURN.sub("", text) != _RETURN.sub("", other):
        return None
    # without the returns each line feed is at its offset less the returns before it
    ours = _places(text)
    feeds = [place - number for number, place in enumerate(_places(other))]

    def carried(offset: int) -> int:
        plain = offset - bisect_left(ours, offset)
        return plain + bisect_left(feeds, plain)

    return carried


def _places(text: str) -> list[int]:
    return [match.start() for match in _RETURN.finditer(text)]
