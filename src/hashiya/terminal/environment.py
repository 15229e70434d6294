"""Recognise the terminal by environment variables.

Most variables do not cross ssh, and a terminal started from another one inherits its variables. So TERM,
which every terminal sets itself, goes first, and the others are trusted only if they agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

_TERM_BEGINS = (
    ("xterm-kitty", "kitty"),
    ("xterm-ghostty", "ghostty"),
    ("alacritty", "alacritty"),
    ("rxvt-unicode", "urxvt"),
    ("mlterm", "mlterm"),
    ("konsole", "konsole"),
    ("foot", "foot"),
    ("wezterm", "wezterm"),
    ("putty", "putty"),
    ("mintty", "mintty"),
    ("vte", "vte"),
    ("gnome", "vte"),
    ("st-", "st"),
)
_VARIABLES = (
    ("VTE_VERSION", "vte"),
    ("KONSOLE_VERSION", "konsole"),
    ("MLTERM", "mlterm"),
    ("KITTY_WINDOW_ID", "kitty"),
    ("XTERM_VERSION", "xterm"),
    ("ALACRITTY_WINDOW_ID", "alacritty"),
    ("WEZTERM_PANE", "wezterm"),
    ("GHOSTTY_RESOURCES_DIR", "ghostty"),
    ("ITERM_SESSION_ID", "iterm2"),
    ("WT_SESSION", "windows-terminal"),
)
_PROGRAMS = {
    "iTerm.app": "iterm2",
    "Apple_Terminal": "apple",
    "vscode": "xterm.js",
    "WezTerm": "wezterm",
    "mintty": "mintty",
    "ghostty": "ghostty",
}


class Evidence(NamedTuple):
    """A finding about the terminal.

    Attributes:
        key: of the profile; empty if the terminal is not recognised.
        says: the finding, for people.
    """

    key: str
    says: Message


def multiplexer(environment: Mapping[str, str]) -> str:
    """Return the multiplexer that runs the program, ``tmux`` or ``screen``; empty if there is none.

    A terminal started from a pane inherits TMUX or STY, but not TERM.
    """
    term = environment.get("TERM", "")
    is_of_multiplexer = term.startswith(("tmux", "screen"))
    if environment.get("TMUX") and (is_of_multiplexer or environment.get("TERM_PROGRAM") == "tmux"):
        return "tmux"
    return "screen" if environment.get("STY") and is_of_multiplexer else ""


def read_environment_of_start(environment: Mapping[str, str]) -> Evidence:
    """Recognise the terminal that a multiplexer started in; it may be in another one now."""
    found = read_environment({key: value for key, value in environment.items() if not key.startswith("TERM")})
    if not found.key:
        return Evidence("", Message("terminal.no_trace"))
    return Evidence(found.key, Message("terminal.at_its_start", evidence=found.says))


def read_environment(environment: Mapping[str, str]) -> Evidence:
    """Recognise the terminal by TERM, or else by the variables if all that are set name one terminal."""
    term = environment.get("TERM", "")
    is_term = Message("terminal.variable_is", name="TERM", value=term)
    for begins, key in _TERM_BEGINS:
        if term.startswith(begins):
            return Evidence(key, is_term)
    found = {
        key: Message("terminal.variable_set", name=name) for name, key in _VARIABLES if environment.get(name)
    }
    program = environment.get("TERM_PROGRAM", "")
    if program in _PROGRAMS:
        found[_PROGRAMS[program]] = Message("terminal.variable_is", name="TERM_PROGRAM", value=program)
    if len(found) == 1:
        return Evidence(*next(iter(found.items())))
    if found:
        return Evidence("", Message("terminal.several_named", names=tuple(sorted(found))))
    return Evidence(
        "", Message("terminal.none_named", cause=is_term if term else Message("terminal.no_term"))
    )
