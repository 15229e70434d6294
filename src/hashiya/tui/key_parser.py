"""Conversion of keys and escape sequences to Textual's messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser
from textual.events import Paste

from hashiya.terminal.input.events import Answer, Characters, KeySequence
from hashiya.terminal.input.key_sequences import ESCAPE
from hashiya.text.arabic_keyboard import one_a_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message

    from hashiya.terminal.input.events import Event

SYNCHRONISED = b"\x1b[?2026;", b"$y"
"""Beginning and end of the answer to Textual's own query for synchronised output."""


class KeyParser(XTermParser):
    """Textual's parser, fed with whole sequences, so that it needs no timeouts."""

    def read(self, event: Event) -> Iterable[Message]:
        """Make messages of an event; of an answer only if Textual asked for it."""
        if isinstance(event, Characters):
            yield from self.feed(one_a_key(event.text))
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
        else:  # nothing in an unknown sequence may be read as keys
            self._gen = self.parse(self._tokens.append)
            self._awaiting = next(self._gen)
            self._timeout_time = None
