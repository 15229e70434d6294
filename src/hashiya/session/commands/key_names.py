"""Names of keys: as settings may write them, and for a person to read.

The name of a key is the character it types, or one such as ``left``, ``shift+left``, ``ctrl+r``, ``f3``.
"""

from __future__ import annotations

import re

from hashiya.text.arabic_keyboard import latin_key

_SHOWN = {
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
_OTHER_NAMES = {
    "esc": "escape",
    "del": "delete",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "return": "enter",
    " ": "space",
    "ctrl+i": "tab",
    "ctrl+m": "enter",
}
"""Names that mean a key of another name: a terminal sends ``ctrl+i`` as a tab."""
_KEY = (
    r"(ctrl\+)?(shift\+)?"
    r"(left|right|up|down|home|end|pageup|pagedown|insert|delete|backspace|enter|space|tab|escape|f[1-9]|f1\d|f2[0-4])"
    r"|ctrl\+[a-z]"
)


def keys_named(name: str) -> tuple[str, ...]:
    """Give the keys that a name in the settings means.

    Args:
        name: a character, or the name of a key; of a longer name upper and lower case are the same.

    Returns:
        One key; for an Arabic letter, also the Latin one of the same physical key; nothing if no key has
        that name.
    """
    if len(name) == 1 and name != " " and name.isprintable():
        latin = latin_key(name)
        return (name,) if latin is None else (name, latin)
    *modifiers, last = name.lower().split("+")
    key = "+".join((*sorted(modifiers), _OTHER_NAMES.get(last, last)))
    key = _OTHER_NAMES.get(key, key)
    return (key,) if re.fullmatch(_KEY, key) else ()


def shown(key: str) -> str:
    """Write a key's name as people read it: ``ctrl+r`` as ``^R``, ``left`` as an arrow."""
    parts = key.split("+") if len(key) > 1 else [key]
    *modifiers, last = parts
    if modifiers == ["ctrl"] and len(last) == 1:
        return f"^{last.upper()}"
    name = _SHOWN.get(last) or (last.upper() if last.startswith("f") and last[1:].isdigit() else last)
    return "+".join((*modifiers, name))
