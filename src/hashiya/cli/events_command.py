"""``hashiya events``: print what happened, and which articles report it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.cli.registry import ARGUMENTS, Printing, print_registry
from hashiya.messages import Message

if TYPE_CHECKING:
    from types import SimpleNamespace

__all__ = ["ARGUMENTS", "execute"]


_FACTS = ("canonical", "type", "date", "place")
_WHO = ("agents", "recipients")
_EVENTS = Printing(
    lambda registry: registry.events,
    (
        Message("cli.date"),
        Message("cli.event"),
        Message("cli.type"),
        Message("cli.agents"),
        Message("cli.recipients"),
        Message("cli.place"),
        Message("cli.articles"),
    ),
    lambda event: (
        *(event[fact] for fact in ("date", "canonical", "type")),
        *("; ".join(event[role]) for role in _WHO),
        event["place"],
        len(event["articles"]),
    ),
    ("id", *_FACTS, *_WHO, "article"),
    lambda event: [
        (event["id"], *(event[fact] for fact in _FACTS), *("; ".join(event[role]) for role in _WHO), article)
        for article in event["articles"]
    ],
)


def execute(arguments: SimpleNamespace) -> int:
    """Print the events and return the exit status, 1 if some annotations cannot be read.

    Raises:
        HashiyaError: the store cannot be read.
    """
    return print_registry(arguments, _EVENTS)
