"""From keys and sequences to Textual's messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser
from textual.events import Paste

from hashiya.terminal.input.events import Answer, Characters, KeySequence
from hashiya.terminal.input.key_sequences import ESCAPE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message

    from hashiya.terminal.input.events import Event

SYNCHRONISED = b"\x1b[?2026;", b"$y"
"""How the answer begins and ends to Textual's own question, whether the terminal can show a frame at once."""


class KeyParser(XTermParser):
    """Textual's parser, which is given whole sequences and keeps no time of its own."""

    def read(self, event: Event) -> Iterable[Message]:
        """Make messages of what came from the terminal; of an answer, if Textual asked for it."""
        if isinstance(event, Characters):
            yield from self.feed(event.text)
        elif isinstance(event, KeySequence):
            yield from self._read_sequence(event.text)
        elif not isinstance(event, Answer):
            yield Paste(event.text)
        elif event.data.startswith(SYNCHRONISED[0]) and event.data.endswith(SYNCHRONISED[1]):
            yield from self._read_sequence(event.data.decode())

    def _read_sequence(self, sequence: str) -> Iterable[Message]:
        yield from self.feed(sequence)
        if self._timeout_time is None:
            return
        if sequence == ESCAPE:
            self._timeout_time = 0.0
            yield from self.tick()
        else:  # a sequence that Textual does not know: nothing in it may be read as keys
            self._gen = self.parse(self._tokens.append)
            self._awaiting = next(self._gen)
            self._timeout_time = None
