"""The ways to write a row of cells whose visual order is known."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """The mode of writing rows, depending on the terminal's treatment of right-to-left letters."""

    VISUAL = "visual"
    """Cells in visual order: the terminal draws them as they come."""
    WORDS = "words"
    """Each run of right-to-left letters in logical order: the terminal applies the bidi algorithm."""
    RUNS = "runs"
    """Each run without a space reversed: the terminal reverses the glyphs of a run, not its colours."""
    SPLIT = "split"
    """Adjacent cells in invisibly different colours: the terminal reorders only text of one colour."""
