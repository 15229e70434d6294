"""Recognise the sequences of keys, the mouse and the focus, and return them as Textual expects them.

Some sequences crash Textual: an invalid code point, an event type it did not request, the number of a
function key that it takes for a letter. These are dropped or corrected here.
"""

from __future__ import annotations

import re

from hashiya.text.arabic_keyboard import one_a_key

ESCAPE = "\x1b"
_MOUSE_OR_FOCUS = rb"\x1b\[(?:<\d{1,5};-?\d{1,5};-?\d{1,5}[Mm]|[IO])"
_PLAIN = rb"(?s)\x1b(?:[bf\t\x7f]|O.|\[(?:[A-FHP-SZ~a-d]|\[[A-E]|\d\d?[$^@]))"
_WITH_LETTER = rb"\x1b\[(\d?)(?:;(\d{1,3})(?::(\d?))?)?([A-FHPQSZ])"
_WITH_NUMBER = rb"\x1b\[(\d{1,2})(?:;(\d{1,3})(?::(\d?))?)?(~)"
_OTHER_KEYS = rb"\x1b\[27;\d{1,3};(\d{1,7})~"
_CODE_POINT = rb"\x1b\[(\d{1,7})(?::[\d:]*)?(?:;(\d{0,3})(?::(\d?))?(?:;([\d:]*))?)?u"
_NUMBERS = frozenset((*range(1, 9), *range(11, 16), *range(17, 22), 23, 24, 25, 26, 28, 29, 31, 32, 33, 34))
"""Numbers of function keys that end with a tilde."""
_RELEASED = b"3"
"""The event type of kitty's protocol for a released key."""


def key_sequence(sequence: bytes) -> str | None:
    """Return a sequence as Textual expects it; None if it is not of a key, the mouse or the focus."""
    if sequence[1:2] == b"[" and sequence[2:3] in b"?>":
        return None
    if re.fullmatch(_MOUSE_OR_FOCUS, sequence) or re.fullmatch(_PLAIN, sequence):
        return sequence.decode("latin-1")
    if (match := re.fullmatch(_WITH_LETTER, sequence)) or (match := re.fullmatch(_WITH_NUMBER, sequence)):
        return _function_key(match)
    if match := re.fullmatch(_CODE_POINT, sequence):
        return _with_code_point(match)
    match = re.fullmatch(_OTHER_KEYS, sequence)
    return sequence.decode() if match is not None and _is_character(int(match[1])) else None


def _function_key(match: re.Match[bytes]) -> str | None:
    """Return the sequence of an arrow or function key with modifiers as in xterm."""
    number, modifiers, kind, final = match.groups()
    if kind == _RELEASED or (final == b"~" and int(number) not in _NUMBERS):
        return None
    if final != b"~":  # rxvt puts the modifiers in place of the number
        number, modifiers = b"1", modifiers or number
    if modifiers in (None, b"", b"1"):
        return f"\x1b[{number.decode() if final == b'~' else ''}{final.decode()}"
    return f"\x1b[{number.decode()};{modifiers.decode()}{final.decode()}"


def _with_code_point(match: re.Match[bytes]) -> str | None:
    """Return a key of kitty's protocol without code points of other layouts and without the event type."""
    code, modifiers, kind, text = match.groups()
    typed = [int(each) for each in (text or b"").split(b":") if each]
    if kind == _RELEASED or not all(map(_is_character, (int(code), *typed))):
        return None
    if not typed:
        return f"\x1b[{int(code)}{';' + modifiers.decode() if modifiers else ''}u"
    letters = map(ord, one_a_key("".join(map(chr, typed))))
    return f"\x1b[{int(code)};{(modifiers or b'1').decode()};{':'.join(map(str, letters))}u"


def _is_character(number: int) -> bool:
    return number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
