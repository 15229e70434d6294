"""How keys are named: in Textual's events, in the registry, and for a person to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual import events

_SHOWN = {
    "space": "space",
    "escape": "esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "home": "Home",
    "end": "End",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
}


def names_of(event: events.Key) -> tuple[str, ...]:
    """Give the names that a key may have in the registry: the character it types, the key's own name."""
    character = event.character
    if character is not None and character != " " and event.is_printable:
        return character, event.key
    return (event.key,)


def shown(key: str) -> str:
    """A key's name as people read it: ``ctrl+r`` as ``^R``, ``left`` as an arrow."""
    parts = key.split("+") if len(key) > 1 else [key]
    *modifiers, last = parts
    if modifiers == ["ctrl"] and len(last) == 1:
        return f"^{last.upper()}"
    name = _SHOWN.get(last) or (last.upper() if last.startswith("f") and last[1:].isdigit() else last)
    return "+".join((*modifiers, name))
