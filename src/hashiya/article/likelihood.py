"""The likelihood of a text in a language.

The measure is bits of evidence: how much more likely the text is in the language than by chance. It compares
the texts that the same bytes give in several encodings; ten bits are a thousand to one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from math import log2
from typing import TYPE_CHECKING

from hashiya.article.languages import CAPITALS, shares

if TYPE_CHECKING:
    from hashiya.article.languages import Language

BITS_OF_A_BYTE = 7.0
"""Bits of a byte above ASCII: 128 values are possible."""

_SIGN, _RARE_SIGN, _ODD_SIGN, _OTHER_LETTER, _NONE = 0.0, -1.0, -5.0, -6.0, -10.0
"""Evidence of a usual, a rarer and an odd sign, a foreign letter, and an unassigned code point."""
_SIGNS = frozenset("«»“”‘’„‹›–—…،؟\u00a0")
_NO_BREAK_SPACE = "\u00a0"
_RARE_SIGNS = frozenset("‚•·°§€£؛٪\u200c\u200d\u200e\u200f¡¿ªº©®™")


def evidence(text: str, language: Language) -> float:
    """Weigh the evidence for a language in a text, in bits; ASCII counts nothing."""
    gains = _gains(language)
    text = language.capitals.sub(lambda word: word.group().lower(), text) if language.capitals else text
    counts = Counter(re.sub(r"[\x00-\x7f]+", "", text))
    total = sum(
        count * (gains[each] if each in gains else _gain_of_other(each)) for each, count in counts.items()
    )
    # some no-break spaces are usual; more of them than spaces suggest an encoding with two kinds of space
    total += _RARE_SIGN * max(0, counts[_NO_BREAK_SPACE] - text.count(" "))
    for pattern, bits in language.misshapen:
        total += bits * len(re.findall(pattern, text))
    return total


@cache
def _gain_of_other(character: str) -> float:
    """Return the evidence of a character that is no letter of a language, in bits."""
    if character in _SIGNS or character in _RARE_SIGNS:
        return _SIGN if character in _SIGNS else _RARE_SIGN
    category = unicodedata.category(character)
    if character == "\ufffd" or category in ("Cc", "Cn", "Co", "Cs"):
        return _NONE
    return _OTHER_LETTER if category[0] in "LM" else _ODD_SIGN


@cache
def _gains(language: Language) -> dict[str, float]:
    """Return the evidence of each character of a language, in bits."""
    found = dict(language.others)
    rest = 1.0 - sum(found.values())
    for letter, share in shares(language.letters).items():
        capital = letter.upper()
        capitals = CAPITALS if len(capital) == 1 and capital != letter else 0.0
        found[letter] = rest * share * (1 - capitals)
        if capitals:
            found[capital] = rest * share * capitals
    return {character: log2(share) + BITS_OF_A_BYTE for character, share in found.items()}
