"""The grammar of escape sequences (ECMA-48, xterm's ctlseqs).

All sequences are in 7-bit form: each C1 control is replaced by its two bytes.
"""

from __future__ import annotations

import re
from enum import Enum

ESC = 0x1B
PASTE_START, PASTE_END = b"\x1b[200~", b"\x1b[201~"
STRINGS = b"P]_^X"
"""Second bytes of the introducers of strings: DCS, OSC, APC, PM, SOS."""
INTRODUCERS = {0x8F: b"\x1bO", 0x90: b"\x1bP", 0x98: b"\x1bX", 0x9B: b"\x1b["} | {
    0x9D: b"\x1b]",
    0x9E: b"\x1b^",
    0x9F: b"\x1b_",
}
"""The 7-bit forms of the C1 controls that begin a sequence."""
TYPED_INTRODUCERS = b"[OP]_"
"""First bytes of the rest of an answer whose escape character was taken for the key Escape."""

_OF_TWO = b"bf\t\x7f\\"
"""Second bytes of complete sequences: Alt with an arrow (`b`, `f`), Tab or Backspace, and ST."""
_CSI_BEGUN = re.compile(rb"\x1b\[(?:<[0-9;-]*|[0-?]*[ -/]*)")
"""Parameters and intermediate bytes; Ghostty also reports negative mouse positions."""
_RXVT_SHIFT = rb"\x1b\[\d\d?\$"
"""rxvt ends keys with a dollar sign, elsewhere an intermediate byte."""
_UNHEARD_OF = rb"\x1b\[[^\x00-?A-FHIMO-SZa-d[~]"
_LIKELY = rb"""(?xs)\x1b(?:
        \[(?:
            \?(?:\d[\d;]*(?:\$y?|[cnuRS])?)?        # DA1, reports of states, modes and the cursor
            |>(?:\d[\d;]*[cm]?)?                    # DA2, modifyOtherKeys
            |<(?:\d[\d;-]*[Mm]?)?                   # the mouse
            |\d[\d;:]*(?:[]~^$@A-HMP-SZnutx]|\$y|&w?)?   # keys, reports of cursor, window and modes
            |[A-FHIOP-SZ]                           # keys, the focus
            |M.{0,6}
            |\[[A-E]?                               # keys of the Linux console
        )?
        |O[A-FHMP-S]?
        |P(?:[>!\d].*)?                             # XTVERSION, DA3, DECRQSS, XTGETTCAP
        |\](?:\d.*)?                                # colours, the clipboard
        |_(?:G.*)?                                  # kitty's pictures
    )?"""
"""Sequences that terminals are known to send, and their beginnings; compiled when first needed."""


class Stage(Enum):
    """The received part of a sequence."""

    BEGUN = "begun"
    WHOLE = "whole"
    STRING = "string"
    """Its introducer is complete; a string follows."""
    PASTE = "paste"
    """The sequence is complete; a paste follows."""
    NONE = "none"
    """No sequence begins with these bytes."""


def stage_of(held: bytes) -> Stage:
    """Tell how much of a sequence has come, by the general rules for all sequences."""
    if len(held) == 1:
        return Stage.BEGUN
    second = held[1]
    if second == 0x5B:
        return _stage_of_control_sequence(held)
    if second == 0x4F:
        return _stage_of_single_shift(held)
    if second in STRINGS:
        return _stage_of_string(held)
    return Stage.WHOLE if second in _OF_TWO else Stage.NONE


def is_likely(held: bytes) -> bool:
    """Tell whether the bytes are or begin a sequence that terminals are known to send."""
    return re.fullmatch(_LIKELY, held) is not None


def is_unheard_of(held: bytes) -> bool:
    """Tell whether this is a control sequence that a person may type, but no terminal sends."""
    return re.fullmatch(_UNHEARD_OF, held) is not None


def _stage_of_control_sequence(held: bytes) -> Stage:
    if held == PASTE_START:
        return Stage.PASTE
    begun = _CSI_BEGUN.match(held)
    end = begun.end() if begun is not None else 0
    if end == len(held):
        return Stage.WHOLE if re.fullmatch(_RXVT_SHIFT, held) else Stage.BEGUN
    if held[2:3] == b"[":
        return Stage.BEGUN if len(held) == 3 else (Stage.WHOLE if held[3] in b"ABCDE" else Stage.NONE)
    if held[2:3] == b"M":
        return _stage_of_mouse_report(held)
    return Stage.WHOLE if 0x40 <= held[end] <= 0x7E else Stage.NONE


def _stage_of_mouse_report(held: bytes) -> Stage:
    """Stage of an X10 mouse report: three numbers of one byte each, or two in the UTF-8 of mode 1005."""
    at, numbers = 3, 0
    while at < len(held) and numbers < 3:
        if held[at] < 0x20:
            return Stage.NONE
        if 0xC2 <= held[at] <= 0xDF:
            if at + 1 == len(held):
                return Stage.BEGUN
            at += 0x80 <= held[at + 1] <= 0xBF
        at += 1
        numbers += 1
    return Stage.WHOLE if numbers == 3 else Stage.BEGUN


def _stage_of_single_shift(held: bytes) -> Stage:
    last = held[-1]
    if len(held) == 2 or last in b"0123456789;":
        return Stage.BEGUN
    return Stage.WHOLE if 0x20 <= last <= 0x7E else Stage.NONE


def _stage_of_string(held: bytes) -> Stage:
    if len(held) == 2:
        return Stage.BEGUN
    if held[1] == 0x5D:  # text typed after Escape may also begin with a bracket
        return Stage.STRING if held[2] in b"0123456789lL" else Stage.NONE
    return Stage.STRING if held[2] >= 0x20 else Stage.NONE
