"""The names of elements in ``class`` and ``id``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_WORD = re.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def is_about(names: str, subjects: AbstractSet[str]) -> bool:
    """Tell whether any of the names begins or ends with a subject.

    The first or last word tells the purpose of an element: ``nav-menu``, ``post-comments``, ``shareButtons``.

    Args:
        names: separated by spaces.
        subjects: words in lower case.
    """
    for name in names.split():
        words = _WORD.findall(name)
        if words and (words[0].lower() in subjects or words[-1].lower() in subjects):
            return True
    return False
