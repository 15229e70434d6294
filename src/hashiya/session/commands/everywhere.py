"""The list of other occurrences: accept them, strike some, look through the whole folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.messages import Message
from hashiya.session.commands.asks import Ask
from hashiya.session.commands.command import Group, Place
from hashiya.session.commands.list_steps import declare_list_steps

if TYPE_CHECKING:
    from hashiya.services.everywhere import Occurrence
    from hashiya.session.everywhere import Everywhere


class AtOccurrence(NamedTuple):
    """The state on which the commands of the list act.

    Attributes:
        everywhere: the occurrences.
        occurrence: that of the list's row; None in an empty list.
    """

    everywhere: Everywhere
    occurrence: Occurrence | None


everywhere: Group[AtOccurrence] = Group(Message("commands.group_everywhere"), Place.OCCURRENCES)


def _has_row(at: AtOccurrence) -> bool:
    return at.occurrence is not None


def _is_article(at: AtOccurrence) -> bool:
    return not at.everywhere.is_folder


@everywhere.command(
    "everywhere.accept",
    "enter",
    title=Message("commands.accept_all"),
    short=Message("commands.accept_short"),
    when=_has_row,
)
def accept(_: AtOccurrence) -> Ask:
    """Label all occurrences that are not struck."""
    return Ask.LABEL_OCCURRENCES


@everywhere.command(
    "everywhere.strike",
    "x",
    "space",
    title=Message("commands.strike"),
    short=Message("commands.strike_short"),
    when=_has_row,
)
def strike(at: AtOccurrence) -> None:
    """Leave the occurrence of the row out, or take it in again."""
    if at.occurrence is not None:
        at.everywhere.strike(at.occurrence)


@everywhere.command(
    "everywhere.folder",
    "*",
    "f6",
    title=Message("commands.whole_folder"),
    short=Message("commands.whole_folder_short"),
    when=_is_article,
)
def folder(_: AtOccurrence) -> Ask:
    """Look through the other articles of the folder, too."""
    return Ask.LOOK_THROUGH_FOLDER


@everywhere.command(
    "everywhere.leave",
    "escape",
    title=Message("commands.leave_occurrences"),
    short=Message("commands.leave_occurrences_short"),
    is_essential=True,
)
def leave(_: AtOccurrence) -> Ask:
    """Label nothing."""
    return Ask.CLOSE_DIALOG


declare_list_steps(everywhere, "everywhere", Message("commands.row_occurrence"))
