"""MessagePack: the pieces that hashiya writes, and a decoder for what strangers wrote.

The decoder makes plain values only: no extension type, so no class is ever made of what a file says.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

_DEEPEST = 20
_MOST_VALUES = 4_000_000
_NUMBERS = {
    0xCA: ">f",
    0xCB: ">d",
    0xCC: ">B",
    0xCD: ">H",
    0xCE: ">I",
    0xCF: ">Q",
    0xD0: ">b",
    0xD1: ">h",
    0xD2: ">i",
    0xD3: ">q",
}
_LENGTHS = {1: ">B", 2: ">H", 4: ">I"}
_CONSTANTS = {0xC0: None, 0xC2: False, 0xC3: True}


def text(value: str) -> bytes:
    """Encode a text."""
    content = value.encode("utf-8", "replace")
    return b"\xdb" + struct.pack(">I", len(content)) + content


def binary(value: bytes) -> bytes:
    """Encode bytes."""
    return binary_of(len(value)) + value


def binary_of(length: int) -> bytes:
    """Begin a value of so many bytes, which follow as they are."""
    return b"\xc6" + struct.pack(">I", length)


def list_of(length: int) -> bytes:
    """Begin a list of so many values, which follow."""
    return b"\xdd" + struct.pack(">I", length)


def map_of(length: int) -> bytes:
    """Begin a map of so many pairs, whose keys and values follow in turn."""
    return b"\xdf" + struct.pack(">I", length)


def decode(source: bytes) -> Any:
    """Decode one value.

    Raises:
        HashiyaError: the bytes are no MessagePack of plain values, or hold too many values, or nest them
            too deeply.
    """
    decoder = _Decoder(source)
    value = decoder.value()
    if not decoder.is_at_end:
        raise _damaged()
    return value


def _damaged() -> HashiyaError:
    return HashiyaError(Message("exchange.msgpack_damaged"))


class _Decoder:
    """Reads one value after another; a length that the rest of the bytes cannot hold is refused."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._at = 0
        self._left = _MOST_VALUES

    @property
    def is_at_end(self) -> bool:
        return self._at == len(self._source)

    def value(self, depth: int = 0) -> Any:
        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            raise HashiyaError(Message("exchange.msgpack_too_large"))
        kind = self._take(1)[0]
        if kind < 0x80 or kind >= 0xE0:
            return kind if kind < 0x80 else kind - 0x100
        if kind in _CONSTANTS:
            return _CONSTANTS[kind]
        if kind in _NUMBERS:
            return self._number(_NUMBERS[kind])
        make, length = self._sized(kind)
        return make(length, depth)

    def _sized(self, kind: int) -> tuple[Callable[[int, int], Any], int]:
        """Find how a value with a length is read."""
        if kind < 0x90:
            return self._map, kind & 0x0F
        if kind < 0xA0:
            return self._list, kind & 0x0F
        if kind < 0xC0:
            return self._text, kind & 0x1F
        for first, sizes, make in (
            (0xC4, (1, 2, 4), self._binary),
            (0xD9, (1, 2, 4), self._text),
            (0xDC, (2, 4), self._list),
            (0xDE, (2, 4), self._map),
        ):
            if first <= kind < first + len(sizes):
                return make, self._number(_LENGTHS[sizes[kind - first]])
        raise _damaged()

    def _take(self, length: int) -> bytes:
        if length > len(self._source) - self._at:
            raise _damaged()
        self._at += length
        return self._source[self._at - length : self._at]

    def _number(self, form: str) -> Any:
        return struct.unpack(form, self._take(struct.calcsize(form)))[0]

    def _binary(self, length: int, _: int) -> bytes:
        return self._take(length)

    def _text(self, length: int, _: int) -> str:
        return self._take(length).decode("utf-8", "replace")

    def _list(self, length: int, depth: int) -> list[Any]:
        return [self.value(depth + 1) for _ in range(length)]

    def _map(self, length: int, depth: int) -> dict[Any, Any]:
        found = {}
        for _ in range(length):
            key = self.value(depth + 1)
            if not isinstance(key, str | bytes | int):
                raise _damaged()
            found[key] = self.value(depth + 1)
        return found
