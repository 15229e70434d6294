"""The body of a paste or string, which may come in any pieces and is kept up to a limit."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from enum import Enum
from typing import NamedTuple

from hashiya.terminal.input.grammar import PASTE_END

MOST_PASTED = 1 << 20
"""Bytes kept of a paste; the rest is dropped."""
MOST_OF_STRING = 4096
"""Bytes kept of any other string."""
_ST = b"\x1b\\"
_STRING_END = re.compile(rb"\x1b\\|[\x07\x1b\x8f\x90\x98\x9b-\x9f]")
"""ST, BEL and all that begins another sequence, in 7-bit and in 8-bit form."""
_PASTE_END = rb"(?:\x1b\[|\xc2?\x9b)201~"
_SEQUENCE_END = rb"[\x1b@-~]"
_ANSWER = rb"\x1b(?:\[[?>][\d;]*\$?[a-z]|P[>!\d][^\x1b]{0,4096}\x1b\\|\]\d[^\x1b\x07]{0,4096}(?:\x07|\x1b\\))"
"""An answer that interrupts a paste."""
_EDGE = len(b"\xc2\x9b201~") - 1


class Kind(Enum):
    """The kind of sequence that a body belongs to."""

    PASTE = "paste"
    STRING = "string"
    SEQUENCE = "sequence"
    """A control sequence longer than any that has a meaning."""


class End(NamedTuple):
    """The end of a body in some data.

    Attributes:
        content: index after its last byte.
        rest: index of the first byte after the whole sequence.
    """

    content: int
    rest: int


class Body:
    """A body that is being read.

    Attributes:
        kind: of the sequence.
        is_broken: whether a part of it was discarded.
    """

    def __init__(self, kind: Kind, head: bytes = b"") -> None:
        """Begin a body.

        Args:
            kind: of the sequence.
            head: the bytes before, with the introducer; empty for a paste.
        """
        self.kind = kind
        self.is_broken = False
        self._head = head
        self._kept = bytearray()
        self._edge = b""
        # joins a character that a long silence cuts in two, and drops one that the limit cuts
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode

    def feed(self, data: bytes) -> bytes | None:
        """Take the bytes of the body, and return those after its end; None if the end has not come."""
        before = len(self._edge)
        data = self._edge + data
        end = find_end(self.kind, data, before)
        if end is None:
            self._keep(data[:-_EDGE])
            self._edge = data[-_EDGE:]
            return None
        self._keep(data[: end.content])
        self._edge = b""
        return data[end.rest :]

    def goes_on_in(self, data: bytes) -> bool:
        """Tell whether data after a long silence belongs to the body: it holds or completes its end."""
        whole = self._edge + data
        is_of_end = bool(self._edge) and PASTE_END.startswith(whole)
        return is_of_end or find_end(self.kind, whole, len(self._edge)) is not None

    def answer(self) -> bytes:
        """Return the bytes of a string with introducer and end."""
        return self._head + bytes(self._kept) + _ST

    def take_pasted(self) -> str:
        """Remove and return the text of a paste, without answers of the terminal inside it."""
        edge = next(at for at in range(len(self._edge) + 1) if PASTE_END.startswith(self._edge[at:]))
        self._keep(self._edge[:edge])
        self._edge = self._edge[edge:]
        pasted = re.sub(_ANSWER, b"", bytes(self._kept))
        self._kept.clear()
        return self._decode(pasted)

    def give_up(self) -> None:
        """Discard all but a possible beginning of the end."""
        self.is_broken = True
        self._kept.clear()

    def _keep(self, data: bytes) -> None:
        most = MOST_PASTED if self.kind is Kind.PASTE else MOST_OF_STRING
        self._kept += data[: most - len(self._kept)]


def find_end(kind: Kind, data: bytes, since: int = 0) -> End | None:
    """Find the end of a body.

    Args:
        kind: of the sequence.
        data: a part of the body.
        since: bytes at the beginning that were searched before and hold no whole end.
    """
    if kind is Kind.PASTE:
        found = re.search(_PASTE_END, data)
        return End(found.start(), found.end()) if found is not None else None
    if kind is Kind.SEQUENCE:
        found = re.compile(_SEQUENCE_END).search(data, since)
        if found is None:
            return None
        return End(found.start(), found.end() - (found[0] == b"\x1b"))
    return _find_end_of_string(data, since)


def _find_end_of_string(data: bytes, since: int) -> End | None:
    """Find ST, or BEL if no ST comes before another sequence."""
    bell = None
    for found in _STRING_END.finditer(data, max(0, since - 1)):
        at = found.start()
        if found[0] == _ST:
            return End(at, found.end())
        if at < since:
            continue
        is_c1 = found[0] >= b"\x80"
        if found[0] == b"\x07":
            bell = bell or End(at, found.end())
        elif is_c1 and _continues_letter(data, at):
            continue
        elif found[0] == b"\x9c":
            is_utf_8 = data[at - 1 : at] == b"\xc2"
            return End(at - is_utf_8, found.end())
        elif bell is not None and not (is_c1 and data[at - 1 : at] == b"\xc2"):
            return bell  # but a control in UTF-8 may be a part of the text
    return bell


def _continues_letter(data: bytes, at: int) -> bool:
    """Tell whether a byte continues a UTF-8 character other than a control."""
    for distance in (1, 2, 3):
        byte = data[at - distance] if at >= distance else 0
        if byte >= 0xC2:
            return not (byte == 0xC2 and distance == 1) and distance < 2 + (byte >= 0xE0) + (byte >= 0xF0)
        if byte < 0x80:
            return False
    return False
