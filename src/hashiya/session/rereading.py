"""Carry the caret and the search of an article over to a newer text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.anchor import describe
from hashiya.annotation.anchorer import Anchorer
from hashiya.text.beginnings import common_length

if TYPE_CHECKING:
    from hashiya.session.reader import Reader
    from hashiya.text.spans import Span


def carry_over(old: Reader, new: Reader) -> None:
    """Put the caret of a reader where it was in the older text, and go on with the search."""
    if old.caret is not None:
        new.go_to(offset_in(new.text, old.text, old.caret))
    new.search(old.finder.query)


def offset_in(new: str, old: str, word: Span) -> int:
    """Find the offset in a newer text of a word of the older text.

    A word outside the part that changed keeps its distance from the beginning or the end; another word is
    anchored like an annotation. A word that is gone leaves the offset where the change begins.
    """
    same = common_length(old, new)
    if word.end <= same:
        return word.start
    rest = min(len(old), len(new)) - same
    same_at_end = common_length(old[len(old) - rest :][::-1], new[len(new) - rest :][::-1])
    if word.start >= len(old) - same_at_end:
        return word.start + len(new) - len(old)
    found = Anchorer(new).resolve(describe(old, *word)).span
    return found.start if found is not None else same
