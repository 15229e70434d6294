"""Cells of words, remembered: words repeat, and letters join only within a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.layout.clusters import MIRRORED, WIDE_MIRRORED, find_clusters, leading_zero_widths
from hashiya.layout.levels import is_level_throughout
from hashiya.layout.shaping import shape
from hashiya.layout.wrap import has_wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# what a word may hold that its paragraph must look at; added up over the words of a paragraph
NOT_PLAIN_RTL = 1
NOT_PLAIN_LTR = 2
HAS_WIDE = 4
HAS_MIRRORED = 8
BEGINS_WITH_ZERO_WIDTH = 16

_CODE_POINTS_KEPT = 400_000


class Word(NamedTuple):
    """Cells of a word and of the space after it, in logical order.

    Attributes:
        texts: what each cell draws, unmirrored.
        lengths: code points in each cell.
        kinds: one byte a cell (see ``clusters``).
        features: sum of ``NOT_PLAIN_RTL`` to ``BEGINS_WITH_ZERO_WIDTH``.
    """

    texts: Sequence[str]
    lengths: Sequence[int]
    kinds: bytes
    features: int


class WordCache:
    """Words that were laid out, by their code points."""

    def __init__(self, code_points_kept: int = _CODE_POINTS_KEPT) -> None:
        """Remember words of so many code points together before all are forgotten."""
        self._words: dict[str, Word] = {}
        self._glyphs: dict[str, str] = {}
        self._held = 0
        self._limit = code_points_kept

    def lay_out(self, words: list[str]) -> list[Word]:
        """Cells of each word followed by a space.

        A word that ``BEGINS_WITH_ZERO_WIDTH`` is right only at the start of a paragraph: elsewhere its first
        code points belong to the space before it, and both to one word.
        """
        known = self._words
        missing = set(words).difference(known)
        if missing:
            if self._held > self._limit:
                known.clear()
                self._glyphs.clear()
                self._held = 0
                missing = set(words)
            self._add(missing)
        return list(map(known.__getitem__, words))

    def _add(self, words: Iterable[str]) -> None:
        # one call shapes them all; the space between two words joins to neither
        in_order = list(words)
        shaped = shape(" ".join(in_order))
        start = 0
        for word in in_order:
            end = start + len(word)
            self._words[word] = self._make(word, shaped[start:end])
            self._held += len(word) + 16
            start = end + 1

    def _make(self, word: str, shaped: str) -> Word:
        texts, lengths, kinds = find_clusters(word, shaped)
        features = 0
        if not is_level_throughout(word, "rtl"):
            features += NOT_PLAIN_RTL
        if not is_level_throughout(word, "ltr"):
            features += NOT_PLAIN_LTR
        if has_wide(kinds):
            features += HAS_WIDE
        if MIRRORED in kinds or WIDE_MIRRORED in kinds:
            features += HAS_MIRRORED
        if leading_zero_widths(word):
            features += BEGINS_WITH_ZERO_WIDTH
        # equal texts are one object, so that cells stay small
        one = self._glyphs.setdefault
        return Word((*(one(text, text) for text in texts), " "), (*lengths, 1), kinds + b" ", features)
