"""The number of colours of a terminal, by its environment and its profile."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from hashiya.terminal.environment import multiplexer

if TYPE_CHECKING:
    from collections.abc import Mapping


class ColourDepth(StrEnum):
    """The colours that may be used."""

    NONE = "none"
    """No colours are wanted (no-color.org)."""
    EIGHT = "eight"
    """The eight colours of SGR, as the terminal defines them."""
    INDEXED = "256"
    FULL = "truecolor"


_AT_LEAST = 256
"""The number of colours in terminfo from which 256 are used."""


def colour_depth(environment: Mapping[str, str], known: ColourDepth = ColourDepth.EIGHT) -> ColourDepth:
    """Find the colours that are wanted: none if NO_COLOR is not empty.

    Args:
        environment: of the process.
        known: the colours of the recognised terminal; eight for an unknown one.
    """
    return ColourDepth.NONE if environment.get("NO_COLOR") else colours_of_terminal(environment, known)


def colours_of_terminal(
    environment: Mapping[str, str], known: ColourDepth = ColourDepth.EIGHT
) -> ColourDepth:
    """Find the colours that a terminal has.

    COLORTERM is trusted except in GNU screen, which inherits it from the outer terminal but draws no 24-bit
    colour in version 4. The profile of a recognised terminal goes before TERM. For an unknown terminal, the
    name in TERM or the terminfo database may indicate 256 colours.

    Args:
        environment: of the process.
        known: the colours that the recognised terminal is known for; eight for one that is not recognised.
    """
    within = multiplexer(environment)
    if within == "screen":
        return ColourDepth.INDEXED
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return ColourDepth.FULL
    if within == "tmux":
        return ColourDepth.INDEXED
    if known is not ColourDepth.EIGHT:
        return known
    term = environment.get("TERM", "").strip()
    if term.lower().endswith("-256color") or _has_256_in_terminfo(term):
        return ColourDepth.INDEXED
    return ColourDepth.EIGHT


def _has_256_in_terminfo(term: str) -> bool:
    """Tell whether the terminfo database knows the terminal as one of 256 colours or more."""
    try:
        import curses
    except ImportError:  # a Python that was built without it
        return False
    try:
        curses.setupterm(term, fd=1)
    except (curses.error, TypeError, ValueError):  # not in the database, or a name that cannot be one
        return False
    return curses.tigetnum("colors") >= _AT_LEAST
