r"""Text as PostgreSQL keeps it: UTF-8 without U+0000 and without lone surrogates.

Names of files may hold surrogates, which stand for bytes that are not UTF-8. They are spelled with U+D7FF,
which Unicode assigns to no character, so that spelled text sorts as the text does.
"""

from __future__ import annotations

import re

_ESCAPE = "\ud7ff"
_LOW = "\x01"
_UNFIT = re.compile("[\0\x01\ud7ff-\udfff]")
_SPELLED = re.compile(f"{_LOW}([01])|{_ESCAPE}(!|[0-9a-f]{{4}})")


def spelled(text: str) -> str:
    """Spell a text so that PostgreSQL can keep it; most texts stay as they are."""
    return _UNFIT.sub(_escape, text)


def unspelled(kept: str) -> str:
    """Return the text that was spelled."""
    return _SPELLED.sub(_unescape, kept) if _LOW in kept or _ESCAPE in kept else kept


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character <= _LOW:
        return f"{_LOW}{ord(character)}"
    return f"{_ESCAPE}!" if character == _ESCAPE else f"{_ESCAPE}{ord(character):04x}"


def _unescape(match: re.Match[str]) -> str:
    low, high = match.groups()
    if low:
        return chr(int(low))
    return _ESCAPE if high == "!" else chr(int(high, 16))
