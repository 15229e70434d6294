"""What a terminal answers when it is asked what it is.

Asked are XTVERSION, DA2, the state of mode 8 (BDSM of ECMA-48) and last DA1, which every terminal answers:
when its answer is there, no other comes any more.
"""

from __future__ import annotations

from hashiya.messages import Message
from hashiya.terminal.environment import Evidence

LAST_QUESTION = b"\x1b[c"
QUESTIONS = b"\x1b[>q\x1b[>c\x1b[8$p" + LAST_QUESTION
LAST_BEGINS, LAST_ENDS = b"\x1b[?", b"c"
"""How the answer to the last question, DA1, begins and ends."""
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
"""Beginnings of what GNU screen and tmux answer to DA2, also on another computer."""
_EXPLICIT_OR_IMPLICIT = (1, 2)


class Replies:
    """What has been answered so far.

    Attributes:
        version: to XTVERSION.
        secondary: to DA2, the numbers.
        bidi: state of mode 8; 0 says that the terminal does not know it.
        complete: whether all that is answered has been.
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
        """Take note of an answer, if it is to one of the questions.

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
    """Tell whether GNU screen or tmux answers, so that the terminal around it is not told."""
    return replies.secondary.startswith(_MULTIPLEXERS)


def read_replies(replies: Replies) -> Evidence:
    """Which terminal answers so; a name goes before numbers, which several terminals may share."""
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
