"""Fingerprints of texts, by which articles with nearly the same words are found.

A fingerprint samples the hashes of all sequences of three words: of the hashes that fall into each of 64 bins
the least one is kept. Two texts agree in as many bins as they have sequences in common.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

_Id = TypeVar("_Id", bound="Hashable")

_BINS = 64
_BAND = 2
"""Bins that must all agree before two fingerprints are compared."""
_FORMAT = struct.Struct(f"<{_BINS}H")
SIZE = _FORMAT.size
"""Bytes of a fingerprint."""
ALIKE = 0.5
"""The least part of the sequences of three words that versions of one story have in common."""
_SEQUENCE = 3
_SAMPLED = 1_000_000
"""Letters at the beginning of a text that count."""
_HASH = 4
"""Bytes of the hash of a word."""
_MOST_REMEMBERED = 200_000


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


def stories_of(fingerprints: Mapping[_Id, bytes]) -> Sequence[Sequence[_Id]]:
    """Group texts that are versions of one story; a text without others like it is a group of its own.

    The time is linear, since a text is compared with the first of those that agree with it in a band.

    Args:
        fingerprints: by the names of the texts.

    Returns:
        The groups in the order of their first text, each in the order of the texts.
    """
    leader: dict[_Id, _Id] = {name: name for name in fingerprints}

    def leading(name: _Id) -> _Id:
        while leader[name] != name:
            leader[name] = name = leader[leader[name]]
        return name

    order = {name: number for number, name in enumerate(fingerprints)}
    for band in range(0, SIZE, width := _BAND * 2):
        first_of: dict[bytes, _Id] = {}
        for name, fingerprint in fingerprints.items():
            bins = fingerprint[band : band + width]
            if not any(bins):
                continue
            first = leading(first_of.setdefault(bins, name))
            mine = leading(name)
            if first != mine and similarity(fingerprints[first], fingerprint) >= ALIKE:
                one, other = sorted((first, mine), key=order.__getitem__)
                leader[other] = one
    groups: defaultdict[_Id, list[_Id]] = defaultdict(list)
    for name in fingerprints:
        groups[leading(name)].append(name)
    return list(groups.values())
