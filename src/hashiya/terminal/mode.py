"""The ways to write a row of cells whose visual order is known."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """How a row is written, which depends on what the terminal itself does to right-to-left letters."""

    VISUAL = "visual"
    """Cells in visual order: the terminal draws them as they come."""
    WORDS = "words"
    """Each run of right-to-left letters in logical order: the terminal itself has the bidi algorithm."""
    RUNS = "runs"
    """Each run without a space reversed: the terminal reverses the glyphs of a run, not its colours."""
    SPLIT = "split"
    """Neighbouring cells in colours that differ invisibly: the terminal reorders what has one colour."""
