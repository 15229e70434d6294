"""The names of a pressed key, in the registry and on the screen."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from hashiya.messages import current_language
from hashiya.session.commands.key_names import shown
from hashiya.text.arabic_keyboard import arabic_key
from hashiya.tui.strips import Sentence, said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events

    from hashiya.session.commands.command import Command


def names_of(event: events.Key) -> tuple[str, ...]:
    """Return the names that a key may have in the registry: the character it types, the key's own name."""
    character = event.character
    if character is not None and character != " " and event.is_printable:
        return character, event.key
    return (event.key,)


def shown_keys(keys: Iterable[str]) -> Sentence:
    """Write keys as people read them, each isolated, since a bracket is not mirrored on its key."""
    return _shown_keys(tuple(keys), current_language())


@lru_cache(maxsize=512)
def _shown_keys(keys: tuple[str, ...], _language: str) -> Sentence:
    return Sentence("  ".join(said(shown(key)) for key in keys))


def handy_key(command: Command[Any]) -> tuple[str, ...]:
    """Return the key of a command for a footer: in Arabic the first one that the Arabic layout can type."""
    if current_language() != "ar":
        return command.keys[:1]
    typed = (key for key in command.keys if not (len(key) == 1 and key.isalpha()) or arabic_key(key))
    return tuple(islice(typed, 1)) or command.keys[:1]


def keys_of_other_layout(command: Command[Any]) -> tuple[str, ...]:
    """Return the characters of a command's keys on the keyboard layout that `shown_keys` does not name."""
    latin = tuple(key for key in command.keys if len(key) == 1 and shown(key) != key)
    return latin or command.all_keys[len(command.keys) :]
