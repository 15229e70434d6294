"""The commands of every screen: all keys, the palette, the theme, the shell, the end."""

from __future__ import annotations

from hashiya.messages import Message
from hashiya.session.commands.asks import Ask
from hashiya.session.commands.command import ARTICLE, EVERYWHERE, SCREENS, Group, Place

PROGRAM = Message("commands.group_program")
"""The heading of these commands."""

program: Group[object] = Group(PROGRAM, SCREENS)


@program.command(
    "app.keys",
    "?",
    "f1",
    title=Message("commands.all_keys"),
    short=Message("commands.keys_short"),
    is_essential=True,
)
def keys(_: object) -> Ask:
    """Show every key."""
    return Ask.SHOW_KEYS


@program.command("app.palette", "ctrl+p", "f2", title=Message("commands.palette"))
def palette(_: object) -> Ask:
    """Let a command be chosen by its name."""
    return Ask.SHOW_PALETTE


@program.command("app.theme", "t", title=Message("commands.theme"))
def theme(_: object) -> Ask:
    """Change the theme."""
    return Ask.CHANGE_THEME


@program.command(
    "app.report",
    "R",
    "f11",
    title=Message("commands.report"),
    help=Message("commands.report_help"),
)
def report(_: object) -> Ask:
    """Show the report on the annotations of the folder."""
    return Ask.OPEN_REPORT


@program.command(
    "app.repaint",
    "f5",
    "ctrl+l",
    title=Message("commands.repaint"),
    where=EVERYWHERE & ~(ARTICLE | Place.HINTS),
)
def repaint(_: object) -> Ask:
    """Redraw the whole screen; in an article the same keys also read the file again."""
    return Ask.REPAINT


@program.command(
    "app.suspend",
    "ctrl+z",
    "f9",
    title=Message("commands.suspend"),
    where=EVERYWHERE,
    help=Message("commands.suspend_help"),
)
def suspend(_: object) -> Ask:
    """Give the terminal to the shell."""
    return Ask.SUSPEND


@program.command(
    "app.leave",
    "ctrl+q",
    "f10",
    title=Message("commands.quit"),
    where=EVERYWHERE,
    short=Message("commands.quit"),
    footer=SCREENS,
    is_essential=True,
)
def leave(_: object) -> Ask:
    """End the program."""
    return Ask.LEAVE
