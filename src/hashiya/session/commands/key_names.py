"""Names of keys: as settings may write them, and for a person to read.

The name of a key is the character it types, or one such as ``left``, ``shift+left``, ``ctrl+r``, ``f3``.
"""

from __future__ import annotations

import re

from hashiya.messages import Message, current_language, sentence
from hashiya.text.arabic_keyboard import arabic_key, latin_key, letters_of, one_a_key

_ARABIC = "ar"

_ARROWS = {"left": "←", "right": "→", "up": "↑", "down": "↓"}
_NAMED = {
    "backspace": Message("commands.key_backspace"),
    "ctrl": Message("commands.key_ctrl"),
    "delete": Message("commands.key_delete"),
    "end": Message("commands.key_end"),
    "enter": Message("commands.key_enter"),
    "escape": Message("commands.key_escape"),
    "home": Message("commands.key_home"),
    "insert": Message("commands.key_insert"),
    "pagedown": Message("commands.key_pagedown"),
    "pageup": Message("commands.key_pageup"),
    "shift": Message("commands.key_shift"),
    "space": Message("commands.key_space"),
    "tab": Message("commands.key_tab"),
}
_OTHER_NAMES = {
    "esc": "escape",
    "del": "delete",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "return": "enter",
    " ": "space",
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "ctrl+m": "enter",
}
"""Names that mean a key of another name: a terminal sends ``ctrl+i`` as a tab, ``ctrl+h`` as a backspace."""
_KEY = (
    r"(ctrl\+)?(shift\+)?"
    r"(left|right|up|down|home|end|pageup|pagedown|insert|delete|backspace|enter|space|tab|escape|f[1-9]|f1\d|f2[0-4])"
    r"|ctrl\+[a-z]"
)


def keys_named(name: str) -> tuple[str, ...]:
    """Return the keys that a name in the settings means.

    Args:
        name: a character, or the name of a key; of a longer name upper and lower case are the same.

    Returns:
        One key; for an Arabic letter, also the Latin one of the same physical key; nothing if no key has
        that name.
    """
    name = one_a_key(name)
    if len(name) == 1 and name != " " and name.isprintable():
        latin = latin_key(name)
        return (name,) if latin is None else (name, latin)
    *modifiers, last = name.lower().split("+")
    key = "+".join((*sorted(modifiers), _OTHER_NAMES.get(last, last)))
    key = _OTHER_NAMES.get(key, key)
    return (key,) if re.fullmatch(_KEY, key) else ()


class Key(str):
    """A key as the parameter of a message, which is named as `shown` does when the sentence is made."""

    __slots__ = ()

    def __str__(self) -> str:
        return shown(str.__str__(self))


def shown(key: str) -> str:
    """Name a key for a person, in the current language.

    A letter is named as the keyboard of the language has it: the key ``a`` is ``ش`` in Arabic. ``ctrl+r`` is
    ``^R`` in every language, since a terminal sends no Arabic letter for it.
    """
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if modifiers == ["ctrl"] and len(last) == 1:
        return f"^{last.upper()}"
    return "+".join(map(_part_shown, (*modifiers, last)))


def _part_shown(part: str) -> str:
    if part in _NAMED:
        return sentence(_NAMED[part])
    if len(part) == 1 and current_language() == _ARABIC:
        return letters_of(arabic_key(part) or part)
    return _ARROWS.get(part) or (part.upper() if len(part) > 1 else part)
