"""Regular expressions over the text of drawn cells, for the ways of writing rows.

They are compiled when a row first needs them, and never in the mode `visual`. Each expression depends on the
text: the standard library compares a character with every range of a class beyond U+FFFF one by one, so a
class for all of Unicode is eighty times slower than a class for the characters of most texts.
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
"""Separators in joined texts; no cell holds them, since they are drawn as U+FFFD."""
_RARE = re.compile("[\u1160-\u11ff\u3164\ud7b0-\ud7ff\uffa0\U00010000-\U0010ffff]")
"""Characters beyond U+FFFF, and all zero-width letters."""
_BLOCKS = "0590-08FF FB1D-FDFF FE70-FEFF 10800-10FFF 1E800-1EFFF"
"""Blocks that hold all letters of the classes R and AL and all Arabic numbers."""
_ARABIC_SCRIPT_WITHOUT_LETTERS = (
    "0600-0604 0606-0607 0609-060A 060E-060F 0660-066C 06DE 06E9 06F0-06F9 07F6-07F9 0890-0891 FB29 "
    "FD40-FD4F FDCF FDFD-FDFF 10D30-10D39 10E60-10E7E 1EEF0-1EEF1"
)
"""Numbers and signs of right-to-left scripts (Scripts.txt) whose class is neither R nor AL."""
_LETTERS_OF_EVERY_SCRIPT = "061B 061F 0640 1EC71-1ECB4 1ED01-1ED3D"
"""Letters of class AL in the script Common, which has no direction."""
_NUMERIC = "00B2-00B3 00B9 00BC-00BE 2070 2074-2079 2080-2089 2150-215F 2189 2460-249B 24EA-24FF 2776-2793"
"""Characters of script Common that `\\w` matches like letters."""
_DRAWN_BY_KITTY = "2500-259F 2800-28FF E0B0-E0BF 1FB00-1FBFF"
_EMOJI = "1F000-1FAFF"
_REGIONAL = "\U0001f1e6-\U0001f1ff"
_ZERO_WIDTH_JOINER = "\u200d"
_SKIN_TONES = "\U0001f3fb-\U0001f3ff"


def _for_text(expression: Callable[[bool], str]) -> Callable[[str], re.Pattern[str]]:
    """Make a function from a text to a compiled expression.

    Args:
        expression: returns the expression, given whether the text has rare characters.
    """
    compiled = cache(lambda rare: re.compile(expression(rare)))
    return lambda text: compiled(is_rare(text))


def is_rare(text: str) -> bool:
    """Tell whether a text has characters beyond U+FFFF or zero-width letters."""
    return _RARE.search(text) is not None


@_for_text
def words(rare: bool) -> str:
    """Match a run of right-to-left letters with their marks, or of Arabic numbers, as the group.

    Both need a left-to-right mark after them: an Arabic number is not a letter, but gives neutrals beside it
    the same direction (UAX #9 N1).
    """
    letter, number = _of_class("R", "AL", rare=rare), _of_class("AN", rare=rare)
    mark = _class(widths.ZERO_WIDTH, rare=rare)
    return f"([{letter}][{letter}{mark}]*|[{number}][{number}{mark}]*)"


def is_number(run: str) -> bool:
    """Tell whether a run of `words` consists of Arabic numbers."""
    return bidirectional(run[0]) == "AN"


@_for_text
def unbroken(rare: bool) -> str:
    """Match adjacent cells that kitty passes to HarfBuzz as one run, as the group.

    A run ends with its font: at a space, an emoji, a wide character, or one that kitty draws itself.
    """
    mark = _class(widths.ZERO_WIDTH, rare=rare)
    ends = f" \t\ufe0f{PIECE_END}{ROW_END}" + _class(_DRAWN_BY_KITTY, widths.WIDE, _EMOJI, rare=rare)
    return f"([^{mark}{ends}][^{ends}]*)(?!\ufe0f)"


@cache
def easily_turned() -> re.Pattern[str]:
    """Match text between blanks that kitty simply reverses, as the group.

    It consists of presentation forms and of neutrals without a mirror image.
    """
    letter, neutral = "\ufe80-\ufefc", r"!-'*-;?@\\^_`|~\u060c\u061b\u061f\u0640\u2026"
    blank = f" {PIECE_END}{ROW_END}"
    return re.compile(f"(?<![^{blank}])([{neutral}]*[{letter}][{letter}{neutral}]*)(?![^{blank}])")


@cache
def word_going_on() -> re.Pattern[str]:
    """Match the end of a piece across which a word may continue; no word has a character before U+0590."""
    of_word = "[\u0590-\U0010ffff]"
    return re.compile(f"{PIECE_END}(?<={of_word}{PIECE_END}){of_word}")


@cache
def run_going_on() -> re.Pattern[str]:
    """Match the end of a piece across which a run may continue."""
    of_run = f"[^ {ROW_END}]"
    return re.compile(f"{PIECE_END}(?<={of_run}{PIECE_END}){of_run}")


@_for_text
def right_to_left_script(rare: bool) -> str:
    """Match a character of a right-to-left script; HarfBuzz may reverse a run that holds one."""
    return f"[{_of_right_to_left_script(rare=rare)}]"


@_for_text
def directed(rare: bool) -> str:
    """Match a character whose script has a direction, as the group if that is right-to-left."""
    other = _class(_BLOCKS, _NUMERIC, rare=rare)
    return rf"([{_of_right_to_left_script(rare=rare)}])|(?![{other}])[^\W\d_]"


@_for_text
def reordered(rare: bool) -> str:
    """Match a character next to which the bidi algorithm may change the order."""
    return f"[{_of_right_to_left_script(rare=rare)}{_of_class('AL', 'AN', rare=rare)}]"


@_for_text
def cells(rare: bool) -> str:
    """Match one cell: a base with its zero-width characters, an emoji sequence, or a flag."""
    mark = _class(widths.ZERO_WIDTH, rare=rare)
    base, joined = (f"(?:[{_REGIONAL}]{{2}}|.)", f"[{mark}{_SKIN_TONES}]") if rare else (".", f"[{mark}]")
    return f"(?s){base}(?:{_ZERO_WIDTH_JOINER}.|{joined})*"


@_for_text
def marked(rare: bool) -> str:
    """Match the cell of a right-to-left letter with marks, as the group."""
    letter = f"{_of_right_to_left_script(rare=rare)}{_of_class('R', 'AL', rare=rare)}"
    return f"([{letter}][{_class(widths.ZERO_WIDTH, rare=rare)}]+)"


@_for_text
def joined(rare: bool) -> str:
    """Match a character that belongs to the cell before it."""
    return f"[{_class(widths.ZERO_WIDTH, rare=rare)}{_SKIN_TONES + _REGIONAL if rare else ''}]"


@cache
def mirrored() -> dict[int, int]:
    """Map each mirrored character to its partner, for `str.translate`."""
    return {ord(one): ord(other) for one, other in mirror_images().items()}


@cache
def _of_class(*names: str, rare: bool) -> str:
    """Return the inside of a character class: the characters of some bidi classes."""
    found = [c for c in sorted(expand_ranges(_BLOCKS)) if bidirectional(chr(c)) in names]
    return _as_class(found, rare=rare)


@cache
def _of_right_to_left_script(*, rare: bool) -> str:
    letters = expand_ranges(_BLOCKS) - expand_ranges(_LETTERS_OF_EVERY_SCRIPT)
    found = [c for c in sorted(letters) if bidirectional(chr(c)) in ("R", "AL")]
    return _as_class(found, rare=rare) + _class(_ARABIC_SCRIPT_WITHOUT_LETTERS, rare=rare)


def _class(*ranges: str, rare: bool) -> str:
    """Return the inside of a character class, with rare characters only on demand."""
    if rare:
        return character_class(*ranges)
    pairs = [pair for each in ranges for pair in parse_ranges(each) if not is_rare(chr(pair[0]))]
    return character_class(" ".join(f"{first:X}-{last:X}" for first, last in pairs))


def _as_class(code_points: list[int], *, rare: bool) -> str:
    """Join consecutive code points to ranges in a character class."""
    ranges: list[list[int]] = []
    for c in code_points:
        if ranges and ranges[-1][1] == c - 1:
            ranges[-1][1] = c
        else:
            ranges.append([c, c])
    return _class(" ".join(f"{first:X}-{last:X}" for first, last in ranges), rare=rare)
