"""The places of the articles of a library in the order of names."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class PlacesByName:
    """The places by the numbers of the articles; a value that never changes.

    A place equals the number, but in a folder that came in several parts: there it equals the number until
    the names are sorted.
    """

    def __init__(self, numbers: array[int] | None = None, places: array[int] | None = None) -> None:
        """Take the places of all articles up to the last one of the last sorted folder.

        Args:
            numbers: of these articles, in the order of names; None if no folder was sorted.
            places: of these articles, in the order of numbers.
        """
        self._numbers, self._places = numbers or array("I"), places or array("I")

    def __getitem__(self, number: int) -> int:
        return self._places[number] if number < len(self._places) else number

    @property
    def are_numbers(self) -> bool:
        """Whether each place equals the number."""
        return not self._places

    def in_order(self, count: int) -> Sequence[int]:
        """List the numbers of the first articles that were found, by their places."""
        if self.are_numbers:
            return range(count)
        numbers = self._numbers[:count]
        numbers.extend(range(len(numbers), count))
        return numbers

    def with_folder(self, first: int, numbers: array[int], places: array[int]) -> PlacesByName:
        """Add the places of a folder that comes behind the others.

        Args:
            first: the number, and the place, of its first article.
            numbers: of its articles, in the order of names.
            places: of its articles, in the order of numbers.
        """
        others = array("I", range(len(self._places), first))
        return PlacesByName(self._numbers + others + numbers, self._places + others + places)
