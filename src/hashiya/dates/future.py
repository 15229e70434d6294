"""Words by which a sentence speaks of the future, so that a date without a year lies ahead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.dates.vocabulary import AHEAD

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_WORDS = 8
_CLAUSE = frozenset('.،,؛;:؟!"«»()“”')
# «سيزور» is of the future, but not «سيطر», «سياسي», «سيارة», «سيدة», «ستين»
_FUTURE_VERB = r"[وف]?س[يت](?!اس|ار|طر|د|ن|ر$|ره|ف|ول|ما|ه$|ين|ون|ره)\w{3,}"


def is_ahead(words: Sequence[str], index: int) -> bool:
    """Tell whether the words of the clause before an expression speak of the future."""
    for place in range(index - 1, max(index - 1 - _MOST_WORDS, -1), -1):
        word = words[place]
        if word in _CLAUSE:
            return False
        if word in AHEAD or re.fullmatch(_FUTURE_VERB, word):
            return True
    return False
