"""What the bytes of a terminal turn out to be."""

from __future__ import annotations

from typing import NamedTuple


class Characters(NamedTuple):
    """Characters that were typed, a key each.

    Attributes:
        text: without an escape character.
    """

    text: str


class KeySequence(NamedTuple):
    """A whole sequence of a key, of the mouse or of the focus; an escape character alone is the key Escape.

    Attributes:
        text: the sequence, in its 7-bit form.
    """

    text: str


class Pasted(NamedTuple):
    """A text that was pasted, or a part of it where its end did not come in time.

    Attributes:
        text: as it was pasted, without answers of the terminal that fell into it.
    """

    text: str


class Answer(NamedTuple):
    """What the terminal says of itself, asked or not.

    Attributes:
        data: the whole sequence, in its 7-bit form; of a very long one the beginning.
    """

    data: bytes


Event = Characters | KeySequence | Pasted | Answer
