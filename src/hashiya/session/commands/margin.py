"""The list of annotations in the margin: going into it, in it, and out of it.

While the keys are for the list, a command about an annotation acts on the row of the bar. A command about
the page leaves the list first, in one of the three ways below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.session.commands.command import Group, Place
from hashiya.session.commands.list_steps import declare_list_steps

if TYPE_CHECKING:
    from hashiya.session.reader import Reader

margin: Group[Reader] = Group("Margin", Place.MARGIN)


def go_to_row(reader: Reader) -> None:
    """Leave the list, if the keys are for it, and go to the annotation of its row."""
    reader.leave_list(go=True)


def select_row(reader: Reader) -> None:
    """Leave the list, if the keys are for it, with all words of its row selected."""
    if reader.in_list and (subject := reader.subject) is not None:
        reader.select(subject.span)


def leave_row(reader: Reader) -> None:
    """Leave the list, if the keys are for it; the caret stays where it was."""
    reader.leave_list()


@margin.command(
    "margin.enter",
    "tab",
    title="go to the list in the margin",
    where=Place.PAGE,
    help="go into the margin's list of annotations; in it every key acts on the row of its bar",
)
def enter(reader: Reader) -> None:
    """Give the keys to the list, on the row of the annotation here or of the next one."""
    here = reader.caret.start if reader.caret else -1
    annotations = reader.annotations
    found = reader.subject or annotations.after(here) or annotations.before(len(reader.text) + 1)
    if found is None:
        reader.say("No annotation yet.")
    else:
        reader.pick(found.id)


@margin.command("margin.go", "enter", title="go to the annotation of the row", short="go there")
def go(reader: Reader) -> None:
    """Leave the list for the annotation of its row."""
    go_to_row(reader)


@margin.command("margin.leave", "tab", "escape", title="back to the page", short="page")
def leave(reader: Reader) -> None:
    """Leave the list for the caret."""
    leave_row(reader)


declare_list_steps(margin, "margin", "annotation")
