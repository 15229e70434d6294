"""Complaints: the message that a service has about one line, article or file."""

from __future__ import annotations

from typing import NamedTuple

from hashiya.messages import Message

_OF_ONE_PLACE = frozenset(("article", "id", "new_id", "path"))
"""Parameters that name the place itself, or what lies there."""


class Complaint(NamedTuple):
    """A problem of one place.

    Attributes:
        place: a line's number, or the name of an article or a file.
        reason: the problem.
    """

    place: str
    reason: Message

    @property
    def cause(self) -> object:
        """The reason without the names and numbers of this place; equal for complaints of one cause."""
        return _cause_of(self.reason)


def _cause_of(value: object) -> object:
    """Take a message's id and its parameters, but for numbers and for those that name the place."""
    if not isinstance(value, Message):
        return value
    kept = {
        (name, _cause_of(each))
        for name, each in value.parameters.items()
        if name not in _OF_ONE_PLACE and not isinstance(each, int)
    }
    return value.id, frozenset(kept)
