"""What works everywhere: all keys, the palette, the theme, the shell, the end."""

from __future__ import annotations

from hashiya.session.commands.command import EVERYWHERE, SCREENS, Group
from hashiya.session.commands.requests import Ask

program: Group[object] = Group("Program", SCREENS)


@program.command("app.keys", "?", "f1", title="all keys", short="keys", is_essential=True)
def keys(_: object) -> Ask:
    """Show every key."""
    return Ask.SHOW_KEYS


@program.command("app.palette", "ctrl+p", "f2", title="command palette")
def palette(_: object) -> Ask:
    """Let a command be chosen by its name."""
    return Ask.SHOW_PALETTE


@program.command("app.theme", "t", title="light or dark theme")
def theme(_: object) -> Ask:
    """Change the theme."""
    return Ask.CHANGE_THEME


@program.command(
    "app.suspend",
    "ctrl+z",
    "f9",
    title="back to the shell; fg returns",
    where=EVERYWHERE,
    help="back to the shell; `fg` returns",
)
def suspend(_: object) -> Ask:
    """Give the terminal to the shell."""
    return Ask.SUSPEND


@program.command(
    "app.leave",
    "ctrl+q",
    "f10",
    title="quit",
    where=EVERYWHERE,
    short="quit",
    footer=SCREENS,
    is_essential=True,
)
def leave(_: object) -> Ask:
    """End the program."""
    return Ask.LEAVE
