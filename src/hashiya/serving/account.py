"""The account of a visitor's work: whether it is saved, or what was written where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.messages import Message, sentence
from hashiya.text.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 1000
"""Characters of a parameter that a page shows."""


class Account(NamedTuple):
    """The result of a visitor's work.

    Attributes:
        told: a sentence for each line.
    """

    told: tuple[Message, ...]

    @classmethod
    def unknown(cls) -> Account:
        """Return the account of a reader that ended without one."""
        return cls((Message("serving.perhaps_unsaved"),))

    def sentences(self) -> list[str]:
        """Say the account, with text from outside isolated."""
        return [sentence(each.shortened(_LONGEST), _isolated) for each in self.told]


def read_account(told: Iterable[Any]) -> Account:
    """Read the errors of a reader that has ended, as JSON values; without one everything is saved."""
    return Account(tuple(map(Message.from_plain, told)) or (Message("serving.saved"),))


def _isolated(text: str) -> str:
    return f"\u2068{clean(text)}\u2069"
