"""``hashiya actors``: print who acts, by canonical name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.cli.registry import ARGUMENTS, Printing, print_registry
from hashiya.messages import Message

if TYPE_CHECKING:
    from types import SimpleNamespace

__all__ = ["ARGUMENTS", "execute"]


_ACTORS = Printing(
    lambda registry: registry.actors,
    (Message("cli.actor"), Message("cli.kind"), Message("cli.mentions"), Message("cli.aliases")),
    lambda actor: (actor["canonical"], actor["kind"], len(actor["mentions"]), " · ".join(actor["aliases"])),
    ("id", "canonical", "kind", "aliases", "mentions"),
    lambda actor: [
        (actor["id"], actor["canonical"], actor["kind"], " · ".join(actor["aliases"]), len(actor["mentions"]))
    ],
)


def execute(arguments: SimpleNamespace) -> int:
    """Print the actors and return the exit status, 1 if some annotations cannot be read.

    Raises:
        HashiyaError: the store cannot be read.
    """
    return print_registry(arguments, _ACTORS)
