"""Characters that are invisible or look like others, and the marks shown for them.

A mark takes one column, has no direction and no mirrored form, and is in DejaVu Sans Mono, so it keeps its
place in a row in every mode of the terminal. Hidden characters are format characters (Cf), no-break spaces,
tatweel, and a few letters drawn as nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from hashiya.text.categories import format_characters
from hashiya.text.ranges import character_class

if TYPE_CHECKING:
    from collections.abc import Mapping

EMBEDDINGS = "\u202a\u202b"
OVERRIDES = "\u202d\u202e"
ISOLATES = "\u2066\u2067\u2068"
END_OF_ISOLATE = "\u2069"
DIRECTIONS = frozenset(f"{EMBEDDINGS}{OVERRIDES}\u202c{ISOLATES}{END_OF_ISOLATE}")
"""The explicit directional controls of UAX #9, which order the text from them to their end."""

# one mark for characters too rare for a mark of their own
_OTHER = "\u25cc"
_TAG = "\u2691"
# arrows point in the direction that a control sets; a bar or a double line begins a range, down ends it
_MARKS = {
    "\u200e": ("\u2192", "LRM"),
    "\u200f": ("\u2190", "RLM"),
    "\u061c": ("\u219e", "ALM"),
    "\u202a": ("\u21a6", "LRE"),
    "\u202b": ("\u21a4", "RLE"),
    "\u202d": ("\u21d2", "LRO"),
    "\u202e": ("\u21d0", "RLO"),
    "\u202c": ("\u21a7", "PDF"),
    "\u2066": ("\u21e2", "LRI"),
    "\u2067": ("\u21e0", "RLI"),
    "\u2068": ("\u21e1", "FSI"),
    "\u2069": ("\u21e3", "PDI"),
    "\u200c": ("\u00a6", "ZWNJ"),
    "\u200d": ("\u203f", "ZWJ"),
    "\u200b": ("\u25af", "ZWSP"),
    "\u2060": ("\u25c7", "WJ"),
    "\ufeff": ("\u25c6", "ZWNBSP"),
    "\u00ad": ("\u00ac", "SHY"),
    "\u00a0": ("\u237d", "NBSP"),
    "\u202f": ("\u2423", "NNBSP"),
    "\u2007": ("\u25ad", "figure space"),
    "\u0640": ("\u2550", "tatweel"),
    "\u034f": (_OTHER, "CGJ"),
    "\u180e": (_OTHER, "MVS"),
    "\ufff9": (_OTHER, "IAA"),
    "\ufffa": (_OTHER, "IAS"),
    "\ufffb": (_OTHER, "IAT"),
    "\u3164": (_OTHER, "Hangul filler"),
    "\uffa0": (_OTHER, "Hangul filler"),
}


class HiddenCharacter(NamedTuple):
    """The mark and name of a hidden character.

    Attributes:
        mark: the character shown instead, one column wide.
        name: its usual short name; ``tag`` for every tag character; empty if there is none.
    """

    mark: str
    name: str


@cache
def hidden_characters() -> Mapping[str, HiddenCharacter]:
    """Return every hidden character."""
    known = {character: HiddenCharacter(*shown) for character, shown in _MARKS.items()}
    others = sorted(format_characters() - known.keys())
    return known | {character: _unnamed(character) for character in others}


def describe(character: str) -> str:
    """Describe a hidden character on one line: its mark, code point and name."""
    mark, name = hidden_characters()[character]
    return f"{mark} U+{ord(character):04X} {name}".rstrip()


def count_hidden(text: str, start: int = 0, end: int | None = None) -> Counter[str]:
    """Count each hidden character in ``text[start:end]``, in order of first appearance."""
    return Counter(_pattern().findall(text, start, len(text) if end is None else end))


def reach_hidden(text: str, start: int, end: int) -> tuple[int, int]:
    """Extend the range ``[start, end)`` by the hidden characters next to it on both sides."""
    hidden = hidden_characters()
    while start > 0 and text[start - 1] in hidden:
        start -= 1
    while end < len(text) and text[end] in hidden:
        end += 1
    return start, end


def _unnamed(character: str) -> HiddenCharacter:
    return HiddenCharacter(_TAG, "tag") if character >= "\U000e0000" else HiddenCharacter(_OTHER, "")


@cache
def _pattern() -> re.Pattern[str]:
    # as ranges, since searching a long text for single characters takes several times longer
    code_points = enumerate(sorted(map(ord, hidden_characters())))
    runs = [[c for _, c in run] for _, run in groupby(code_points, lambda pair: pair[1] - pair[0])]
    return re.compile(f"[{character_class(' '.join(f'{run[0]:X}-{run[-1]:X}' for run in runs))}]")
