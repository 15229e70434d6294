"""The plural form of a sentence that agrees with a number, by the rules of the CLDR."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _english(count: int) -> int:
    """Choose among: one, other."""
    return int(count != 1)


def _arabic(count: int) -> int:
    """Choose among: zero, one, two, few, many, other."""
    if count in range(3):
        return count
    rest = count % 100
    if rest < 3:
        return 5
    return 3 if rest <= 10 else 4


PLURAL_FORM: Mapping[str, Callable[[int], int]] = {"en": _english, "ar": _arabic}
"""By language, the number of the form from 0, as in the catalogue."""
