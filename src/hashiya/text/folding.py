"""Search that finds an Arabic word however it is spelled, and says where it stands in the text.

Folded text keeps one form of each letter: of alef with hamza or madda alef, of alef maqsura yeh, of teh
marbuta heh, of Persian kaf and yeh the Arabic ones; marks, tatweel and zero-widths are left out,
presentation forms and digits of any script become plain, Latin becomes lower case without accents. Nothing
is folded on disk.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 16_384
_LEFT_OUT = frozenset(("Mn", "Me", "Mc", "Cf"))
_SEPARATOR = "B"
# what canonical and compatibility decomposition (NFKD) leaves apart
_SAME_LETTERS = {
    form: letter
    for letter, forms in (
        ("\u0627", "\u0671\u0672\u0673\u0675"),  # alef: wasla, wavy hamza, high hamza
        ("\u064a", "\u0649\u06cc\u06d2\u06cd\u06ce\u06d0\u06d1"),  # yeh: maqsura, Farsi, barree and the like
        ("\u0647", "\u0629\u06c1\u06c3\u06d5\u06be"),  # heh: teh marbuta, goal, ae, doachashmee
        ("\u0643", "\u06a9\u06aa"),  # kaf: keheh, swash
        ("", "\u0640"),  # tatweel
    )
    for form in forms
}


def fold(text: str) -> str:
    """``text`` as search compares it; may be shorter than the text, or longer."""
    return text.translate(_FOLDS)


def search(text: str, query: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Every place in ``text[start:end]`` that reads as ``query`` once both are folded, in order.

    A space in the query stands for any run of spaces, within a line; spaces around it do not count. A hit
    takes in the marks and the tatweel that follow its last letter, and a ligature whole. The text is folded
    bit by bit, as the hits are asked for.

    Args:
        text: the whole text.
        query: what is looked for; an empty one, or one of marks only, is found nowhere.
        start: first offset to look at, in code points.
        end: offset after the last; None for the end of the text.
    """
    words = fold(query).split()
    if not words:
        return
    pattern = re.compile(" +".join(map(re.escape, words)))
    end = len(text) if end is None else end
    while start < end:
        chunk = _end_of_chunk(text, start, end)
        folded = fold(text[start:chunk])
        place = _Place(start, 0)
        for match in pattern.finditer(folded):
            first = _place_of(match.start(), text, place)
            place = _place_of(match.end() - 1, text, first)
            yield Span(first.offset, _after_letter(text, place.offset, chunk))
        start = chunk


def _end_of_chunk(text: str, start: int, end: int) -> int:
    """Where to stop folding: after a line feed, which no hit reaches over."""
    newline = text.find("\n", start + _CHUNK, end)
    return end if newline < 0 else newline + 1


class _Place(NamedTuple):
    """A code point and where what it folds to begins, counted from the start of the folded chunk."""

    offset: int
    folded: int


def _place_of(target: int, text: str, place: _Place) -> _Place:
    """The code point that folds to the one at ``target``, looked for from ``place`` on.

    A stretch as long as what is still missing is folded and stepped over; as most of it folds one to one,
    few stretches are needed. A ligature can fold to more than is missing: then the stretch is halved.
    """
    offset, folded = place
    step = target - folded
    while folded < target:
        length = len(fold(text[offset : offset + step]))
        if folded + length <= target:
            offset, folded = offset + step, folded + length
            step = target - folded
        elif step > 1:
            step //= 2
        else:
            return _Place(offset, folded)
    while not _FOLDS[ord(text[offset])]:
        offset += 1
    return _Place(offset, folded)


def _after_letter(text: str, at: int, end: int) -> int:
    at += 1
    while at < end and not _FOLDS[ord(text[at])]:
        at += 1
    return at


class _Folds(dict[int, str]):
    """What each code point folds to; filled as code points are met, for ``str.translate``."""

    def __missing__(self, code_point: int) -> str:
        character = chr(code_point)
        if unicodedata.bidirectional(character) == _SEPARATOR:
            folded = "\n"
        elif character.isspace():
            folded = " "
        else:
            folded = "".join(map(_fold_letter, unicodedata.normalize("NFKD", character).casefold()))
        self[code_point] = folded
        return folded


def _fold_letter(letter: str) -> str:
    """One code point of a decomposed character."""
    if letter in _SAME_LETTERS:
        return _SAME_LETTERS[letter]
    if letter.isspace() or unicodedata.category(letter) in _LEFT_OUT:
        return ""
    digit = unicodedata.decimal(letter, None)
    return letter if digit is None else str(digit)


_FOLDS = _Folds()
