"""Characters of keys on the Arabic keyboard layout (xkb ``ara``, Windows and macOS Arabic 101)."""

from __future__ import annotations

import re

_UNSHIFTED = dict(
    zip(
        "qwertyuiop[]asdfghjkl;'zxcvbnm,./",
        "ضصثقفغعهخحجدشسيبلاتنمكطئءؤر\ufefbىةوزظ",
        strict=True,
    )
)
_OTHER = str.maketrans(_UNSHIFTED | {arabic: latin for latin, arabic in _UNSHIFTED.items()})
# Shift gives marks, and ASCII with other meanings, so only characters without a clash are listed.
_SHIFTED = {"G": "\ufef7", "N": "\u0622", "?": "\u061f"}
_LAM_ALEFS = {
    "\u0644\u0627": "\ufefb",
    "\u0644\u0622": "\ufef5",
    "\u0644\u0623": "\ufef7",
    "\u0644\u0625": "\ufef9",
}
_DIGITS = frozenset("0123456789")
_ARABIC_ZEROS = 0x0660, 0x06F0
_LETTERS = {ligature: letters for letters, ligature in _LAM_ALEFS.items()}
_LATIN = {arabic: latin for latin, arabic in (_UNSHIFTED | _SHIFTED).items()}


def arabic_key(key: str) -> str | None:
    """Find the character that the same physical key sends on the Arabic layout.

    Args:
        key: a single character of a US keyboard, or the name of a key.

    Returns:
        One code point; None for a key that sends the same on both layouts (arrows, digits, F-keys) or has no
        character of its own.
    """
    return _UNSHIFTED.get(key) or _SHIFTED.get(key)


def latin_key(letter: str) -> str | None:
    """Find the character that the same physical key sends with the Arabic layout off.

    Args:
        letter: one code point that the Arabic layout sends.

    Returns:
        One character; None if `arabic_key` returns the letter for no key.
    """
    return _LATIN.get(letter)


def typed_on_other_layout(text: str) -> str:
    """Return the text that the same keys type on the other layout."""
    return text.translate(_OTHER)


def keys_on_both_layouts(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``keys``, followed by the characters that they send on the Arabic layout.

    Layouts of some systems type Arabic or Persian digits instead of European ones.
    """
    extra = [arabic for key in keys if (arabic := arabic_key(key)) and arabic not in keys]
    digits = [chr(zero + int(key)) for key in keys if key in _DIGITS for zero in _ARABIC_ZEROS]
    return (*keys, *extra, *digits)


def one_a_key(typed: str) -> str:
    """Return typed text with one code point for each key.

    The layout has keys for lam with alef. Some terminals send the ligature, most the two letters at once.

    Args:
        typed: text that came in one piece, since two keys that are pressed do not.
    """
    return re.sub("\u0644[\u0622\u0623\u0625\u0627]", lambda letters: _LAM_ALEFS[letters[0]], typed)


def letters_of(key: str) -> str:
    """Return the letters that a key types: two for lam with alef, so that no ligature gets into a text."""
    return _LETTERS.get(key, key)
