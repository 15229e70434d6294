"""Fingerprints of texts, by which articles with nearly the same words are found.

A fingerprint samples the hashes of all sequences of three words: of the hashes that fall into each of 64 bins
the least one is kept. Two texts agree in as many bins as they have sequences in common.
"""

from __future__ import annotations

import struct
from array import array
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, MutableSequence, Sequence

_Id = TypeVar("_Id", bound="Hashable")
_Id_co = TypeVar("_Id_co", bound="Hashable", covariant=True)

_BINS = 64
_BAND = 2
"""Bins that must all agree before two fingerprints are compared."""
_FORMAT = struct.Struct(f"<{_BINS}H")
SIZE = _FORMAT.size
"""Bytes of a fingerprint."""
_BYTES_OF_BAND = 2 * _BAND
_BYTES_AT_ONCE = 2 * _BYTES_OF_BAND
_PARTS = 64
"""Parts of a band that are sorted one after the other."""
_PLACE_BITS = 32
_PLACE = (1 << _PLACE_BITS) - 1
ALIKE = 0.5
"""The least part of the sequences of three words that versions of one story have in common."""
_SEQUENCE = 3
_SAMPLED = 1_000_000
"""Letters at the beginning of a text that count."""
_HASH = 4
"""Bytes of the hash of a word."""
_MOST_REMEMBERED = 30_000


def fingerprint_of(words: str) -> bytes:
    """Make the fingerprint of a text.

    Args:
        words: its words, with spaces between, as `hashiya.corpus.words.words_of` writes them.
    """
    hashes = [_HASHES[word] for word in words[:_SAMPLED].split()]
    hashes += [bytes(_HASH)] * (_SEQUENCE - len(hashes))
    mixed = list(map(crc32, map(b"".join, zip(hashes, hashes[1:], hashes[2:], strict=False))))
    mixed.sort(reverse=True)
    least = {each % _BINS: each // _BINS for each in mixed}  # the last of a bin stays, which is the least
    return _FORMAT.pack(*[(least[number] & 0xFFFF or 1) if number in least else 0 for number in _ALL])


_ALL = range(_BINS)


class _Hashes(dict[str, bytes]):
    """Word → its hash, which is the same in every process."""

    def __missing__(self, word: str) -> bytes:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[word] = crc32(word.encode()).to_bytes(_HASH, "little")
        return self[word]


_HASHES = _Hashes()


def similarity(one: bytes, other: bytes) -> float:
    """Estimate which part of their sequences of words two texts have in common, from 0 to 1."""
    pairs = [(a, b) for a, b in zip(_FORMAT.unpack(one), _FORMAT.unpack(other), strict=True) if a or b]
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else 1.0


class Prints(Protocol[_Id_co]):
    """Fingerprints of texts, which may be too many to be in memory at once."""

    def each(self) -> Iterator[tuple[_Id_co, bytes]]:
        """Generate the fingerprints with the names of their texts, always in the same order."""

    def __getitem__(self, name: Any, /) -> bytes:
        """Return the fingerprint of a text."""


class _Held(Generic[_Id]):
    """Fingerprints in memory."""

    def __init__(self, fingerprints: Mapping[_Id, bytes]) -> None:
        self._fingerprints = fingerprints

    def each(self) -> Iterator[tuple[_Id, bytes]]:
        yield from self._fingerprints.items()

    def __getitem__(self, name: _Id, /) -> bytes:
        return self._fingerprints[name]


def stories_of(fingerprints: Mapping[_Id, bytes]) -> Sequence[Sequence[_Id]]:
    """Group texts that are versions of one story; a text without others like it is a group of its own.

    Args:
        fingerprints: by the names of the texts.

    Returns:
        The groups in the order of their first text, each in the order of the texts.
    """
    names: list[_Id] = []
    leaders = leaders_of(_Held(fingerprints), names)
    groups: defaultdict[int, list[_Id]] = defaultdict(list)
    for name, leader in zip(names, leaders, strict=True):
        groups[leader].append(name)
    return list(groups.values())


def leaders_of(prints: Prints[_Id], names: MutableSequence[_Id]) -> Sequence[int]:
    """Find for each text the place of the first text of its story.

    The time is linear but for sorting, since a text is compared with the first of those that agree with it in
    a band. A few bands are read at a time, and each is sorted in parts, so that a million texts take 30 MB.

    Args:
        prints: of the texts.
        names: takes the names of the texts, in order.
    """
    names.extend(name for name, _ in prints.each())
    leader = array("I", range(len(names)))

    def leading(place: int) -> int:
        while leader[place] != place:
            leader[place] = place = leader[leader[place]]
        return place

    for first_band in range(0, SIZE, _BYTES_AT_ONCE):
        bands = range(first_band, first_band + _BYTES_AT_ONCE, _BYTES_OF_BAND)
        columns = [[array("Q") for _ in range(_PARTS)] for _ in bands]
        for place, (_, fingerprint) in enumerate(prints.each()):
            for column, start in zip(columns, bands, strict=True):
                if value := int.from_bytes(fingerprint[start : start + _BYTES_OF_BAND], "big"):
                    column[value % _PARTS].append(value << _PLACE_BITS | place)
        for part in chain.from_iterable(columns):
            last = first = -1
            for each in sorted(part):
                value, place = each >> _PLACE_BITS, each & _PLACE
                if value != last:
                    last, first = value, place
                    continue
                one, other = sorted((leading(first), leading(place)))
                if one != other and similarity(prints[names[one]], prints[names[place]]) >= ALIKE:
                    leader[other] = one
    for place in range(len(leader)):
        leader[place] = leading(place)
    return leader
