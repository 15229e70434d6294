"""Find the places of many passages in one long text, which is indexed once for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = 32
"""Code points of an indexed block; a passage of nearly two blocks holds a whole one, wherever it lies."""
_SHORTEST = 2 * _BLOCK - 1
_MOST_PLACES = 64
"""Places of one block that are kept; a text of copies is searched from its beginning instead."""


class PassageIndex:
    """The blocks of a text by their hashes; a search costs the same in a text of any length."""

    def __init__(self, text: str) -> None:
        """Index nothing before the first long passage is searched for.

        Args:
            text: the whole text.
        """
        self._text = text
        self._places: dict[int, list[int]] = {}

    def starts(self, passage: str) -> Iterator[int]:
        """Generate where a passage begins, in order; places may overlap."""
        if not passage:
            return iter(())
        if len(passage) < _SHORTEST:
            return self._searched(passage)
        if not self._places:
            self._index()
        found: list[int] = []
        for shift in range(_BLOCK):
            places = self._places.get(hash(passage[shift : shift + _BLOCK]), ())
            if len(places) > _MOST_PLACES:
                return self._searched(passage)
            found += (
                place - shift
                for place in places
                if place >= shift and self._text.startswith(passage, place - shift)
            )
        return iter(sorted(found))

    def _index(self) -> None:
        text = self._text
        for place in range(0, len(text) - _BLOCK + 1, _BLOCK):
            places = self._places.setdefault(hash(text[place : place + _BLOCK]), [])
            if len(places) <= _MOST_PLACES:
                places.append(place)

    def _searched(self, passage: str) -> Iterator[int]:
        start = self._text.find(passage)
        while start >= 0:
            yield start
            start = self._text.find(passage, start + 1)
