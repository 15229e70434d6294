"""The fingerprints of the texts of an index, read as they are needed, since a million take 160 MB."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from hashiya.corpus.index import Index

_MOST_KEPT = 1_000


class TextPrints:
    """Fingerprints by the numbers of their texts."""

    def __init__(self, index: Index | None, used: Container[int], others: Mapping[int, bytes]) -> None:
        """Read nothing yet.

        Args:
            index: has most fingerprints.
            used: numbers of the texts in the index that articles have.
            others: fingerprints of texts that are not in the index, by other numbers.
        """
        self._index = index
        self._used = used
        self._others = others
        self._read = lru_cache(_MOST_KEPT)(self._find)

    def each(self) -> Iterator[tuple[int, bytes]]:
        """Generate the fingerprints with their numbers, always in the same order."""
        if self._index is not None:
            yield from (pair for pair in self._index.each_fingerprint() if pair[0] in self._used)
        yield from self._others.items()

    def __getitem__(self, number: int) -> bytes:
        """Return a fingerprint; raises KeyError if there is none of this number."""
        return self._others[number] if number in self._others else self._read(number)

    def _find(self, number: int) -> bytes:
        found = self._index.fingerprint(number) if self._index is not None else None
        if found is None:
            raise KeyError(number)
        return found
