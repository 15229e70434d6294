"""Stretches of a long paragraph, each laid out on its own with the same result as in the whole.

A paragraph is cut between two adjacent letters of one script. No mark, ligature or run of spaces crosses such
a cut. On both sides the nearest strong character is one of the two letters, so rules W1 to W7, N1 and N2 of
UAX #9 need no more context. Brackets are the exception: a pair around the cut is completed on both sides by
its other half (N0, BD16).
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from hashiya.layout import _bidi_classes as tables
from hashiya.layout.paragraph_cells import Surroundings
from hashiya.text.mirroring import mirror_images
from hashiya.text.ranges import character_class, expand_ranges

if TYPE_CHECKING:
    from hashiya.layout.cells import Direction

STRETCH = 8192
"""Code points of a stretch, or a few more, up to the next possible cut."""
_MOST_OPEN = 63
"""Most opening brackets without a partner; one more ends all pairing (BD16)."""
_ARABIC, _LATIN = "\u0621-\u063a\u0641-\u064a", "A-Za-z"
_OTHER_SCRIPTS = ("\u05d0-\u05ea", "\u0410-\u044f", "\u4e00-\u9fff", "\uac00-\ud7a3")
# base direction of the letters → a possible cut; lam and alef are one cell
_CUTS = {
    "rtl": rf"(?<=[{_ARABIC}])(?<!\u0644)[{_ARABIC}]",
    "ltr": rf"(?<=[{_LATIN}])[{_LATIN}]",
    "other": "|".join(f"(?<=[{letters}])[{letters}]" for letters in _OTHER_SCRIPTS),
}
_INITIATORS, _END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"
_EMBEDDINGS = "\u202a\u202b\u202d\u202e"


class Stretch(NamedTuple):
    """A part of a paragraph: code points ``[start, end)`` of the whole text."""

    start: int
    end: int
    around: Surroundings


class _Pair(NamedTuple):
    opening: int
    closing: int


class Stretches:
    """The stretches of one paragraph, each found on demand."""

    def __init__(self, text: str, start: int, end: int, base: Direction, length: int = STRETCH) -> None:
        """Find nothing yet.

        Args:
            text: the whole text.
            start: offset of the paragraph's first code point.
            end: offset after its last.
            base: its direction.
            length: the least number of code points of a stretch, except the last one.
        """
        self._text = text
        self._base = base
        self._end = end
        self._length = length
        self._brackets = _BracketReader(text, start, end)
        self._starts = array("q", [start])
        self._contexts: list[tuple[str, str]] = [("", "")]
        self._all_found = False

    def __getitem__(self, number: int) -> Stretch:
        """Return a stretch by number.

        Raises:
            IndexError: there are fewer stretches.
        """
        has_next = self.has(number + 1)
        if number >= len(self._starts):
            raise IndexError(number)
        start, end, after = self._starts[number], self._end, ""
        if has_next:
            end, after = self._starts[number + 1], self._contexts[number + 1][1]
        pairs_until = max(0, self._brackets.pairs_until - start)
        return Stretch(start, end, Surroundings(self._contexts[number][0], after, pairs_until))

    def has(self, number: int) -> bool:
        """Tell whether there is a stretch of this number."""
        while len(self._starts) <= number and not self._all_found:
            self._cut()
        return number < len(self._starts)

    def number_of(self, offset: int) -> int:
        """Find the stretch that holds an offset of the paragraph; the last one holds its end."""
        while self._starts[-1] <= offset and not self._all_found:
            self._cut()
        return bisect_right(self._starts, offset) - 1

    def _cut(self) -> None:
        """Begin one more stretch, or find that the last one reaches to the paragraph's end."""
        at = self._starts[-1] + self._length
        while at < self._end and (match := _cut_pattern().search(self._text, at, self._end)):
            cut = match.start()
            around = self._brackets.pairs_around(cut)
            if around is None:
                break
            if around.isolate is not None:
                at = around.isolate.closing + 1
            elif around.brackets and match.lastgroup != self._base:
                # their direction is certain only if they hold a letter of the base direction (N0 b)
                at = cut + 1
            else:
                openings = "".join(self._text[pair.opening] for pair in around.brackets)
                closings = "".join(self._text[pair.closing] for pair in reversed(around.brackets))
                self._starts.append(cut)
                self._contexts.append((openings + self._text[cut - 1], self._text[cut] + closings))
                return
        self._all_found = True


class _BracketReader:
    """Pairs the brackets of a paragraph outside of isolates (BD16), reading only as far as needed.

    Attributes:
        pairs_until: offset from which no bracket has a partner, since too many were open there.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        """Read nothing yet."""
        self.pairs_until = end
        self._text = text
        self._end = end
        self._tokens = _token_pattern().finditer(text, start, end)
        self._read_to = start
        # offsets of brackets without a partner so far
        self._open: list[int] = []
        self._pairs: list[_Pair] = []
        self._isolates: list[_Pair] = []
        # how many isolates the reader is in, and where the outermost began
        self._depth = self._isolate = 0
        # an embedding or an unclosed isolate reaches from here to the end
        self._whole_from = end

    def pairs_around(self, cut: int) -> _Around | None:
        """Return the brackets and the isolate around a cut; None if no cut is possible any more.

        Args:
            cut: an offset, not before that of an earlier question.
        """
        while self._read_to < cut or self._is_open_before(cut):
            token = next(self._tokens, None)
            if token is None:
                self._read_to = self._end
                self._open.clear()
                if self._depth:
                    self._whole_from = min(self._whole_from, self._isolate)
                break
            self._read_to = token.start()
            self._take(token.start(), token[0])
        if cut > self._whole_from:
            return None
        self._pairs = [pair for pair in self._pairs if pair.closing >= cut]
        self._isolates = [pair for pair in self._isolates if pair.closing >= cut]
        isolate = next((pair for pair in self._isolates if pair.opening < cut), None)
        return _Around(sorted(pair for pair in self._pairs if pair.opening < cut), isolate)

    def _is_open_before(self, cut: int) -> bool:
        return bool(self._open and self._open[0] < cut) or bool(self._depth and self._isolate < cut)

    def _take(self, offset: int, token: str) -> None:
        if self._depth:
            self._depth += (token in _INITIATORS) - (token == _END_OF_ISOLATE)
            if not self._depth:
                self._isolates.append(_Pair(self._isolate, offset))
        elif token in _INITIATORS:
            self._depth, self._isolate = 1, offset
        elif token in _EMBEDDINGS:
            self._whole_from = offset
            self._open.clear()
            self._tokens = iter(())
            self._read_to = self._end
        elif token in _closing_of() and self.pairs_until == self._end:
            self._open_bracket(offset)
        elif token in _opening_of():
            self._close_bracket(offset, token)

    def _open_bracket(self, offset: int) -> None:
        if len(self._open) == _MOST_OPEN:
            self.pairs_until = offset
            self._open.clear()
        else:
            self._open.append(offset)

    def _close_bracket(self, offset: int, bracket: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if _closing_of()[self._text[self._open[index]]] == _closing_of()[_opening_of()[bracket]]:
                self._pairs.append(_Pair(self._open[index], offset))
                del self._open[index:]
                return


class _Around(NamedTuple):
    """The brackets and the isolate around a cut.

    Attributes:
        brackets: pairs of them, outer ones first.
        isolate: the isolate that it would part, if any.
    """

    brackets: list[_Pair]
    isolate: _Pair | None


@cache
def _cut_pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _CUTS.items()))


@cache
def _token_pattern() -> re.Pattern[str]:
    return re.compile(f"[{character_class(tables.BRACKET)}{_INITIATORS}{_END_OF_ISOLATE}{_EMBEDDINGS}]")


@cache
def _closing_of() -> dict[str, str]:
    """Map each opening bracket to its closing one; canonical equivalents share it (BD14, BD16)."""
    brackets = map(chr, expand_ranges(tables.BRACKET))
    pairs = {each: mirror_images()[each] for each in brackets if category(each) == "Ps"}
    return pairs | {"\u2329": "\u3009"}


@cache
def _opening_of() -> dict[str, str]:
    """Map each closing bracket to an opening one (BD15)."""
    return {closing: opening for opening, closing in _closing_of().items()} | {"\u232a": "\u3008"}
