"""The characters at which the ways of writing differ, as expressions over the text of drawn cells.

Made when the first row is written that needs them; in `visual` they never are.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import bidirectional

from hashiya.text import _width_tables as widths
from hashiya.text.mirroring import mirror_images
from hashiya.text.ranges import character_class, expand_ranges

LEFT_TO_RIGHT_MARK = "\u200e"
FIRST = "\u0590"
"""No character before it is written otherwise in a word."""
_PLAIN = re.compile("[\ufe80-\ufefc]+")
_BLOCKS = "0590-08FF FB1D-FDFF FE70-FEFF 10800-10FFF 1E800-1EFFF"
"""Where every letter of the classes R and AL is, and every Arabic number."""
_ARABIC_SCRIPT_WITHOUT_LETTERS = (
    "0600-0604 0606-0607 0609-060A 060E-060F 0660-066C 06DE 06E9 06F0-06F9 07F6-07F9 0890-0891 FB29 "
    "FD40-FD4F FDCF FDFD-FDFF 10D30-10D39 10E60-10E7E 1EEF0-1EEF1"
)
"""Numbers and signs whose script is a right-to-left one (Scripts.txt), though their class is not R or AL."""
_LETTERS_OF_EVERY_SCRIPT = "061B 061F 0640 1EC71-1ECB4 1ED01-1ED3D"
"""Of the class AL, but their script is Common: no direction follows from them."""
_NUMERIC = "00B2-00B3 00B9 00BC-00BE 2070 2074-2079 2080-2089 2150-215F 2189 2460-249B 24EA-24FF 2776-2793"
"""Which `\\w` takes for letters, and which belong to every script."""
_DRAWN_BY_KITTY = "2500-259F 2800-28FF E0B0-E0BF 1FB00-1FBFF"
_REGIONAL = "\U0001f1e6-\U0001f1ff"
_ZERO_WIDTH_JOINER = "\u200d"
_SKIN_TONES = "\U0001f3fb-\U0001f3ff"


@cache
def words() -> re.Pattern[str]:
    """A run, as the group, of right-to-left letters with their marks, or of Arabic numbers.

    After both a left-to-right mark is needed: an Arabic number is no letter, but it counts as one when the
    bidi algorithm finds the direction of the neutrals beside it (UAX #9 N1).
    """
    letter, number, mark = _of_class("R", "AL"), _of_class("AN"), _zero_width()
    return re.compile(f"([{letter}][{letter}{mark}]*|[{number}][{number}{mark}]*)")


def is_number(run: str) -> bool:
    """Whether a run of `words` is one of Arabic numbers."""
    return bidirectional(run[0]) == "AN"


@cache
def unbroken() -> re.Pattern[str]:
    """Neighbouring cells, as the group, that kitty gives to HarfBuzz as one run.

    It ends where the font does: at a space, what kitty draws itself, an emoji or another wide character.
    """
    mark = _zero_width()
    ends = " \t\ufe0f" + character_class(_DRAWN_BY_KITTY, widths.WIDE) + "\U0001f000-\U0001faff"
    return re.compile(f"([^{mark}{ends}][^{ends}]*)(?!\ufe0f)")


@cache
def right_to_left_script() -> re.Pattern[str]:
    """A character whose script is written from the right; a run that holds one may be turned by HarfBuzz."""
    return re.compile(f"[{_right_to_left_script()}]")


@cache
def directed() -> re.Pattern[str]:
    """A character whose script has a direction, which is right-to-left if it is in the group."""
    other = character_class(_BLOCKS, _NUMERIC)
    return re.compile(rf"([{_right_to_left_script()}])|(?![{other}])[^\W\d_]")


@cache
def reordered() -> re.Pattern[str]:
    """A character beside which a bidi algorithm may change the order."""
    return re.compile(f"[{_right_to_left_script()}{_of_class('AL', 'AN')}]")


@cache
def cells() -> re.Pattern[str]:
    """One cell: a base with its zero-width characters, an emoji sequence, a flag."""
    return re.compile(_cell(), re.DOTALL)


def is_plain(text: str) -> bool:
    """Whether a text is nothing but Arabic letters as they are drawn, most of all words."""
    return _PLAIN.fullmatch(text) is not None


@cache
def marked() -> re.Pattern[str]:
    """A cell, as the group, of a right-to-left letter with marks."""
    letter = f"{_right_to_left_script()}{_of_class('R', 'AL')}"
    return re.compile(f"([{letter}][{_zero_width()}]+)")


@cache
def joined() -> re.Pattern[str]:
    """A character that belongs to the cell before it."""
    return re.compile(f"[{_zero_width()}{_SKIN_TONES}{_REGIONAL}]")


def _cell() -> str:
    joined = f"[{_zero_width()}{_SKIN_TONES}]"
    return f"(?:[{_REGIONAL}]{{2}}|.)(?:{_ZERO_WIDTH_JOINER}.|{joined})*"


@cache
def mirrored() -> dict[int, int]:
    """Each mirrored character with its partner, for `str.translate`."""
    return {ord(one): ord(other) for one, other in mirror_images().items()}


@cache
def _of_class(*names: str) -> str:
    """The inside of a character class: the characters with one of these bidi classes."""
    found = [c for c in sorted(expand_ranges(_BLOCKS)) if bidirectional(chr(c)) in names]
    return _as_class(found)


@cache
def _right_to_left_script() -> str:
    letters = expand_ranges(_BLOCKS) - expand_ranges(_LETTERS_OF_EVERY_SCRIPT)
    found = [c for c in sorted(letters) if bidirectional(chr(c)) in ("R", "AL")]
    return _as_class(found) + character_class(_ARABIC_SCRIPT_WITHOUT_LETTERS)


@cache
def _zero_width() -> str:
    return character_class(widths.ZERO_WIDTH)


def _as_class(code_points: list[int]) -> str:
    """Neighbours joined to ranges."""
    ranges: list[list[int]] = []
    for c in code_points:
        if ranges and ranges[-1][1] == c - 1:
            ranges[-1][1] = c
        else:
            ranges.append([c, c])
    return character_class(" ".join(f"{first:X}-{last:X}" for first, last in ranges))
