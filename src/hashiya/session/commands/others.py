"""The annotations of others: showing and hiding them, taking one over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.commands.command import ARTICLE, Group, Place

if TYPE_CHECKING:
    from hashiya.session.reader import Reader

others: Group[Reader] = Group(Message("commands.group_others"), ARTICLE)


@others.command(
    "others.show",
    ">",
    "shift+f7",
    title=Message("commands.show_others"),
    help=Message("commands.show_others_help"),
)
def show(reader: Reader) -> None:
    """Show the annotations of the other annotators, or no longer.

    Raises:
        HashiyaError: the system starts no thread to read them.
    """
    reader.toggle_others()


@others.command(
    "others.take",
    "<",
    "shift+f8",
    title=Message("commands.take_over"),
    short=Message("commands.take_over_short"),
    footer=Place(0),
    help=Message("commands.take_over_help"),
    changes=True,
)
def take(reader: Reader) -> None:
    """Take the annotation of another annotator over as one's own.

    Raises:
        HashiyaError: the annotations cannot be saved here.
    """
    if reader.others is None or not reader.others.are_shown:
        reader.say(Message("commands.others_not_shown", key=reader.bindings.key("others.show")))
    elif (theirs := reader.others.to_take) is None:
        reader.say(Message("commands.nothing_to_take"))
    else:
        from hashiya.session.taking_over import take_over  # the first frame does without

        take_over(reader, reader.others, theirs)
