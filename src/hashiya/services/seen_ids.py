"""Finds the ids that annotations of two articles share, without keeping a million ids in memory."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hashiya.annotation.annotation import Annotation
    from hashiya.store.tinydb.store import Store

_BITS = (1 << 32) - 1
_AT_ONCE = 50_000
"""Numbers that are sorted at a time."""


class SeenIds:
    """The ids of all annotations, of each only 32 bits of a hash: 4 MB for a million.

    Of a million ids some hundred have the bits of another one. Their files are read again, and no others.
    """

    def __init__(self) -> None:
        self._numbers = array("I")
        self._names: list[str] = []
        # how many numbers there were before each file's
        self._starts = array("Q")

    def add(self, name: str, annotations: Iterable[Annotation]) -> None:
        """Take the annotations of one store file, no two of which have the same id."""
        self._names.append(name)
        self._starts.append(len(self._numbers))
        self._numbers.extend(_number(annotation) for annotation in annotations)

    def rename_last(self, name: str) -> None:
        """Take note that the store file that was taken last has another name now."""
        self._names[-1] = name

    def shared(self, store: Store) -> Iterator[tuple[str, str, str]]:
        """The ids that are given in two articles; a file that cannot be read any more is passed over.

        Returns:
            The key of the later article, the id, and the key of the first article that has it.
        """
        repeated = self._repeated()
        first: dict[str, str] = {}
        for name in self._holders(repeated):
            try:
                article_store = store.open_file(store.folder / name)
                annotations = article_store.load().checked().annotations
            except HashiyaError:
                continue
            for annotation in annotations:
                if _number(annotation) in repeated:
                    other = first.setdefault(annotation.id, article_store.key)
                    if other != article_store.key:
                        yield article_store.key, annotation.id, other

    def _repeated(self) -> set[int]:
        found: set[int] = set()
        parts = 1 + len(self._numbers) // _AT_ONCE
        for part in range(parts):
            ordered = sorted(number for number in self._numbers if number % parts == part)
            found.update(number for number, following in pairwise(ordered) if number == following)
        return found

    def _holders(self, numbers: set[int]) -> list[str]:
        """The names of the files that hold one of the numbers, in the order in which they were taken."""
        if not numbers:
            return []
        places = (place for place, number in enumerate(self._numbers) if number in numbers)
        files = dict.fromkeys(bisect_right(self._starts, place) - 1 for place in places)
        return [self._names[file] for file in files]


def _number(annotation: Annotation) -> int:
    return hash(annotation.id) & _BITS
