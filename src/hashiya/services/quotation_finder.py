"""Find which of many quotations a text holds, in time that grows with the text alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.anchor_contexts import comparable

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

_BEGINNING = 10
"""Fewest letters of a quotation, with its context, by which an article is found."""
_LONGEST = 200
"""Letters of a quotation that are compared."""


def passage_of(prefix: str, exact: str, suffix: str) -> str:
    """Return the letters of a quotation and its context that are compared; empty if there are too few.

    Marks, spaces, letter forms and line ends make no difference.
    """
    passage = comparable(prefix + exact + suffix)[:_LONGEST]
    return passage if len(passage) >= _BEGINNING and comparable(exact) else ""


class QuotationFinder:
    """Passages to look for in texts, by their first letters."""

    def __init__(self, passages: Iterable[str]) -> None:
        """Prepare the search.

        Args:
            passages: as `passage_of` makes them; empty ones are left out.
        """
        self._passages = {passage for passage in passages if passage}
        self._lengths: dict[str, set[int]] = {}
        for passage in self._passages:
            self._lengths.setdefault(passage[:_BEGINNING], set()).add(len(passage))

    def found_in(self, text: str) -> Set[str]:
        """Find the passages that a text holds."""
        compared = comparable(text)
        found: set[str] = set()
        for start in range(len(compared) - _BEGINNING + 1 if self._passages else 0):
            lengths = self._lengths.get(compared[start : start + _BEGINNING])
            if lengths is not None:
                found.update(compared[start : start + length] for length in lengths)
        return found & self._passages
