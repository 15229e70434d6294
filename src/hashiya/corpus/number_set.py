"""A set of whole numbers from 0 on, with a bit for each up to the largest."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIRST = 1_024
"""Bytes at least."""


class NumberSet:
    """Whole numbers; a million take some hundred kilobytes."""

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        """Take in numbers."""
        self._bits = bytearray()
        for number in numbers:
            self.add(number)

    def add(self, number: int) -> None:
        """Take in a number."""
        place = number >> 3
        if place >= len(self._bits):
            self._bits.extend(bytes(max(_FIRST, len(self._bits), place + 1 - len(self._bits))))
        self._bits[place] |= 1 << (number & 7)

    def __contains__(self, number: object) -> bool:
        if not isinstance(number, int) or number < 0:
            return False
        place = number >> 3
        return place < len(self._bits) and bool(self._bits[place] >> (number & 7) & 1)
