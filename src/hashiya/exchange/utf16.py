"""Convert offsets between code points and UTF-16 code units, in which browsers and Java count."""

from __future__ import annotations

from bisect import bisect_left

_LAST_OF_ONE_UNIT = "\uffff"


def units_of(text: str) -> int:
    """Return the length of a text in units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Utf16:
    """The offsets of one text in both units."""

    def __init__(self, text: str) -> None:
        """Find the characters of two units, of which most texts have none."""
        is_plain = text.isascii() or max(text, default="") <= _LAST_OF_ONE_UNIT
        self._wide = [] if is_plain else [at for at, each in enumerate(text) if each > _LAST_OF_ONE_UNIT]
        # where each of them begins, in units
        self._units = [at + before for before, at in enumerate(self._wide)]

    def units(self, offset: int) -> int:
        """Return the offset of a code point in units."""
        return offset + bisect_left(self._wide, offset)

    def code_points(self, units: int) -> int:
        """Return an offset in units as code points; one inside a character is that of its beginning."""
        return units - bisect_left(self._units, units)
