"""The look of the page, the article's file, done or not, back to the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.commands.asks import Ask
from hashiya.session.commands.command import ARTICLE, Group, Place

if TYPE_CHECKING:
    from hashiya.session.commands.requests import SetMeasure
    from hashiya.session.reader import Reader

view: Group[Reader] = Group(Message("commands.group_view"), ARTICLE)

_MEASURE_STEP = 4
"""Columns."""
_WIDTH = Message("commands.width_help")


@view.command("view.wider", "+", "=", title=Message("commands.wider"), help=_WIDTH)
def wider(_: Reader) -> SetMeasure:
    """Make the rows longer."""
    return _longer(_MEASURE_STEP)


@view.command("view.narrower", "-", title=Message("commands.narrower"), help=_WIDTH)
def narrower(_: Reader) -> SetMeasure:
    """Make the rows shorter."""
    return _longer(-_MEASURE_STEP)


def _longer(step: int) -> SetMeasure:
    from hashiya.session.commands.requests import SetMeasure  # the first frame does without

    return SetMeasure(step)


@view.command(
    "view.hidden",
    "v",
    title=Message("commands.hidden"),
    help=Message("commands.hidden_help"),
)
def hidden(reader: Reader) -> None:
    """Show hidden characters, or no longer."""
    from hashiya.session.hidden import shown_notice  # the first frame does without

    reveal = not reader.document.reveal
    reader.notice = shown_notice(reader.text) if reveal else Message("commands.hidden_not_shown")
    reader.reveal_hidden(reveal)


@view.command("view.margin", "h", title=Message("commands.margin"))
def margin(_: Reader) -> Ask:
    """Show the margin, or hide it."""
    return Ask.TOGGLE_MARGIN


@view.command(
    "registry.open",
    "_",
    title=Message("commands.registry"),
    help=Message("commands.registry_help"),
)
def open_registry(_: Reader) -> Ask:
    """Show the actors and events of the folder."""
    return Ask.OPEN_REGISTRY


@view.command(
    "story.carry",
    "C",
    "shift+f2",
    title=Message("commands.carry"),
    help=Message("commands.carry_help"),
)
def carry(reader: Reader) -> Ask | None:
    """Carry the annotations to the copies of the article, if it has any.

    Raises:
        HashiyaError: annotations cannot be saved here.
    """
    reader.refuse_changes()
    if len(reader.annotations):
        return Ask.CARRY_TO_COPIES
    reader.say(Message("commands.no_annotation_yet"))
    return None


@view.command("view.encoding", "ctrl+e", "f8", title=Message("commands.encoding"))
def encoding(_: Reader) -> Ask:
    """Read the file in the next encoding."""
    return Ask.SWITCH_ENCODING


@view.command(
    "view.reload",
    "f5",
    "ctrl+l",
    title=Message("commands.reload"),
    help=Message("commands.reload_help"),
)
def reload(_: Reader) -> Ask:
    """Read the file again."""
    return Ask.RELOAD


@view.command("view.done", "d", title=Message("commands.done"), help=Message("commands.done"))
def done(reader: Reader) -> Ask | None:
    """Mark the article as done, or as in progress again; what cannot be taken back is asked about first.

    Raises:
        HashiyaError: it cannot be saved here.
    """
    reader.refuse_changes()
    if reader.done_is_final:
        return Ask.FINISH_WORK
    toggle_done(reader)
    return None


def toggle_done(reader: Reader) -> None:
    """Mark the article as done, or as in progress again."""
    reader.working_copy.toggle_done()
    reader.remember_place()
    reader.show(status=True)


@view.command(
    "view.next_article",
    "ctrl+pagedown",
    "$",
    title=Message("commands.next_article"),
    help=Message("commands.articles_help"),
)
def next_article(_: Reader) -> Ask:
    """Open the next article of the library."""
    return Ask.NEXT_ARTICLE


@view.command(
    "view.previous_article",
    "ctrl+pageup",
    title=Message("commands.previous_article"),
    help=Message("commands.articles_help"),
)
def previous_article(_: Reader) -> Ask:
    """Open the previous article of the library."""
    return Ask.PREVIOUS_ARTICLE


@view.command(
    "view.library",
    "o",
    title=Message("commands.library"),
    short=Message("commands.library_short"),
    footer=Place.PAGE,
)
def library(_: Reader) -> Ask:
    """Close the article."""
    return Ask.GO_TO_LIBRARY
