"""Shape Arabic letters to presentation forms, one code point for each code point.

A terminal does not join letters, so their joined forms (U+FB50–FDFF, U+FE70–FEFF) are drawn. The reshaper
chooses the forms. Code points that it does not know are replaced by stand-ins of the same joining type, so
the result follows ArabicShaping.txt for every code point and has the length of the input.
"""

from __future__ import annotations

import re
from copy import copy
from functools import cache
from itertools import chain
from types import SimpleNamespace
from typing import TYPE_CHECKING, TypeAlias

from hashiya.errors import HashiyaError
from hashiya.layout import _joining
from hashiya.messages import Message
from hashiya.text.ranges import Classes, expand_ranges

if TYPE_CHECKING:
    from collections.abc import Callable

LAM = "\u0644"
ALEFS = "\u0622\u0623\u0625\u0627"
_TATWEEL, _FATHA = "\u0640", "\u064e"
# only these letters have presentation forms (U+0621 to U+06D3)
_HAS_FORMS = re.compile("[\u0621-\u06d3]")
# a piece ends with a character that does not join the next, so its shape does not depend on context
_ENDS = " \u0621-\u0625\u0627\u0629\u062f-\u0632\u0648"
_PIECE = re.compile(f"[^{_ENDS}]*[{_ENDS}]")
_CODE_POINTS_KEPT = 100_000
# characters that the reshaper treats as ArabicShaping.txt does: most of any text, not looked up in tables
_WELL_KNOWN = "0-AC 60C 61B 61F 621-63A 640-652 660-669 2010-2027"
# (initial or medial lam, alef) → their ligature
LIGATURES = {
    lam + alef: chr(0xFEF5 + 2 * index + final)
    for index, alef in enumerate(ALEFS)
    for final, lam in enumerate("\ufedf\ufee0")
}

# isolated, initial, medial, final; an empty form does not join on that side
_Forms: TypeAlias = tuple[str, ...]
# joining type → the forms of a letter
_SIDES = {"D": (1, 1, 1, 1), "C": (1, 1, 1, 1), "R": (1, 0, 0, 1), "L": (1, 1, 0, 0)}


def shape(text: str) -> str:
    """Replace each code point by the form that its neighbours require.

    Lam and alef stay two code points; ``LIGATURES`` maps the pair to its ligature.

    Returns:
        As many code points as ``text`` has, in the same order.

    Raises:
        HashiyaError: the result of the reshaper is not as long as its input.
    """
    if not _HAS_FORMS.search(text):
        return text
    reshape, disguises = _reshaper()
    disguised = text.translate(disguises)
    shaped = reshape(disguised)
    if len(shaped) != len(text):
        told = Message("layout.wrong_shapes", shaped=len(shaped), given=len(text))
        raise HashiyaError(told, Message("layout.install_reshaper"))
    if disguised == text:
        return shaped
    return "".join(
        own if own != given else form for own, given, form in zip(text, disguised, shaped, strict=True)
    )


class PieceShaper:
    """Shape like ``shape``, but each piece of a word only once, since pieces repeat more than words."""

    def __init__(self, code_points_kept: int = _CODE_POINTS_KEPT) -> None:
        """Cache pieces up to a total number of code points, then clear the cache."""
        self._known: dict[str, tuple[str, ...]] = {}
        self._glyphs: dict[str, str] = {}
        self._held = 0
        self._limit = code_points_kept

    def shape(self, text: str) -> tuple[str, ...]:
        """Return the glyph of each code point; equal glyphs are one object, so that cells stay small."""
        known = self._known
        if self._held > self._limit:
            known.clear()
            self._glyphs.clear()
            self._held = 0
        pieces = _PIECE.findall(text + " ")
        missing = list(set(pieces).difference(known))
        shaped = shape("".join(missing))
        self._held += len(shaped)
        glyphs = tuple(map(self._glyphs.setdefault, shaped, shaped))
        start = 0
        for piece in missing:
            end = start + len(piece)
            known[piece] = glyphs[start:end]
            start = end
        return tuple(chain.from_iterable(map(known.__getitem__, pieces)))[:-1]


@cache
def _reshaper() -> tuple[Callable[[str], str], dict[int, str]]:
    """Return the reshaper, and the table of stand-ins to translate its input."""
    from arabic_reshaper import default_reshaper

    reshaper = copy(default_reshaper)
    # every option off: marks and tatweel stay, and no ligature is made. The reshaper reads each option at
    # each call, which with its own configuration parser takes longer than shaping a line.
    reshaper.configuration = SimpleNamespace(getboolean={}.get)
    reshaper.letters = dict(reshaper.letters)
    return reshaper.reshape, _Disguises(reshaper.letters)


class _Disguises(dict[int, str]):
    """Map each code point to its stand-in for the reshaper, which learns missing letters."""

    def __init__(self, letters: dict[str, _Forms]) -> None:
        """Extend these letters of the reshaper."""
        super().__init__({code_point: chr(code_point) for code_point in expand_ranges(_WELL_KNOWN)})
        self._letters = letters

    def __missing__(self, code_point: int) -> str:
        from arabic_reshaper.arabic_reshaper import HARAKAT_RE

        own = given = chr(code_point)
        joining = joining_types()[code_point]
        if joining in _SIDES:
            known = self._letters.get(own, ("", "", "", ""))
            self._letters[own] = tuple(
                form or own * side for form, side in zip(known, _SIDES[joining], strict=True)
            )
        is_mark = HARAKAT_RE.match(own) is not None
        if code_point == 0x200D:
            # the joiner joins like tatweel, but the reshaper would drop it
            given = _TATWEEL
        elif joining == "T" and not is_mark:
            given = _FATHA
        elif joining != "T" and is_mark:
            # small waw, small yeh and the disputed end of ayah do not join, yet the reshaper skips them
            given = " "
        self[code_point] = given
        return given


@cache
def joining_types() -> Classes:
    """Map each code point to its joining type: D dual, C causing, R right, L left, T transparent, U none."""
    ranges = {
        "D": _joining.DUAL_JOINING,
        "C": _joining.CAUSING_JOINING,
        "R": _joining.RIGHT_JOINING,
        "L": _joining.LEFT_JOINING,
        "T": _joining.TRANSPARENT_JOINING,
    }
    return Classes(ranges, "U")
