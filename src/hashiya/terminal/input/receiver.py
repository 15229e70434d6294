"""Parse the input of a terminal: no byte of an answer or paste becomes a key, and no key is lost."""

from __future__ import annotations

import re
from math import inf

from hashiya.terminal.input import patience as limits
from hashiya.terminal.input.beginning import Beginning
from hashiya.terminal.input.bodies import Body, Kind, find_end
from hashiya.terminal.input.events import Answer, Characters, Event, KeySequence, Pasted
from hashiya.terminal.input.grammar import (
    ESC,
    INTRODUCERS,
    PASTE_END,
    STRINGS,
    TYPED_INTRODUCERS,
    Stage,
    is_likely,
    is_unheard_of,
    stage_of,
)
from hashiya.terminal.input.key_sequences import ESCAPE, key_sequence
from hashiya.terminal.input.patience import Patience

# compiled when first needed: no text comes before the first frame
_TEXT = (
    rb"(?:[\x00-\x1a\x1c-\x7f]|\xc2[\xa0-\xbf]|[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}"
    rb"|[\xf0-\xf4][\x80-\xbf]{3})+"
)
_LETTER_BEGUN = rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})(?=\x1b|\Z)"
_OF_A_STRING = 5
"""Nobody types so many bytes of the beginning of a string, in whatever pieces."""
_LONGEST = 256
"""Bytes of the longest meaningful control sequence."""
_TYPED_AT_ONCE = 8
"""More bytes at once than this are not typed: they belong to the paste or string before."""


class Receiver:
    """A state machine that gets the time from its caller.

    It has three states: no bytes are held back, the beginning of a sequence is held back, or the body of a
    paste or string is being read. Bytes held back have a `deadline`, after which `expire` turns them into
    events. All times are seconds of one monotonic clock.

    Attributes:
        patience: the waiting times for the connection.
    """

    def __init__(self, patience: Patience | None = None) -> None:
        self.patience = patience or Patience()
        self._events: list[Event] = []
        self._now = -inf
        self._gap = 0.0
        self._letter = b""
        self._held: Beginning | None = None
        self._body: Body | None = None
        self._unended: Body | None = None
        self._unended_until = -inf
        self._escaped_at = self._escape_out_at = -inf

    @property
    def deadline(self) -> float | None:
        """The time at which bytes held back are emitted or discarded; None if there are none."""
        if self._body is not None:
            return self._now + limits.SILENT
        held = self._held
        if held is None:
            return None
        if held.is_of_machine:
            return self._now + limits.CERTAIN
        if held.data == b"\x1b":
            return self._now + self.patience.for_escape(self._now)
        return self._now + self.patience.for_beginning(self._now, is_cut=held.is_cut)

    def feed(self, data: bytes, now: float) -> list[Event]:
        """Take bytes, and return the events that are certain.

        Args:
            data: the bytes.
            now: when they were read. An earlier deadline is ignored, since the bytes may have come before it.
        """
        if not data:
            return []
        silence, self._now = now - self._now, now
        self._gap = silence if silence > limits.QUICK else 0.0
        at, data = 0, self._resumed(data)
        while at < len(data):
            if self._body is not None:
                rest = self._body.feed(data[at:])
                if rest is None:
                    break
                self._end_body(self._body)
                at, data = 0, rest
            elif self._held is not None:
                at += self._go_on(self._held, data, at)
            else:
                at += self._begin(data, at)
            self._gap = 0.0
        return self._given_out()

    def expire(self, now: float) -> list[Event]:
        """Return the events of bytes held back whose deadline has passed."""
        deadline = self.deadline
        if deadline is None or now < deadline:
            return []
        if self._body is not None:
            self._give_up(self._body, now)
        elif self._held is not None:
            if self._held.data == b"\x1b":
                self._escaped_at, self._escape_out_at = self._now, now
            self._settle(self._held)
        return self._given_out()

    def _given_out(self) -> list[Event]:
        events, self._events = self._events, []
        return events

    # --- no bytes are held back

    def _begin(self, data: bytes, at: int) -> int:
        """Take the bytes that begin at an index, and return their number."""
        byte = data[at]
        if self._letter and 0x80 <= byte <= 0xBF:
            self._go_on_with_letter(byte)
            return 1
        if byte == ESC:  # a letter may continue after an answer that interrupts it
            self._held = Beginning()
            return 1
        self._letter = b""
        since_escape, self._escape_out_at = self._now - self._escape_out_at, -inf
        if byte in TYPED_INTRODUCERS and since_escape <= limits.AFTER_ESCAPE:
            self._held = Beginning(bytes((ESC, byte)), gap=self._now - self._escaped_at)
            return 1
        if text := re.compile(_TEXT).match(data, at):
            self._type(text[0])
            return len(text[0])
        if begun := re.compile(_LETTER_BEGUN).match(data, at):
            self._letter = begun[0]
            return len(begun[0])
        is_utf_8 = byte == 0xC2 and 0x80 <= data[at + 1] <= 0x9F
        self._begin_by_c1(data[at + is_utf_8])
        return 1 + is_utf_8

    def _go_on_with_letter(self, byte: int) -> None:
        letter = self._letter + bytes((byte,))
        length = 2 + (letter[0] >= 0xE0) + (letter[0] >= 0xF0)
        self._letter = letter if len(letter) < length else b""
        if letter[0] == 0xC2 and byte < 0xA0:
            self._begin_by_c1(byte)
        elif len(letter) == length:
            self._type(letter)

    def _begin_by_c1(self, byte: int) -> None:
        """Begin a sequence by a C1 control; other bytes outside of text are ignored."""
        if byte in INTRODUCERS:
            self._held = Beginning(INTRODUCERS[byte], is_of_machine=True)

    def _type(self, data: bytes) -> None:
        text = data.decode("utf-8", "ignore")
        if text:
            self._events.append(Characters(text))

    # --- a sequence has begun

    def _go_on(self, held: Beginning, data: bytes, at: int) -> int:
        """Take the next byte of a sequence, and return 1; 0 if the byte does not belong to it."""
        byte = data[at]
        if byte == 0 and len(held.data) > 1:  # padding
            return 1
        whole = held.extended(byte)
        stage = stage_of(whole)
        if len(whole) == 3 and held.data[1] in STRINGS and _ends_in(data[at:]):
            self._body = Body(Kind.STRING, held.data)
            self._held = None
            return 0
        if stage is Stage.NONE or self._seems_typed(held, whole):
            self._settle(held)
            return 0
        held.add(byte, self._gap)
        if stage is Stage.WHOLE:
            self._finish(held)
            self._take(held.data)
        elif stage is Stage.PASTE:
            self._finish(held)
            self._body = Body(Kind.PASTE)
        elif stage is Stage.STRING and (held.is_of_machine or len(whole) >= _OF_A_STRING):
            self._finish(held)
            self._body = Body(Kind.STRING, held.data)
        elif len(whole) > _LONGEST:
            self._finish(held)
            self._body = Body(Kind.SEQUENCE)
        return 1

    def _seems_typed(self, held: Beginning, whole: bytes) -> bool:
        """Tell whether the last byte was probably typed after the beginning and not sent with it."""
        if held.is_of_machine and held.data[1] in STRINGS:
            return False
        return (self._gap > 0.0 and not is_likely(whole)) or (held.is_cut and is_unheard_of(whole))

    def _finish(self, held: Beginning) -> None:
        """Stop holding bytes back, since the sequence is recognised."""
        self._held = None
        if held.gap:
            self.patience.was_cut(held.gap, self._now)

    def _settle(self, held: Beginning) -> None:
        """Emit bytes held back that become no sequence: they were typed, or the rest was lost."""
        self._held = None
        if held.is_of_machine:
            return
        if not held.is_escape_out:
            self._events.append(KeySequence(ESCAPE))
        self._type(held.data[1:])

    def _take(self, sequence: bytes) -> None:
        """Emit the event of a complete sequence."""
        keys = key_sequence(sequence)
        if keys is not None:
            self._events.append(KeySequence(keys))
        elif sequence == PASTE_END:
            self._unended = None
        else:
            self.patience.answered(sequence)
            self._events.append(Answer(sequence))

    # --- a body is being read

    def _end_body(self, body: Body) -> None:
        self._body = None
        if body.kind is Kind.PASTE:
            text = body.take_pasted()
            if text or not body.is_broken:
                self._events.append(Pasted(text))
        elif body.kind is Kind.STRING and not body.is_broken:
            self._take(body.answer())

    def _give_up(self, body: Body, now: float) -> None:
        """Read keys again after a body without an end, which is still recognised if it comes later."""
        self._body = None
        if body.kind is Kind.PASTE and (text := body.take_pasted()):
            self._events.append(Pasted(text))
        body.give_up()
        if body.kind is not Kind.SEQUENCE:
            self._unended, self._unended_until = body, now + limits.UNENDED

    def _resumed(self, data: bytes) -> bytes:
        """Resume an abandoned body if the data belong to it, and return the data."""
        body = self._unended
        if body is None or self._held is not None or self._body is not None:
            return data
        if self._now > self._unended_until:
            self._unended = None
        elif body.goes_on_in(data) or (len(data) > _TYPED_AT_ONCE and data[0] != ESC):
            self._body, self._unended = body, None
        return data


def _ends_in(data: bytes) -> bool:
    """Tell whether a string ends in some data before another sequence begins."""
    end = find_end(Kind.STRING, data)
    return end is not None and ESC not in data[: end.content]
