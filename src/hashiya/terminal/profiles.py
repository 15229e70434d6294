"""The known terminals as data: the mode of rows, the colours, the sequences sent before and after.

All were seen on real terminals, except those marked as read about.
"""

from __future__ import annotations

from typing import NamedTuple

from hashiya.messages import Message
from hashiya.terminal.colour_depth import ColourDepth
from hashiya.terminal.mode import Mode

_EXPLICIT = "\x1b[8l\x1b[2J"
"""Bidi off (BDSM of ECMA-48: explicit), then clear screen, since VTE stores the flag in each row."""
_IMPLICIT = "\x1b[8h"


class Profile(NamedTuple):
    """A kind of terminal.

    Attributes:
        key: its name in the program, under which choices are kept.
        name: for people: of the product, or a message.
        mode: how rows are written for it.
        at_start: sent after the alternate screen is entered, before the first row.
        at_exit: sent before the alternate screen is left; undoes `at_start`.
        advice: for a terminal that no mode suits; else None.
        depth: the colours that all versions in use support.
    """

    key: str
    name: Message | str
    mode: Mode
    at_start: str = ""
    at_exit: str = ""
    advice: Message | None = None
    depth: ColourDepth = ColourDepth.FULL

    @property
    def mode_in_multiplexer(self) -> Mode:
        """Mode inside tmux or screen, which do not pass `at_start` on."""
        return Mode.WORDS if self.at_start and self is not UNKNOWN else self.mode


_ALL = (
    Profile("xterm", "xterm", Mode.VISUAL),
    Profile("alacritty", "Alacritty", Mode.VISUAL),
    Profile("urxvt", "rxvt-unicode", Mode.VISUAL, depth=ColourDepth.INDEXED),
    Profile("st", "st", Mode.VISUAL),
    Profile("xterm.js", "xterm.js", Mode.VISUAL),
    Profile("vte", Message("terminal.vte"), Mode.VISUAL, _EXPLICIT, _IMPLICIT),
    Profile(
        "konsole",
        "Konsole",
        Mode.VISUAL,
        "\x1b]50;BidiRenderingEnabled=false\a",
        "\x1b]50;BidiRenderingEnabled=true\a",
    ),
    Profile(
        "mlterm",
        "mlterm",
        Mode.VISUAL,
        "\x1b]5379;use_ctl=false\a",
        "\x1b]5379;use_ctl=true\a",
        depth=ColourDepth.INDEXED,
    ),
    Profile("kitty", "kitty", Mode.RUNS),
    Profile("qterminal", "QTerminal", Mode.SPLIT),
    Profile(
        "putty",
        "PuTTY",
        Mode.VISUAL,
        advice=Message("terminal.switch_off_in_putty"),
        depth=ColourDepth.INDEXED,
    ),
    # read about, not seen
    Profile("mintty", "mintty", Mode.VISUAL, _EXPLICIT, _IMPLICIT),
    Profile("wezterm", "WezTerm", Mode.VISUAL),
    Profile("foot", "foot", Mode.VISUAL),
    Profile("ghostty", "Ghostty", Mode.VISUAL),
    Profile("windows-terminal", "Windows Terminal", Mode.VISUAL),
    Profile("iterm2", "iTerm2", Mode.WORDS),
    Profile("apple", "Apple Terminal", Mode.WORDS, depth=ColourDepth.INDEXED),
)
PROFILES = {profile.key: profile for profile in _ALL}
UNKNOWN = Profile(
    "unknown", Message("terminal.unknown"), Mode.VISUAL, _EXPLICIT, _IMPLICIT, depth=ColourDepth.EIGHT
)
"""Bidi is switched off as for VTE, which is harmless in other terminals."""
