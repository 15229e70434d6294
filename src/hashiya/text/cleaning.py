"""Cleaning of text from outside: no control reaches the terminal, no bidi control works unseen."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

Bidi = Literal["escape", "keep"]
Breaks = Literal["space", "keep"]

_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
"""All controls but the tab and the line feed."""
_BIDI_CONTROLS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_BREAKS = frozenset(("\n", "\r", "\r\n"))


def clean(text: str, bidi: Bidi = "escape", breaks: Breaks = "space") -> str:
    """Clean text from outside for a terminal, a notice, a title, the clipboard or an error message.

    Tabs and newlines become spaces; every other C0 or C1 control, DEL, U+2028, U+2029 and lone surrogates
    become U+FFFD, so the result can be encoded and starts no escape sequence.

    Args:
        text: any text.
        bidi: the treatment of bidi controls (UAX #9, section 2). ``"escape"`` shows them as ``<U+202E>``: for
            names and labels, which could otherwise be misread. ``"keep"`` leaves them to a layout that
            applies them and does not show them.
        breaks: ``"keep"`` leaves tabs unchanged and makes one newline of every CR, LF and CRLF.
    """
    if text.isprintable():  # almost all text: no pattern is compiled for it
        return text
    pattern = _unsafe(bidi, breaks)
    if pattern.search(text) is None:
        return text
    space, newline = ("\t", "\n") if breaks == "keep" else (" ", " ")

    def replacement(match: re.Match[str]) -> str:
        found = match.group()
        if found in _BREAKS:
            return newline
        if found == "\t":
            return space
        return f"<U+{ord(found):04X}>" if _bidi_control().match(found) else "\ufffd"

    return pattern.sub(replacement, text)


def escape_data(text: str) -> str:
    r"""Escape data for a terminal: each character that `clean` would change, except newlines, as ``\uXXXX``.

    The value of JSON does not change; a CRLF becomes a newline.
    """
    return _unsafe_data().sub(_escaped, text)


@cache
def _unsafe_data() -> re.Pattern[str]:
    return re.compile(rf"\r\n|[\t{_CONTROLS}{_BIDI_CONTROLS}]")


@cache
def _bidi_control() -> re.Pattern[str]:
    return re.compile(f"[{_BIDI_CONTROLS}]")


@cache
def _unsafe(bidi: Bidi, breaks: Breaks) -> re.Pattern[str]:
    spaces = r"\t\n" if breaks == "space" else ""
    return re.compile(rf"\r\n|[{spaces}{_CONTROLS}{_BIDI_CONTROLS if bidi == 'escape' else ''}]")


def _escaped(match: re.Match[str]) -> str:
    found = match.group()
    return "\n" if found == "\r\n" else f"\\u{ord(found):04x}"
