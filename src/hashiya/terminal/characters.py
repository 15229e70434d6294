"""The characters at which the ways of writing differ, as expressions over the text of drawn cells.

Made when the first row is written that needs them; in `visual` they never are. Each is given for a text: the
standard library compares a character one by one with every range beyond U+FFFF that a class has, so that one
for all of Unicode takes eighty times as long as one for what most texts have.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from hashiya.text import _width_tables as widths
from hashiya.text.mirroring import mirror_images
from hashiya.text.ranges import character_class, expand_ranges, parse_ranges

if TYPE_CHECKING:
    from collections.abc import Callable

LEFT_TO_RIGHT_MARK = "\u200e"
PIECE_END, ROW_END = "\0", "\n"
"""Between texts that are looked through at once; no cell has them, for they would be drawn as U+FFFD."""
_RARE = re.compile("[\u1160-\u11ff\u3164\ud7b0-\ud7ff\uffa0\U00010000-\U0010ffff]")
"""What lies beyond U+FFFF, and the letters without a width: no other zero-width character is a letter."""
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
_EMOJI = "1F000-1FAFF"
_REGIONAL = "\U0001f1e6-\U0001f1ff"
_ZERO_WIDTH_JOINER = "\u200d"
_SKIN_TONES = "\U0001f3fb-\U0001f3ff"


def _for_text(expression: Callable[[bool], str]) -> Callable[[str], re.Pattern[str]]:
    """Make a function from a text to a compiled expression.

    Args:
        expression: given whether the text has rare characters.
    """
    compiled = cache(lambda rare: re.compile(expression(rare)))
    return lambda text: compiled(is_rare(text))


def is_rare(text: str) -> bool:
    """Whether a text has characters beyond U+FFFF, or letters without a width."""
    return _RARE.search(text) is not None


@_for_text
def words(rare: bool) -> str:
    """A run, as the group, of right-to-left letters with their marks, or of Arabic numbers.

    After both a left-to-right mark is needed: an Arabic number is no letter, but it counts as one when the
    bidi algorithm finds the direction of the neutrals beside it (UAX #9 N1).
    """
    letter, number = _of_class("R", "AL", rare=rare), _of_class("AN", rare=rare)
    mark = _class(widths.ZERO_WIDTH, rare=rare)
    return f"([{letter}][{letter}{mark}]*|[{number}][{number}{mark}]*)"


def is_number(run: str) -> bool:
    """Whether a run of `words` is one of Arabic numbers."""
    return bidirectional(run[0]) == "AN"


@_for_text
def unbroken(rare: bool) -> str:
    """Neighbouring cells, as the group, that kitty gives to HarfBuzz as one run.

    It ends where the font does: at a space, what kitty draws itself, an emoji or another wide character.
    """
    mark = _class(widths.ZERO_WIDTH, rare=rare)
    ends = f" \t\ufe0f{PIECE_END}{ROW_END}" + _class(_DRAWN_BY_KITTY, widths.WIDE, _EMOJI, rare=rare)
    return f"([^{mark}{ends}][^{ends}]*)(?!\ufe0f)"


@cache
def easily_turned() -> re.Pattern[str]:
    """What stands between blanks, as the group, and which kitty only turns round.

    It has letters as they are drawn, and otherwise what no direction follows from and has no mirror image.
    """
    letter, neutral = "\ufe80-\ufefc", r"!-'*-;?@\\^_`|~\u060c\u061b\u061f\u0640\u2026"
    blank = f" {PIECE_END}{ROW_END}"
    return re.compile(f"(?<![^{blank}])([{neutral}]*[{letter}][{letter}{neutral}]*)(?![^{blank}])")


@cache
def word_going_on() -> re.Pattern[str]:
    """The end of a piece over which a word may go on; none has a character before U+0590."""
    of_word = "[\u0590-\U0010ffff]"
    return re.compile(f"{PIECE_END}(?<={of_word}{PIECE_END}){of_word}")


@cache
def run_going_on() -> re.Pattern[str]:
    """The end of a piece over which a run may go on."""
    of_run = f"[^ {ROW_END}]"
    return re.compile(f"{PIECE_END}(?<={of_run}{PIECE_END}){of_run}")


@_for_text
def right_to_left_script(rare: bool) -> str:
    """A character whose script is written from the right; a run that holds one may be turned by HarfBuzz."""
    return f"[{_of_right_to_left_script(rare=rare)}]"


@_for_text
def directed(rare: bool) -> str:
    """A character whose script has a direction, which is right-to-left if it is in the group."""
    other = _class(_BLOCKS, _NUMERIC, rare=rare)
    return rf"([{_of_right_to_left_script(rare=rare)}])|(?![{other}])[^\W\d_]"


@_for_text
def reordered(rare: bool) -> str:
    """A character beside which a bidi algorithm may change the order."""
    return f"[{_of_right_to_left_script(rare=rare)}{_of_class('AL', 'AN', rare=rare)}]"


@_for_text
def cells(rare: bool) -> str:
    """One cell: a base with its zero-width characters, an emoji sequence, a flag."""
    mark = _class(widths.ZERO_WIDTH, rare=rare)
    base, joined = (f"(?:[{_REGIONAL}]{{2}}|.)", f"[{mark}{_SKIN_TONES}]") if rare else (".", f"[{mark}]")
    return f"(?s){base}(?:{_ZERO_WIDTH_JOINER}.|{joined})*"


@_for_text
def marked(rare: bool) -> str:
    """A cell, as the group, of a right-to-left letter with marks."""
    letter = f"{_of_right_to_left_script(rare=rare)}{_of_class('R', 'AL', rare=rare)}"
    return f"([{letter}][{_class(widths.ZERO_WIDTH, rare=rare)}]+)"


@_for_text
def joined(rare: bool) -> str:
    """A character that belongs to the cell before it."""
    return f"[{_class(widths.ZERO_WIDTH, rare=rare)}{_SKIN_TONES + _REGIONAL if rare else ''}]"


@cache
def mirrored() -> dict[int, int]:
    """Each mirrored character with its partner, for `str.translate`."""
    return {ord(one): ord(other) for one, other in mirror_images().items()}


@cache
def _of_class(*names: str, rare: bool) -> str:
    """The inside of a character class: the characters with one of these bidi classes."""
    found = [c for c in sorted(expand_ranges(_BLOCKS)) if bidirectional(chr(c)) in names]
    return _as_class(found, rare=rare)


@cache
def _of_right_to_left_script(*, rare: bool) -> str:
    letters = expand_ranges(_BLOCKS) - expand_ranges(_LETTERS_OF_EVERY_SCRIPT)
    found = [c for c in sorted(letters) if bidirectional(chr(c)) in ("R", "AL")]
    return _as_class(found, rare=rare) + _class(_ARABIC_SCRIPT_WITHOUT_LETTERS, rare=rare)


def _class(*ranges: str, rare: bool) -> str:
    """The inside of a character class, without what is rare where that is not wanted."""
    if rare:
        return character_class(*ranges)
    pairs = [pair for each in ranges for pair in parse_ranges(each) if not is_rare(chr(pair[0]))]
    return character_class(" ".join(f"{first:X}-{last:X}" for first, last in pairs))


def _as_class(code_points: list[int], *, rare: bool) -> str:
    """Neighbours joined to ranges."""
    ranges: list[list[int]] = []
    for c in code_points:
        if ranges and ranges[-1][1] == c - 1:
            ranges[-1][1] = c
        else:
            ranges.append([c, c])
    return _class(" ".join(f"{first:X}-{last:X}" for first, last in ranges), rare=rare)
