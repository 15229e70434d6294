"""The answers of a terminal to questions about its identity.

The questions are XTVERSION, DA2, the state of mode 8 (BDSM of ECMA-48) and DA1. Every terminal answers DA1,
so no other answer follows that one.
"""

from __future__ import annotations

from hashiya.messages import Message
from hashiya.terminal.environment import Evidence

LAST_QUESTION = b"\x1b[c"
QUESTIONS = b"\x1b[>q\x1b[>c\x1b[8$p" + LAST_QUESTION
LAST_BEGINS, LAST_ENDS = b"\x1b[?", b"c"
"""Beginning and end of the answer to DA1, the last question."""
_LONGEST_VERSION = 100
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
_MULTIPLEXERS = ("83;", "84;")
"""Beginnings of the answers of GNU screen and tmux to DA2, also from another computer."""
_EXPLICIT_OR_IMPLICIT = (1, 2)


class Replies:
    """The answers so far.

    Attributes:
        version: answer to XTVERSION.
        secondary: the numbers of the answer to DA2.
        bidi: state of mode 8; 0 if the terminal does not support it.
        complete: whether no more answers follow.
    """

    def __init__(
        self, version: str = "", secondary: str = "", bidi: int = 0, *, complete: bool = False
    ) -> None:
        self.version = version
        self.secondary = secondary
        self.bidi = bidi
        self.complete = complete

    def __str__(self) -> str:
        return self.version or (f"DA2 {self.secondary}" if self.secondary else "")

    def take(self, answer: bytes) -> None:
        """Record an answer, if it belongs to one of the questions.

        Args:
            answer: the whole sequence, in its 7-bit form.
        """
        if answer.startswith(b"\x1bP>|"):
            version = answer[4:-2].decode("ascii", "replace")[:_LONGEST_VERSION]
            self.version = "".join(filter(str.isprintable, version))
        elif answer.startswith(b"\x1b[>") and answer.endswith(b"c"):
            self.secondary = answer[3:-1].decode("ascii")
        elif answer.startswith(b"\x1b[8;") and answer.endswith(b"$y"):
            self.bidi = int(answer[4:-2]) if answer[4:-2].isdigit() else 0
        elif answer.startswith(LAST_BEGINS) and answer.endswith(LAST_ENDS):
            self.complete = True


def answers_as_multiplexer(replies: Replies) -> bool:
    """Tell whether GNU screen or tmux has answered, so that the outer terminal is unknown."""
    return replies.secondary.startswith(_MULTIPLEXERS)


def read_replies(replies: Replies) -> Evidence:
    """Recognise the terminal by its answers; the version goes before numbers that terminals share."""
    for begins, key in _VERSIONS:
        if replies.version.startswith(begins):
            return Evidence(key, Message("terminal.says_it_is", version=replies.version))
    if not replies.version:
        for begins, key in _SECONDARY:
            if replies.secondary.startswith(begins):
                return Evidence(key, Message("terminal.answers_da2", answer=replies.secondary))
    if replies.bidi in _EXPLICIT_OR_IMPLICIT:
        return Evidence("vte", Message("terminal.knows_mode_8"))
    if replies.version or replies.secondary:
        return Evidence("", Message("terminal.unknown_answer", answer=str(replies)))
    return Evidence("", Message("terminal.no_answer"))
