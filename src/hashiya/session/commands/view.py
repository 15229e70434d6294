"""The look of the page, the article's file, done or not, back to the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.session.commands.command import ARTICLE, Group, Place
from hashiya.session.commands.requests import Ask, SetMeasure

if TYPE_CHECKING:
    from hashiya.session.reader import Reader

view: Group[Reader] = Group("View", ARTICLE)

_MEASURE_STEP = 4
"""Columns."""
_WIDTH = "wider, narrower page"


@view.command("view.wider", "+", "=", title="wider page", help=_WIDTH)
def wider(_: Reader) -> SetMeasure:
    """Make the rows longer."""
    return SetMeasure(_MEASURE_STEP)


@view.command("view.narrower", "-", title="narrower page", help=_WIDTH)
def narrower(_: Reader) -> SetMeasure:
    """Make the rows shorter."""
    return SetMeasure(-_MEASURE_STEP)


@view.command(
    "view.hidden",
    "v",
    title="show hidden characters as marks, or not",
    help="show hidden characters (bidi controls, joiners, no-break spaces, soft hyphens, tatweel) as marks",
)
def hidden(reader: Reader) -> None:
    """Show hidden characters, or no longer."""
    from hashiya.session.hidden import shown_sentence  # the first frame does without

    reveal = not reader.document.reveal
    reader.message = shown_sentence(reader.text) if reveal else "Hidden characters are not shown."
    reader.reveal_hidden(reveal)


@view.command("view.margin", "h", title="show or hide the margin")
def margin(_: Reader) -> Ask:
    """Show the margin, or hide it."""
    return Ask.TOGGLE_MARGIN


@view.command("view.encoding", "ctrl+e", "f8", title="read the file in another encoding")
def encoding(_: Reader) -> Ask:
    """Read the file in the next encoding."""
    return Ask.SWITCH_ENCODING


@view.command(
    "view.reload",
    "f5",
    "ctrl+l",
    title="read the file again if it has changed",
    help="read the file again, after the header said that it changed",
)
def reload(_: Reader) -> Ask:
    """Read the file again."""
    return Ask.RELOAD


@view.command(
    "view.done", "d", title="done with this article, or not yet", help="done with this article, or not yet"
)
def done(reader: Reader) -> None:
    """Mark the article as done, or as in progress again.

    Raises:
        HashiyaError: it cannot be saved here.
    """
    reader.refuse_changes()
    reader.working_copy.toggle_done()
    reader.remember_place()
    reader.show(status=True)


@view.command("view.library", "o", title="back to the library", short="library", footer=Place.PAGE)
def library(_: Reader) -> Ask:
    """Close the article."""
    return Ask.GO_TO_LIBRARY
