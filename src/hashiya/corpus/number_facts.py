"""Numbers of texts with the words around them, by which daily reports of one wording are told apart.

A toll, a weather report or a list of prices has the same words every day and other numbers. Copies of one
story leave numbers out, but seldom put others in their places. A fact is a number together with its place.
"""

from __future__ import annotations

import re
import struct
from functools import lru_cache
from itertools import compress, islice
from operator import not_
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FACT = struct.Struct("<HH")
_MOST = 16
"""Facts that are kept of a text: those with the least hashes of their places, so that texts keep the same."""
_SIZES = range(0, (_MOST + 1) * _FACT.size, _FACT.size)
_LEAST_OTHERS = 2
"""Places with other numbers by which texts contradict each other; one may be a correction."""
_BEFORE, _AFTER = 2, 1
"""Words before and after a number that are its place."""
_DIGITS = re.compile(r"\d+")
_HASHES = 1 << 16


def facts_of(words: Sequence[str]) -> bytes:
    """Return the facts of a text: for each place of a number, hashes of the place and of the number.

    A place that occurs more than once is left out, and so is one at the edge of the text.

    Args:
        words: of the text, folded.
    """
    facts: dict[int, int | None] = {}
    has_number = map(not_, map(str.isalpha, words))
    for place in compress(range(len(words)), has_number):
        if not _BEFORE <= place < len(words) - _AFTER:
            continue
        around = " ".join(map(_without_number, words[place - _BEFORE : place + 1 + _AFTER]))
        key = crc32(around.encode()) % _HASHES
        facts[key] = None if key in facts else crc32(words[place].encode()) % _HASHES
    kept = sorted((key, value) for key, value in facts.items() if value is not None)
    return b"".join(_FACT.pack(*fact) for fact in islice(kept, _MOST))


@lru_cache(10_000)
def _without_number(word: str) -> str:
    return _DIGITS.sub("0", word)


def are_facts(data: bytes) -> bool:
    """Tell whether data may be the facts of a text."""
    return len(data) in _SIZES


def contradict(one: bytes, other: bytes) -> bool:
    """Tell whether two texts have other numbers in half of the places that they have in common."""
    first, second = _by_place(one), _by_place(other)
    shared = first.keys() & second.keys()
    others = sum(first[place] != second[place] for place in shared)
    return others >= _LEAST_OTHERS and 2 * others >= len(shared)


def _by_place(facts: bytes) -> Mapping[int, int]:
    return dict(_FACT.iter_unpack(facts))
