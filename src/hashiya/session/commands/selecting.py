"""Selecting words, sentences, paragraphs, quotations; moving the ends of the selection by letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.commands.command import ARTICLE, MARKING, Group, Place
from hashiya.session.commands.margin import go_to_row, select_row

if TYPE_CHECKING:
    from hashiya.session.reader import Reader

selecting: Group[Reader] = Group(Message("commands.group_selecting"), ARTICLE, before=go_to_row)
adjusting: Group[Reader] = Group(Message("commands.group_selecting"), ARTICLE, before=select_row)

_PARTS = Message("commands.parts_help")
_END = Message("commands.end_help")
_START = Message("commands.start_help")


@selecting.command(
    "select.start",
    "space",
    title=Message("commands.start_selection"),
    short=Message("commands.select_short"),
    footer=Place.PAGE,
    help=Message("commands.start_selection_help"),
)
def start(reader: Reader) -> None:
    """Start a selection, or end the one that motions extend."""
    reader.toggle_selecting()


@selecting.command("select.drop", "escape", title=Message("commands.drop_selection"), where=Place.PAGE)
def drop(reader: Reader) -> None:
    """Drop the selection, and the search where nothing but a match is selected."""
    reader.drop_selection()


@selecting.command("select.word", "w", title=Message("commands.select_word"), help=_PARTS)
def word(reader: Reader) -> None:
    """Select the caret's word."""
    if reader.caret is not None:
        reader.select(reader.caret)


@selecting.command("select.sentence", "s", title=Message("commands.select_sentence"), help=_PARTS)
def sentence(reader: Reader) -> None:
    """Select the caret's sentence."""
    from hashiya.session.passages import sentence_around  # the first frame does without

    around = reader.caret and sentence_around(reader.document, reader.caret.start)
    if around:
        reader.select(around)


@selecting.command("select.paragraph", "p", title=Message("commands.select_paragraph"), help=_PARTS)
def paragraph(reader: Reader) -> None:
    """Select the caret's paragraph, without the spaces around it."""
    if reader.caret is not None:
        from hashiya.session.passages import paragraph_around  # the first frame does without

        reader.select(paragraph_around(reader.document, reader.caret.start))


@selecting.command(
    "select.inside",
    "i",
    title=Message("commands.select_inside"),
    help=Message("commands.select_inside_help"),
)
def inside(reader: Reader) -> None:
    """Select the words inside the quotation marks around the caret; again, the next marks outwards."""
    if reader.caret is None:
        return
    from hashiya.session.passages import quotations_around  # the first frame does without

    nested = quotations_around(reader.document, reader.caret.start)
    selection = reader.selection
    size = selection.end - selection.start if selection is not None and selection in nested else 0
    wider = [span for span in nested if span.end - span.start > size]
    if wider:
        reader.jumps.remember()
        reader.select(wider[0], reader.caret)
    else:
        reader.say(Message("commands.no_outer_marks") if nested else Message("commands.no_marks"))


@selecting.command(
    "select.grow",
    "k",
    where=MARKING,
    title=Message("commands.grow"),
    short=Message("commands.grow_short"),
    footer=Place.HINTS,
    help=Message("commands.grow_help"),
)
def grow(reader: Reader) -> None:
    """Select the next larger unit around the selection or the caret's word."""
    if not reader.growing.grow():
        reader.say(Message("commands.nothing_larger"))


@selecting.command(
    "select.shrink", "f4", title=Message("commands.shrink"), help=Message("commands.grow_help")
)
def shrink(reader: Reader) -> None:
    """Go back to the selection before it was grown."""
    if not reader.growing.shrink():
        reader.say(Message("commands.nothing_smaller"))


@adjusting.command("select.end_forward", "]", title=Message("commands.end_forward"), help=_END)
def end_forward(reader: Reader) -> None:
    """Move the selection's end on."""
    reader.adjust("end", 1)


@adjusting.command("select.end_back", "[", title=Message("commands.end_back"), help=_END)
def end_back(reader: Reader) -> None:
    """Move the selection's end back."""
    reader.adjust("end", -1)


@adjusting.command(
    "select.start_forward",
    "}",
    "'",
    where=MARKING,
    title=Message("commands.start_forward"),
    help=_START,
)
def start_forward(reader: Reader) -> None:
    """Move the selection's start on."""
    reader.adjust("start", 1)


@adjusting.command("select.start_back", "{", ";", title=Message("commands.start_back"), help=_START)
def start_back(reader: Reader) -> None:
    """Move the selection's start back."""
    reader.adjust("start", -1)
