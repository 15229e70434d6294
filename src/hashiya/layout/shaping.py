"""Arabic letters to the presentation forms that a terminal needs, one code point for each code point.

A terminal does not join letters, so the joined forms (U+FB50–FDFF, U+FE70–FEFF) are drawn instead. The
reshaper chooses them; what it does not know it is given in a disguise that joins alike, so that its answer
follows ArabicShaping.txt for every code point and is as long as the question.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.layout import _joining
from hashiya.text.ranges import expand_ranges

if TYPE_CHECKING:
    from collections.abc import Callable

LAM = "\u0644"
ALEFS = "\u0622\u0623\u0625\u0627"
_TATWEEL, _FATHA = "\u0640", "\u064e"
# only these letters have presentation forms (U+0621 to U+06D3)
_HAS_FORMS = re.compile("[\u0621-\u06d3]")
# (initial or medial lam, alef) → the ligature that stands for both
LIGATURES = {
    lam + alef: chr(0xFEF5 + 2 * index + final)
    for index, alef in enumerate(ALEFS)
    for final, lam in enumerate("\ufedf\ufee0")
}


def shape(text: str) -> str:
    """Draw each code point in the form that its neighbours ask for.

    Lam and alef are left as two; ``LIGATURES`` has the one form that stands for both.

    Returns:
        as many code points as ``text`` has, in the same order.

    Raises:
        HashiyaError: if the reshaper's answer is not as long as what it was given.
    """
    if not _HAS_FORMS.search(text):
        return text
    reshape, disguises = _reshaper()
    disguised = text.translate(disguises)
    shaped = reshape(disguised)
    if len(shaped) != len(text):
        message = f"arabic-reshaper answered {len(shaped)} code points to {len(text)}"
        raise HashiyaError(message, "Install the version of arabic-reshaper that pyproject.toml names.")
    if disguised == text:
        return shaped
    return "".join(
        own if own != given else form for own, given, form in zip(text, disguised, shaped, strict=True)
    )


@cache
def _reshaper() -> tuple[Callable[[str], str], dict[int, str]]:
    """The reshaper, taught the letters that it lacks, and what to give it for what it treats otherwise."""
    from arabic_reshaper import ArabicReshaper
    from arabic_reshaper.arabic_reshaper import HARAKAT_RE

    reshaper = ArabicReshaper(
        {
            "delete_harakat": False,
            "delete_tatweel": False,
            "support_zwj": False,
            "support_ligatures": False,
        }
    )
    # its letters: isolated, initial, medial, final; an empty form does not join on that side
    letters = dict(reshaper.letters)
    joins = (
        (_joining.DUAL_JOINING, (1, 1, 1, 1)),
        (_joining.CAUSING_JOINING, (1, 1, 1, 1)),
        (_joining.RIGHT_JOINING, (1, 0, 0, 1)),
        (_joining.LEFT_JOINING, (1, 1, 0, 0)),
    )
    for ranges, sides in joins:
        for letter in map(chr, expand_ranges(ranges)):
            known = letters.get(letter, ("", "", "", ""))
            letters[letter] = tuple(form or letter * side for form, side in zip(known, sides, strict=True))
    reshaper.letters = letters

    transparent = expand_ranges(_joining.TRANSPARENT_JOINING)
    disguises = {c: _FATHA for c in transparent if not HARAKAT_RE.match(chr(c))}
    # small waw, small yeh and the disputed end of ayah do not join, yet the reshaper skips them as marks
    marks_by_mistake = (c for c in range(0x600, 0x900) if c not in transparent and HARAKAT_RE.match(chr(c)))
    disguises.update(dict.fromkeys(marks_by_mistake, " "))
    # the joiner joins as tatweel does, but the reshaper would drop it
    disguises[0x200D] = _TATWEEL
    return reshaper.reshape, disguises
