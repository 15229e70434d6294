"""The events that are read from the bytes of a terminal."""

from __future__ import annotations

from typing import NamedTuple


class Characters(NamedTuple):
    """Typed characters, one key each.

    Attributes:
        text: without escape characters.
    """

    text: str


class KeySequence(NamedTuple):
    """A complete sequence of a key, the mouse or the focus; a lone escape character is the key Escape.

    Attributes:
        text: the sequence in 7-bit form.
    """

    text: str


class Pasted(NamedTuple):
    """Pasted text, or a part of it if its end did not come in time.

    Attributes:
        text: as pasted, without answers of the terminal inside it.
    """

    text: str


class Answer(NamedTuple):
    """A report of the terminal, requested or not.

    Attributes:
        data: the sequence in 7-bit form; a very long one is cut.
    """

    data: bytes


Event = Characters | KeySequence | Pasted | Answer
