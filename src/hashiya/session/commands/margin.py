"""The list of annotations in the margin: going into it, in it, and out of it.

While the keys are for the list, a command about an annotation acts on the row of the bar. A command about
the page leaves the list first, in one of the three ways below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.commands.command import Group, Place
from hashiya.session.commands.list_steps import declare_list_steps

if TYPE_CHECKING:
    from hashiya.session.reader import Reader

margin: Group[Reader] = Group(Message("commands.group_margin"), Place.MARGIN)


def go_to_row(reader: Reader) -> None:
    """Leave the list, if the keys are for it, and go to the annotation of its row."""
    reader.leave_list(go=True)


def select_row(reader: Reader) -> None:
    """Leave the list, if the keys are for it, with all words of its row selected."""
    if reader.in_list and (meant := reader.meant) is not None:
        reader.select(meant.span)


def leave_row(reader: Reader) -> None:
    """Leave the list, if the keys are for it; the caret stays where it was."""
    reader.leave_list()


@margin.command(
    "margin.enter",
    "shift+tab",
    "(",
    title=Message("commands.enter_margin"),
    where=Place.PAGE,
    help=Message("commands.enter_margin_help"),
)
def enter(reader: Reader) -> None:
    """Give the keys to the list, on the row of the annotation here or of the next one."""
    here = reader.caret.start if reader.caret else -1
    annotations = reader.listed
    found = reader.meant or annotations.after(here) or annotations.before(len(reader.text) + 1)
    if found is None:
        reader.say(Message("commands.no_annotation_yet"))
    else:
        reader.pick(found.id)


@margin.command(
    "margin.go", "enter", title=Message("commands.go_to_row"), short=Message("commands.go_to_row_short")
)
def go(reader: Reader) -> None:
    """Leave the list for the annotation of its row."""
    go_to_row(reader)


@margin.command(
    "margin.leave",
    "tab",
    "escape",
    "shift+tab",
    "(",
    title=Message("commands.leave_margin"),
    short=Message("commands.leave_margin_short"),
)
def leave(reader: Reader) -> None:
    """Leave the list for the caret."""
    leave_row(reader)


declare_list_steps(margin, "margin", Message("commands.row_annotation"))
