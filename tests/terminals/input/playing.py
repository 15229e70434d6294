"""Plays bytes to a receiver on a clock of the test's own, which jumps from event to event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.terminal.input.events import Answer, Characters, KeySequence, Pasted
from hashiya.terminal.input.receiver import Receiver

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashiya.terminal.input.events import Event

LATER = 20.0
"""Seconds: longer than anything is waited for except the end of a paste that was given up."""


class Terminal:
    """A terminal that sends pieces.

    Attributes:
        receiver: which reads them.
        now: in seconds.
        events: what came out.
    """

    def __init__(self) -> None:
        self.receiver = Receiver()
        self.now = 100.0
        self.events: list[Event] = []

    def send(self, *pieces: bytes, pause: float = 0.0) -> Terminal:
        """Sends each piece after a pause, in seconds."""
        for piece in pieces:
            self.wait(pause)
            self.events += self.receiver.feed(piece, self.now)
        return self

    def wait(self, seconds: float) -> Terminal:
        """Lets time go by, and calls the receiver at each of its deadlines."""
        end = self.now + seconds
        while (deadline := self.receiver.deadline) is not None and deadline <= end:
            assert deadline >= self.now, "a deadline stays behind"
            self.now = deadline
            self.events += self.receiver.expire(deadline)
            assert self.receiver.deadline != deadline, "nothing comes of a deadline"
        self.now = end
        return self

    def typed(self) -> list[str]:
        """The keys that came out, each character one, when all that is held back has come out."""
        self.wait(LATER)
        return keys_of(self.events)

    @property
    def pastes(self) -> list[str]:
        return [event.text for event in self.events if isinstance(event, Pasted)]

    @property
    def answers(self) -> list[bytes]:
        return [event.data for event in self.events if isinstance(event, Answer)]


def keys_of(events: Iterable[Event]) -> list[str]:
    keys: list[str] = []
    for event in events:
        if isinstance(event, Characters):
            keys += event.text
        elif isinstance(event, KeySequence):
            keys.append(event.text)
    return keys


def bytewise(data: bytes) -> list[bytes]:
    return [data[at : at + 1] for at in range(len(data))]


def cuts(data: bytes) -> list[tuple[bytes, bytes]]:
    """The data cut in two after each byte but the last."""
    return [(data[:at], data[at:]) for at in range(1, len(data))]
