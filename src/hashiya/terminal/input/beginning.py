"""The beginning of an incomplete sequence, and its possible sender."""

from __future__ import annotations

_OF_A_MACHINE = 3
"""Nobody types so many bytes of a sequence in one piece."""


class Beginning:
    """The bytes of an incomplete sequence from its escape character on, in 7-bit form.

    Attributes:
        data: the bytes.
        is_cut: whether the bytes came in several pieces.
        is_of_machine: whether no person can have typed them.
        is_escape_out: whether the escape character was already emitted as a key.
        gap: the longest silence in it, in seconds.
    """

    def __init__(self, data: bytes = b"\x1b", *, is_of_machine: bool = False, gap: float = 0.0) -> None:
        """Begin a sequence.

        Args:
            data: the bytes so far.
            is_of_machine: whether no person can have typed them.
            gap: seconds since the escape character was emitted as a key; 0 if it was not.
        """
        self.data = data
        self.is_cut = self.is_escape_out = gap > 0.0
        self.is_of_machine = is_of_machine
        self.gap = gap
        self._in_piece = len(data) - self.is_cut

    def extended(self, byte: int) -> bytes:
        """Return the bytes with one more."""
        return self.data + bytes((byte,))

    def add(self, byte: int, gap: float) -> None:
        """Append the next byte.

        Args:
            byte: the byte.
            gap: the silence before it in seconds; 0 if it came in one piece with the byte before.
        """
        self.data = self.extended(byte)
        if gap > 0.0:
            self.is_cut = True
            self.gap = max(self.gap, gap)
            self._in_piece = 0
        self._in_piece += 1
        self.is_of_machine = self.is_of_machine or self._in_piece >= _OF_A_MACHINE
