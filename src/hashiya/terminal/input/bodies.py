"""The content of a paste or a string: its end is found in any pieces, and what is kept of it is bounded."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from enum import Enum
from typing import NamedTuple

from hashiya.terminal.input.grammar import PASTE_END

MOST_PASTED = 1 << 20
"""So many bytes of a paste are kept; the rest of it is dropped."""
MOST_OF_STRING = 4096
"""So many bytes of any other string are kept."""
_ST = b"\x1b\\"
_STRING_END = re.compile(rb"\x1b\\|[\x07\x1b\x9c]")
_PASTE_END = rb"(?:\x1b\[|\xc2?\x9b)201~"
_SEQUENCE_END = rb"[\x1b@-~]"
_ANSWER = rb"\x1b(?:\[[?>][\d;]*\$?[a-z]|P[>!\d][^\x1b]{0,4096}\x1b\\|\]\d[^\x1b\x07]{0,4096}(?:\x07|\x1b\\))"
"""An answer that falls into a paste."""
_EDGE = len(b"\xc2\x9b201~") - 1


class Kind(Enum):
    """What a body belongs to."""

    PASTE = "paste"
    STRING = "string"
    SEQUENCE = "sequence"
    """A control sequence longer than any that has a meaning."""


class End(NamedTuple):
    """Where a body ends in some data.

    Attributes:
        content: the index behind its last byte.
        rest: the index of the first byte that is no longer of it.
    """

    content: int
    rest: int


class Body:
    """A body that is being read.

    Attributes:
        kind: what it belongs to.
        is_broken: whether a part of it has been given up.
    """

    def __init__(self, kind: Kind, head: bytes = b"") -> None:
        """Begin a body.

        Args:
            kind: what it belongs to.
            head: what came of it before, with its introducer; empty for a paste.
        """
        self.kind = kind
        self.is_broken = False
        self._head = head
        self._kept = bytearray()
        self._edge = b""
        # a character that a long silence cuts in two is whole again; one that the limit does is left out
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode

    def feed(self, data: bytes) -> bytes | None:
        """Take in what belongs to the body; what follows its end, or None if that has not come."""
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
        """Whether data that comes after a long silence is of the body: its end is in it, or goes on in it."""
        whole = self._edge + data
        is_of_end = bool(self._edge) and PASTE_END.startswith(whole)
        return is_of_end or find_end(self.kind, whole, len(self._edge)) is not None

    def answer(self) -> bytes:
        """What came of a string, with its introducer and its end."""
        return self._head + bytes(self._kept) + _ST

    def take_pasted(self) -> str:
        """What came of a paste, less answers of the terminal that fell into it; it is not kept any longer."""
        edge = next(at for at in range(len(self._edge) + 1) if PASTE_END.startswith(self._edge[at:]))
        self._keep(self._edge[:edge])
        self._edge = self._edge[edge:]
        pasted = re.sub(_ANSWER, b"", bytes(self._kept))
        self._kept.clear()
        return self._decode(pasted)

    def give_up(self) -> None:
        """Keep no more than what may be the beginning of the end."""
        self.is_broken = True
        self._kept.clear()

    def _keep(self, data: bytes) -> None:
        most = MOST_PASTED if self.kind is Kind.PASTE else MOST_OF_STRING
        self._kept += data[: most - len(self._kept)]


def find_end(kind: Kind, data: bytes, since: int = 0) -> End | None:
    """Find the end of a body.

    Args:
        kind: of what.
        data: some of it.
        since: how many bytes at its beginning were searched before, and held no whole end.
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
    """Find ST; where none comes before another sequence, BEL ends a string, too."""
    bell = None
    for found in _STRING_END.finditer(data, max(0, since - 1)):
        at = found.start()
        if found[0] == _ST:
            return End(at, found.end())
        if at < since:
            continue
        if found[0] == b"\x07":
            bell = bell or End(at, found.end())
        elif found[0] == b"\x1b" and bell is not None:
            return bell
        elif found[0] == b"\x9c" and not _continues_letter(data, at):
            is_utf_8 = data[at - 1 : at] == b"\xc2"
            return End(at - is_utf_8, found.end())
    return bell


def _continues_letter(data: bytes, at: int) -> bool:
    """Whether a byte belongs to a character of UTF-8 that began before it, other than a control."""
    for distance in (1, 2, 3):
        byte = data[at - distance] if at >= distance else 0
        if byte >= 0xC2:
            return not (byte == 0xC2 and distance == 1) and distance < 2 + (byte >= 0xE0) + (byte >= 0xF0)
        if byte < 0x80:
            return False
    return False
