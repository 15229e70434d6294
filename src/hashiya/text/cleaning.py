"""Makes text from outside safe to show: no control reaches the terminal, no bidi control works in secret."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

Bidi = Literal["escape", "keep"]

_CONTROLS = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
_BIDI_CONTROLS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_SPACES = frozenset(("\t", "\n", "\r", "\r\n"))


def clean(text: str, bidi: Bidi = "escape") -> str:
    """Text from outside, fit for a terminal, a notice, a title, the clipboard or an error message.

    Tabs and newlines become spaces; every other C0 or C1 control, DEL, U+2028, U+2029 and lone surrogates
    become U+FFFD, so that the result can be encoded and starts no escape sequence.

    Args:
        text: any text.
        bidi: what happens to bidi controls (UAX #9, section 2). ``"escape"`` shows them as ``<U+202E>``: for
            names and labels, which could be read as other than they are. ``"keep"`` leaves them to a layout
            that applies them and does not show them.
    """
    pattern = _unsafe(bidi)
    if pattern.search(text) is None:
        return text
    return pattern.sub(_replacement, text)


@cache
def _unsafe(bidi: Bidi) -> re.Pattern[str]:
    return re.compile(rf"\r\n|[{_CONTROLS}{_BIDI_CONTROLS if bidi == 'escape' else ''}]")


def _replacement(match: re.Match[str]) -> str:
    found = match.group()
    if found in _SPACES:
        return " "
    if re.match(f"[{_BIDI_CONTROLS}]", found):
        return f"<U+{ord(found):04X}>"
    return "\ufffd"
