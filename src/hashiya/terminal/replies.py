"""What a terminal answers when it is asked what it is.

Asked are XTVERSION, DA2, the state of mode 8 (BDSM of ECMA-48) and last DA1, which every terminal answers:
when its answer is there, no other comes any more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hashiya.terminal.environment import Evidence

QUESTIONS = b"\x1b[>q\x1b[>c\x1b[8$p\x1b[c"
_REPLY = re.compile(
    rb"\x1bP>\|(?P<version>[^\x1b]*)\x1b\\"
    rb"|\x1b\[>(?P<secondary>[\d;]*)c"
    rb"|\x1b\[8;(?P<bidi>\d)\$y"
    rb"|(?P<last>\x1b\[\?[\d;]*c)"
)
_BEGUN = re.compile(rb"\x1b(?:P(?:>(?:\|[^\x1b]{0,200}\x1b?)?)?|\[(?:[>?]?[\d;]{0,60}\$?)?)?\Z")
_VERSIONS = (
    ("XTerm", "xterm"),
    ("VTE", "vte"),
    ("Konsole", "konsole"),
    ("kitty", "kitty"),
    ("mlterm", "mlterm"),
    ("WezTerm", "wezterm"),
    ("foot", "foot"),
    ("ghostty", "ghostty"),
    ("iTerm2", "iterm2"),
    ("mintty", "mintty"),
    ("xterm.js", "xterm.js"),
    ("Windows Terminal", "windows-terminal"),
)
_SECONDARY = (
    ("65;", "vte"),
    ("61;", "vte"),
    ("24;", "mlterm"),
    ("1;115;0", "konsole"),
    ("0;115;0", "qterminal"),
    ("0;136;0", "putty"),
    ("1;4000;", "kitty"),
    ("85;", "urxvt"),
    ("77;", "mintty"),
    ("41;", "xterm"),
    ("0;276;0", "xterm.js"),
)
_EXPLICIT_OR_IMPLICIT = (1, 2)


@dataclass(slots=True)
class Replies:
    """What has been answered so far.

    Attributes:
        version: to XTVERSION.
        secondary: to DA2, the numbers.
        bidi: state of mode 8; 0 says that the terminal does not know it.
        complete: whether all that is answered has been.
    """

    version: str = ""
    secondary: str = ""
    bidi: int = 0
    complete: bool = False

    def __str__(self) -> str:
        return self.version or (f"DA2 {self.secondary}" if self.secondary else "")


class ReplyFilter:
    """Takes replies out of what comes from the terminal and hands on the rest, which was typed."""

    def __init__(self) -> None:
        self.replies = Replies()
        self._held = b""

    def feed(self, data: bytes) -> bytes:
        """What was typed; an end that may be the beginning of a reply is held back."""
        data = self._held + data
        self._held = b""
        if self.replies.complete:
            return data
        data = _REPLY.sub(self._take, data)
        if not self.replies.complete and (begun := _BEGUN.search(data)):
            self._held = begun[0]
            data = data[: begun.start()]
        return data

    def release(self) -> bytes:
        """What was held back, when nothing followed it: no reply then, but a key."""
        held, self._held = self._held, b""
        return held

    def _take(self, match: re.Match[bytes]) -> bytes:
        replies = self.replies
        if match["version"] is not None:
            replies.version = match["version"].decode("ascii", "replace")
        elif match["secondary"] is not None:
            replies.secondary = match["secondary"].decode("ascii")
        elif match["bidi"] is not None:
            replies.bidi = int(match["bidi"])
        else:
            replies.complete = True
        return b""


def read_replies(replies: Replies) -> Evidence:
    """Which terminal answers so; a name goes before numbers, which several terminals may share."""
    for begins, key in _VERSIONS:
        if replies.version.startswith(begins):
            return Evidence(key, f"it says that it is {replies.version}")
    if not replies.version:
        for begins, key in _SECONDARY:
            if replies.secondary.startswith(begins):
                return Evidence(key, f"it answers DA2 with {replies.secondary}")
    if replies.bidi in _EXPLICIT_OR_IMPLICIT:
        return Evidence("vte", "it knows the bidi mode of VTE (mode 8)")
    if replies.version or replies.secondary:
        return Evidence("", f"its answer is not known: {replies}")
    return Evidence("", "it does not say what it is")
