"""Hint codes: one or two characters for each word in sight, the shortest where the next mark is likely."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from hashiya.text.spans import Span

_BACKWARD = 4
"""A word before the caret counts as so many times as far away as one behind it: marking goes forwards."""

_MARKED = 2
"""A word that is marked already counts as so many times as far away."""


def hint_codes(
    words: Sequence[Span], caret: int, characters: str, marked: Collection[Span] = ()
) -> dict[str, Span]:
    """Give each word a code that is no beginning of another one: one character, or two.

    As many words as possible have one character: those soonest behind the caret, and not marked yet. Where
    there are more words than codes, the words that are farthest away have none.

    Args:
        words: the words in sight, in reading order.
        caret: offset of the caret, in code points.
        characters: what a code is made of, the easiest to type first; at least two.
        marked: the words that have an annotation.

    Returns:
        The words by their codes, the nearest first.
    """
    here = sum(word.start < caret for word in words)

    def distance(number: int) -> int:
        steps = number - here if number >= here else (here - number) * _BACKWARD
        return steps * _MARKED if words[number] in marked else steps

    nearest = sorted(range(len(words)), key=distance)
    count = len(characters)
    # n words need s + (count - s) * count >= n, where s is the number of codes of one character
    singles = count if len(words) <= count else max(0, (count * count - len(words)) // (count - 1))
    codes = [*characters[:singles], *map("".join, product(characters[singles:], characters))]
    return {code: words[number] for code, number in zip(codes, nearest, strict=False)}
