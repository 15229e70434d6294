"""Find the ids that annotations of two articles share, without keeping a million ids in memory."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hashiya.annotation.annotation import Annotation
    from hashiya.store.repository.protocols import Repository

_BITS = (1 << 32) - 1
_AT_ONCE = 50_000
"""Numbers that are sorted at once."""


class SeenIds:
    """The ids of all annotations, as 32 bits of a hash each: 4 MB for a million.

    Among a million ids some hundred share these bits by chance. Only their articles are read again.
    """

    def __init__(self) -> None:
        self._numbers = array("I")
        self._keys: list[str] = []
        # the index of each article's first number
        self._starts = array("Q")

    def add(self, key: str, annotations: Iterable[Annotation]) -> None:
        """Add the annotations of one article, whose ids all differ."""
        self._keys.append(key)
        self._starts.append(len(self._numbers))
        self._numbers.extend(_number(annotation) for annotation in annotations)

    def rename_last(self, key: str) -> None:
        """Change the key of the article that was added last."""
        self._keys[-1] = key

    def shared(self, store: Repository) -> Iterator[tuple[str, str, str]]:
        """Find the ids that two articles share; an article that can no longer be read is passed over.

        Returns:
            The key of the later article, the id, and the key of the first article that has it.
        """
        repeated = self._repeated()
        first: dict[str, str] = {}
        for key in self._holders(repeated):
            for annotation in store.load(key).annotations:
                if _number(annotation) in repeated:
                    other = first.setdefault(annotation.id, key)
                    if other != key:
                        yield key, annotation.id, other

    def _repeated(self) -> set[int]:
        found: set[int] = set()
        parts = 1 + len(self._numbers) // _AT_ONCE
        for part in range(parts):
            ordered = sorted(number for number in self._numbers if number % parts == part)
            found.update(number for number, following in pairwise(ordered) if number == following)
        return found

    def _holders(self, numbers: set[int]) -> list[str]:
        """Find the articles that have one of the numbers, in the order of addition."""
        if not numbers:
            return []
        places = (place for place, number in enumerate(self._numbers) if number in numbers)
        articles = dict.fromkeys(bisect_right(self._starts, place) - 1 for place in places)
        return [self._keys[number] for number in articles]


def _number(annotation: Annotation) -> int:
    return hash(annotation.id) & _BITS
