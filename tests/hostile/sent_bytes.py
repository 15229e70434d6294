"""A strict reading of what was sent to a terminal: what the program sends by itself, and everything else."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = r"\d{1,3}"
_STYLE = rf"(?:0|1|2|3|4|7|21|22|30|(?:38|48);2;{_NUMBER};{_NUMBER};{_NUMBER}|(?:38|48);5;{_NUMBER})"
_KNOWN = "|".join(
    (
        r"\x1b\[\d{1,3};\d{1,3}H",  # the cursor
        rf"\x1b\[(?:{_STYLE}(?:;{_STYLE})*)?m",  # styles
        r"\x1b\[\?(?:1049|1000|1003|1015|1006|1004|2004|2026|25|7)[hl]",  # screen, mouse, pastes
        r"\x1b\[\?(?:2026|2048)\$p",
        r"\x1b\[(?:>[0-9]{1,2}|<)u",  # keys as kitty sends them
        r"\x1b\[>q|\x1b\[>c|\x1b\[8\$p|\x1b\[c",  # what the terminal is asked
        r"\x1b\[8[hl]|\x1b\[2J|\x1b\[K",  # what it is prepared with
        r"\x1b\]22;[a-z-]*\x07",  # the pointer's shape
    )
)
_CLIPBOARD = r"\x1b\]52;c;([0-9A-Za-z+/=]*)\x07"
_SENT = re.compile(rf"{_CLIPBOARD}|(?P<known>{_KNOWN})|(?P<text>[^\x1b])|(?P<foreign>\x1b)")
_FORBIDDEN = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_BIDI_CONTROL = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Sent(NamedTuple):
    """What was sent to a terminal.

    Attributes:
        text: what it shows, without the sequences.
        foreign: every control and the beginning of every sequence that is not the program's own.
        bidi_controls: those in the text.
        copied: what went to its clipboard, in base64.
    """

    text: str
    foreign: list[str]
    bidi_controls: list[str]
    copied: list[str]


def read_sent(sent: bytes) -> Sent:
    """Parts what was sent; bytes that are not UTF-8 are foreign."""
    decoded = sent.decode("utf-8", "surrogateescape")
    shown: list[str] = []
    foreign: list[str] = []
    copied: list[str] = []
    for match in _SENT.finditer(decoded):
        if match["text"] is not None:
            shown.append(match["text"])
        elif match["foreign"] is not None:
            foreign.append(decoded[match.start() : match.start() + 20])
        elif match["known"] is None:
            copied.append(match[1])
    text = "".join(shown)
    foreign += _FORBIDDEN.findall(text)
    return Sent(text, foreign, _BIDI_CONTROL.findall(text), copied)
