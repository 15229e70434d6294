"""How many colours a terminal has, as its environment says."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class ColourDepth(StrEnum):
    """The colours that may be used."""

    NONE = "none"
    """None are wanted (no-color.org)."""
    EIGHT = "eight"
    """The eight of SGR, whose looks are the terminal's affair; those of sixteen are not needed."""
    INDEXED = "256"
    FULL = "truecolor"


def colour_depth(environment: Mapping[str, str]) -> ColourDepth:
    """What NO_COLOR, COLORTERM and TERM say; NO_COLOR counts when it is not empty."""
    return ColourDepth.NONE if environment.get("NO_COLOR") else colours_of_terminal(environment)


def colours_of_terminal(environment: Mapping[str, str]) -> ColourDepth:
    """What COLORTERM and TERM say, as Rich understands them."""
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return ColourDepth.FULL
    ending = environment.get("TERM", "").strip().lower().rpartition("-")[2]
    return ColourDepth.INDEXED if ending in ("256color", "kitty") else ColourDepth.EIGHT
