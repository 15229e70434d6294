"""From a key that is pressed to its names in the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual import events


def names_of(event: events.Key) -> tuple[str, ...]:
    """Give the names that a key may have in the registry: the character it types, the key's own name."""
    character = event.character
    if character is not None and character != " " and event.is_printable:
        return character, event.key
    return (event.key,)
