"""Photographs of a screen: rectangles of pixels, and where a colour lies on them."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import NamedTuple

_XWD_VERSION = 7
_HEADER = struct.Struct(">25I")
_COLOUR_BYTES = 12


class Box(NamedTuple):
    """A rectangle of a photograph, in pixels."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Photograph:
    """What a screen shows.

    Attributes:
        stride: bytes of a line of pixels.
        pixels: lines from the top, four bytes a pixel: blue, green, red, nothing.
    """

    stride: int
    pixels: bytes

    def cut(self, box: Box) -> bytes:
        """The pixels of a rectangle, line after line."""
        first = box.top * self.stride + box.left * 4
        last = first + box.height * self.stride
        return b"".join(self.pixels[at : at + box.width * 4] for at in range(first, last, self.stride))

    def extent(self, colour: tuple[int, int, int]) -> Box | None:
        """The smallest rectangle that holds every pixel of a colour (red, green, blue); None without one."""
        wanted = bytes((*reversed(colour), 0))
        lefts: list[int] = []
        rights: list[int] = []
        lines: list[int] = []
        for line in range(len(self.pixels) // self.stride):
            row = self.pixels[line * self.stride : (line + 1) * self.stride]
            left = _first(row, wanted)
            if left is not None:
                lefts.append(left)
                rights.append(_last(row, wanted))
                lines.append(line)
        if not lines:
            return None
        return Box(min(lefts), lines[0], max(rights) + 1 - min(lefts), lines[-1] + 1 - lines[0])

    def to_ppm(self) -> bytes:
        """The photograph as a portable pixmap, to be looked at by people."""
        rgb = bytearray(len(self.pixels) // 4 * 3)
        rgb[0::3], rgb[1::3], rgb[2::3] = self.pixels[2::4], self.pixels[1::4], self.pixels[0::4]
        width = self.stride // 4
        return b"P6 %d %d 255\n" % (width, len(self.pixels) // self.stride) + bytes(rgb)


def read_xwd(data: bytes) -> Photograph:
    """The photograph that is a file of the X Window Dump format, 24 bits deep, least byte first.

    Raises:
        ValueError: it is another kind of picture, or not whole.
    """
    if len(data) < _HEADER.size:
        raise ValueError("no picture")
    header = _HEADER.unpack_from(data)
    size, version, lines, bits = (header[index] for index in (0, 1, 5, 11))
    stride, colours = header[12], header[19]
    if version != _XWD_VERSION or bits != 32 or header[7] != 0:
        raise ValueError("not a picture of 32 bits a pixel, least byte first")
    first = size + colours * _COLOUR_BYTES
    pixels = bytearray(data[first : first + lines * stride])
    if len(pixels) != lines * stride:
        raise ValueError("the picture is not whole")
    pixels[3::4] = bytes(lines * stride // 4)  # some programs leave something in the byte that is not shown
    return Photograph(stride, bytes(pixels))


def _first(row: bytes, wanted: bytes) -> int | None:
    """The first pixel of a line that is the wanted one; bytes that belong to two pixels do not count."""
    at = row.find(wanted)
    while at >= 0 and at % 4:
        at = row.find(wanted, at + 1)
    return at // 4 if at >= 0 else None


def _last(row: bytes, wanted: bytes) -> int:
    """The last pixel of a line that is the wanted one, of which there is one."""
    at = row.rfind(wanted)
    while at % 4:
        at = row.rfind(wanted, 0, at + 3)
    return at // 4
