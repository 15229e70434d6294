"""The list of counts and progress: show the articles of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.messages import Message
from hashiya.session.commands.asks import Ask
from hashiya.session.commands.command import Group, Place
from hashiya.session.commands.list_steps import declare_list_steps
from hashiya.session.progress_browser import TallyRow

if TYPE_CHECKING:
    from hashiya.session.library import Library


class AtTally(NamedTuple):
    """The context of a command in the list.

    Attributes:
        library: the articles.
        row: the list's row, which may be a heading; None in an empty list.
    """

    library: Library
    row: TallyRow | Message | None


progress: Group[AtTally] = Group(Message("commands.group_progress"), Place.PROGRESS)


def _is_folder(at: AtTally) -> bool:
    return isinstance(at.row, TallyRow) and at.row.folder is not None


@progress.command(
    "progress.narrow",
    "enter",
    title=Message("commands.narrow"),
    short=Message("commands.narrow_short"),
    when=_is_folder,
)
def narrow(at: AtTally) -> Ask:
    """Show only the articles in the folder of the row and below it."""
    if isinstance(at.row, TallyRow) and at.row.folder is not None:
        at.library.arrange(folder=at.row.folder)
    return Ask.CLOSE_DIALOG


@progress.command(
    "progress.leave",
    "escape",
    title=Message("commands.leave_progress"),
    short=Message("commands.leave_progress_short"),
    is_essential=True,
)
def leave(_: AtTally) -> Ask:
    """Close the list."""
    return Ask.CLOSE_DIALOG


declare_list_steps(progress, "progress", Message("commands.row_tally"))
