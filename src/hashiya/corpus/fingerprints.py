"""Fingerprints of texts, by which articles with nearly the same words are found.

A fingerprint samples the hashes of all sequences of three words: of the hashes that fall into each of 64 bins
the least one is kept. Two texts agree in as many bins as they have sequences in common. Behind the sample are
the facts of `number_facts`.
"""

from __future__ import annotations

import struct
from array import array
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar
from zlib import crc32

from hashiya.corpus.number_facts import are_facts, contradict, facts_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, MutableSequence, Sequence

_Id = TypeVar("_Id", bound="Hashable")
_Id_co = TypeVar("_Id_co", bound="Hashable", covariant=True)

_BINS = 64
_BAND = 2
"""Bins that must all agree before two fingerprints are compared."""
_FORMAT = struct.Struct(f"<{_BINS}H")
SIZE = _FORMAT.size
"""Bytes of the sample, with which a fingerprint begins."""
_BYTES_OF_BAND = 2 * _BAND
_VALUE_BITS = 8 * _BYTES_OF_BAND
_MOST_VALUE = (1 << _VALUE_BITS) - 1
_SPREADING = 0x9E3779B1
"""Spreads values over a table: 2³² divided by the golden ratio."""
ALIKE = 0.5
"""The least part of the sequences of three words that versions of one story have in common."""
_SEQUENCE = 3
_SAMPLED = 1_000_000
"""Letters at the beginning of a text that count."""
_HASH = 4
"""Bytes of the hash of a word."""
_COMPARED_SIZE = SIZE + 4 * _BYTES_OF_BAND
"""Bytes that are divided into bands, four facts among them, since daily reports differ only in these."""
_MOST_REMEMBERED = 10_000


def fingerprint_of(words: str) -> bytes:
    """Make the fingerprint of a text.

    Args:
        words: its words, with spaces between, as `hashiya.corpus.words.words_of` writes them.
    """
    each_word = words[:_SAMPLED].split()
    hashes = [_HASHES[word] for word in each_word]
    hashes += [bytes(_HASH)] * (_SEQUENCE - len(hashes))
    mixed = list(map(crc32, map(b"".join, zip(hashes, hashes[1:], hashes[2:], strict=False))))
    mixed.sort(reverse=True)
    least = {each % _BINS: each // _BINS for each in mixed}  # the last of a bin stays, which is the least
    sample = _FORMAT.pack(*[(least[number] & 0xFFFF or 1) if number in least else 0 for number in _ALL])
    return sample + facts_of(each_word)


_ALL = range(_BINS)


class _Hashes(dict[str, bytes]):
    """Word → its hash, which is the same in every process."""

    def __missing__(self, word: str) -> bytes:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[word] = crc32(word.encode()).to_bytes(_HASH, "little")
        return self[word]


_HASHES = _Hashes()


def is_fingerprint(data: bytes) -> bool:
    """Tell whether data has the form of a fingerprint."""
    return len(data) >= SIZE and are_facts(data[SIZE:])


def are_alike(one: bytes, other: bytes) -> bool:
    """Tell whether two texts are versions of one story, by their fingerprints."""
    return not contradict(one[SIZE:], other[SIZE:]) and similarity(one, other) >= ALIKE


def similarity(one: bytes, other: bytes) -> float:
    """Estimate which part of their sequences of words two texts have in common, from 0 to 1."""
    samples = _FORMAT.unpack_from(one), _FORMAT.unpack_from(other)
    pairs = [(a, b) for a, b in zip(*samples, strict=True) if a or b]
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

    The time is linear, since a text is compared with the first of those that agree with it in a band. The
    bands are read one by one, so that a million texts take 20 MB.

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

    def join(first: int, place: int) -> None:
        one, other = leading(first), leading(place)
        if one != other and are_alike(prints[names[one]], prints[names[place]]):
            leader[max(one, other)] = min(one, other)

    for start in range(0, _COMPARED_SIZE, _BYTES_OF_BAND):
        band = _Band(len(names))
        for place, (_, fingerprint) in enumerate(prints.each()):
            value = int.from_bytes(fingerprint[start : start + _BYTES_OF_BAND], "big")
            if value and (first := band.put(place, value)) is not None:
                join(first, place)
    for place in range(len(leader)):
        leader[place] = leading(place)
    return leader


class _Band:
    """The first text with each value of a band, in a table smaller than a dict."""

    def __init__(self, texts: int) -> None:
        self._values = array("I", [0]) * texts  # by the places of the texts
        self._slots = array("I", [0]) * (texts * 3 // 2 + 1)  # places from 1 on; 0 is free

    def put(self, place: int, value: int) -> int | None:
        """Take in a text, and return the place of the first one with its value; None if it is the first."""
        values, slots = self._values, self._slots
        slot = (value * _SPREADING & _MOST_VALUE) * len(slots) >> _VALUE_BITS
        while first := slots[slot]:
            if values[first - 1] == value:
                return first - 1
            slot = (slot + 1) % len(slots)
        slots[slot] = place + 1
        values[place] = value
        return None
