"""The operations on styles that the ways of writing need, independent of the type of a style."""

from __future__ import annotations

from typing import NamedTuple, Protocol, TypeVar

S = TypeVar("S")


class Weight(NamedTuple):
    """The weight and slant of a font."""

    bold: bool = False
    italic: bool = False


class Ink(Protocol[S]):
    """The operations on styles of type S."""

    def twins(self, style: S) -> tuple[str, str]:
        """Return two SGR sequences of the same look that the terminal distinguishes.

        The first keeps the colours of the style.
        """

    def weight(self, style: S) -> Weight:
        """Return the weight of a style."""

    def with_weight(self, style: S, weight: Weight) -> S:
        """Return the style in another weight."""
