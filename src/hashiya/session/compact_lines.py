"""Many short texts in little memory, since a string takes about 60 bytes beside its letters."""

from __future__ import annotations

from array import array
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SEPARATOR = "\0"
"""Stands between two texts; no file name has it."""

_MOST_IN_TWO_BYTES = 1 << 16

# Python keeps a string in one byte a character if all are below U+0100, else in two. So the characters of
# Arabic change places with those of Latin that folding leaves in no word; the order of Arabic letters stays.
_PAIRS = [(0x0600 + place, 0x80 + place) for place in range(0x20)]
_PAIRS += [(0x0620 + place, 0xC0 + place) for place in range(0x40)]
_SWAPPED = dict(_PAIRS) | {narrow: wide for wide, narrow in _PAIRS}


def narrowed(text: str) -> str:
    """Swap Arabic and Latin-1 characters, so that most text takes one byte a character.

    Each code point is swapped independently, so a part is found in a narrowed text as in the text itself. A
    second call gives the text again.
    """
    return text if text.isascii() else text.translate(_SWAPPED)


class CompactLines:
    """Texts in one narrowed string.

    Attributes:
        text: the narrowed texts, with a `SEPARATOR` between them.
    """

    __slots__ = ("_ends", "text")

    def __init__(self, texts: Sequence[str]) -> None:
        """Join texts that are not narrowed yet."""
        self._join([narrowed(text) for text in texts])

    def _join(self, lines: Sequence[str]) -> None:
        self.text = SEPARATOR.join(lines)
        kind = "H" if len(self.text) < _MOST_IN_TWO_BYTES - 1 else "I"
        self._ends = array(kind, accumulate(len(line) + 1 for line in lines))

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, index: int) -> str:
        """Return one text, narrowed."""
        return self.text[self._ends[index - 1] if index else 0 : self._ends[index] - 1]

    def split(self) -> list[str]:
        """Return all texts, narrowed."""
        return self.text.split(SEPARATOR)

    def replace(self, news: Mapping[int, str]) -> None:
        """Replace some of the texts by others, which are not narrowed yet."""
        lines = self.split()
        for index, text in news.items():
            lines[index] = narrowed(text.replace(SEPARATOR, " "))
        self._join(lines)
