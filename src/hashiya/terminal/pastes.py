"""Takes what is pasted out of what is typed: no part of a paste is read as a key, and no paste is endless."""

from __future__ import annotations

from codecs import getincrementaldecoder

_START, _END = b"\x1b[200~", b"\x1b[201~"
"""What a terminal puts around a paste (bracketed paste, mode 2004 of xterm)."""
MOST_BYTES = 1 << 20
"""So much of a paste is kept; the rest of it is dropped."""


class PasteFilter:
    """Parts what comes from a terminal into what was typed and what was pasted."""

    def __init__(self) -> None:
        self._held = b""
        self._pasted = bytearray()
        self._pasting = False

    def feed(self, data: bytes) -> list[bytes | str]:
        """Bytes that were typed and texts that were pasted, in their order.

        An end that may be the beginning of a paste is held back, unless it is all there is: then it is a key.
        """
        parts: list[bytes | str] = []
        data = self._held + data
        self._held = b""
        while data:
            if not self._pasting:
                typed, start, data = data.partition(_START)
                if start:
                    self._pasting = True
                elif len(typed) > 1:
                    typed = self._hold(typed, _START)
                if typed:
                    parts.append(typed)
            else:
                pasted, end, data = data.partition(_END)
                self._keep(pasted if end else self._hold(pasted, _END))
                if end:
                    parts.append(self._take())
        return parts

    def release(self) -> bytes:
        """What was held back, when nothing followed it: a key; within a paste nothing."""
        if self._pasting:
            return b""
        held, self._held = self._held, b""
        return held

    def _hold(self, data: bytes, marker: bytes) -> bytes:
        """The data less an end that begins the marker, which is held back."""
        for length in range(min(len(marker) - 1, len(data)), 0, -1):
            if data.endswith(marker[:length]):
                self._held = data[-length:]
                return data[:-length]
        return data

    def _keep(self, data: bytes) -> None:
        self._pasted += data[: MOST_BYTES - len(self._pasted)]

    def _take(self) -> str:
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        text = decode(bytes(self._pasted))  # a character cut in two at the limit is left out
        self._pasted.clear()
        self._pasting = False
        return text
