"""What the ways of writing ask of a style, whatever a style is where they are used."""

from __future__ import annotations

from typing import NamedTuple, Protocol, TypeVar

S = TypeVar("S")


class Weight(NamedTuple):
    """The cut of a font."""

    bold: bool = False
    italic: bool = False


class Ink(Protocol[S]):
    """What the modes ask of a style and do to it."""

    def twins(self, style: S) -> tuple[str, str]:
        """Two SGR sequences: letters look the same after either, but the terminal tells them apart.

        The first leaves the colours as the style has them.
        """

    def weight(self, style: S) -> Weight:
        """Which cut of the font a style takes."""

    def with_weight(self, style: S, weight: Weight) -> S:
        """The same style in another cut of the font."""
